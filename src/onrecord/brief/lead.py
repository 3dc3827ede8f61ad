"""What the pile is about: the thing that most of its articles open with, and the sentence that tells most of it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from onrecord.brief.draft import Phrase
from onrecord.brief.pile import Pile, is_row
from onrecord.brief.saying import has, stands_alone, told
from onrecord.brief.subjects import subject, the
from onrecord.model import Article, ArticleKind, Certainty, Claim, Kind

OPENING = 700  # characters of an article's start
# Claims of an article's start; a digest puts its comments before the story.
FIRST_CLAIMS = {ArticleKind.REPORT: 3, ArticleKind.DIGEST: 8}
TRIED = 12  # sentences whose clauses are looked for
SOFTENED, COMMENT = 0.8, 0.3  # what a hedged sentence, and one that comments, weighs as the first
OVERTAKEN = 0.5  # the same for one whose figure is out of date
SHARE = 0.35  # of the articles must name the thing that a title is made of
NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:of |the )?[A-Z][\w’'-]+)*")
WORD = re.compile(r"[a-z][a-z’'-]{3,}|\d[\d,.]*\d|[A-Z][\w’'-]{2,}")


def title(pile: Pile) -> str:
    """A headline of the pile: "Hallow Dam: what is on record", by the names that most articles open with."""
    names = topics(pile)
    if not names:
        asked = next((subject(q, timed=False).text for q in pile.questions if all(map(is_row, pile.articles))), "")
        return f"{asked[:1].upper()}{asked[1:]}: what is on record" if asked else "What is on record"
    first, *rest = (the(n) for n in names)
    both = f"{first} and {rest[0]}" if rest else first
    return f"{both[:1].upper()}{both[1:]}: what is on record"


def topics(pile: Pile) -> tuple[str, ...]:
    """The one or two names that most articles open with; two only where the second is as common as the first."""
    current = [a for a in pile.originals if a.id not in pile.old and not is_row(a)]
    known = _nobody(pile)
    found: Counter[str] = Counter()
    for article in current:
        found.update({n for n in _names(opening(article)) if n.casefold() not in known})
    weights = {n: k * (1.5 if " " in n else 1.0) for n, k in found.items()}
    ranked = sorted(weights, key=lambda n: (-weights[n], -len(n), n))
    kept = [n for n in ranked if found[n] >= max(2 if len(current) > 1 else 1, SHARE * len(current))][:6]
    if not kept:
        return ()
    second = next((n for n in kept[1:] if not set(n.split()) & set(kept[0].split())), "")
    equal = second and weights[second] >= 0.9 * weights[kept[0]]
    return (kept[0], second) if equal else (kept[0],)


def opening(article: Article) -> str:
    """The title of an article and the start of its text."""
    return f"{article.title or ''}. {article.text[:OPENING]}"


def _names(text: str) -> set[str]:
    """Names in a text, by their capitals; a single word counts only inside a sentence; states under one name."""
    from onrecord.values.name import state_of

    found = set()
    for m in NAME.finditer(text):
        words = m[0].split()
        if re.search(r"(?:^|[.!?:\n“\"‘]\s*)$", text[: m.start()]) and (len(words) == 1 or words[0] in _openers()):
            words = words[1:]
        name = re.sub(r"[’']s$", "", " ".join(words))
        if name and not name.isupper() and len(words) <= 4:
            found.add(state_of(name) or name)
    return found


@cache
def _openers() -> frozenset[str]:
    from onrecord.brief.check import plain_words

    return frozenset(w.capitalize() for w in plain_words())


def _nobody(pile: Pile) -> set[str]:
    """Names that are no subject of a story: outlets, authors, months, days."""
    from onrecord.brief.wording import MONTHS

    days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    outlets = {n.casefold() for a in pile.articles for n in (a.publisher, *a.byline) if n}
    words = {w for n in outlets for w in (n, n.removeprefix("the "))}
    return words | {m.casefold() for m in MONTHS} | set(days)


def happened(pile: Pile) -> Phrase:
    """The sentence among the articles' openings that shares most with the other articles, told with its source."""
    spread = _spread(pile)
    claims = [c for c in _first_claims(pile) if c.kind is Kind.FACT]
    known = _nobody(pile)
    claims = [c for c in claims if not any(s.name.casefold().removeprefix("the ") in known for s in c.attribution.path)]
    late = _overtaken(pile)
    ranked = sorted(claims, key=lambda c: -_score(c, spread) * (OVERTAKEN if c.id in late else 1.0))
    return next((t for c in ranked[:TRIED] if (t := told(pile, c)) and stands_alone(t)), Phrase(""))


def _overtaken(pile: Pile) -> frozenset[str]:
    """Claims with a figure whose place a later one has taken: no way to say what happened."""
    return frozenset(e.claim for q in pile.questions for e in q.entries if e.superseded_by)


def _first_claims(pile: Pile) -> list[Claim]:
    found: list[Claim] = []
    dated = any(a.published for a in pile.originals)  # what may be of any year cannot lead
    challenged = {i for c in pile.claims for i in c.disputes}
    for article in pile.originals:
        if article.kind in FIRST_CLAIMS and article.id not in pile.old and (article.published or not dated):
            title_end = article.title_span.end if article.title_span else 0
            body = [c for c in pile.claims_of.get(article.id, ()) if c.content[0].start >= title_end]
            found += sorted(body, key=lambda c: c.content[0].start)[: FIRST_CLAIMS[article.kind]]
    sure = (Certainty.ASSERTED, Certainty.REPORTED, Certainty.HEDGED)
    return [c for c in found if c.affirmed and c.id not in challenged and c.certainty in sure]


def _spread(pile: Pile) -> Counter[str]:
    """In how many articles each word stands near the start."""
    spread: Counter[str] = Counter()
    for article in pile.originals:
        spread.update(set(WORD.findall(opening(article))))
    return spread


def _score(claim: Claim, spread: Counter[str]) -> float:
    """How far a claim's words are those of the other articles; a figure counts for it."""
    words = set(WORD.findall(claim.text))
    shared = sum(spread[w] - 1 for w in words if spread[w] > 1)
    weight = 1.0 if claim.certainty is not Certainty.HEDGED else SOFTENED
    weight *= COMMENT if has("comments", claim.text) else 1.0
    return float(shared / (len(words) + 6) ** 0.35 + bool(claim.figures)) * weight
