"""Insights on the articles themselves: who copies, cites or repeats whom, what is old, and what is comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.made import made_count
from onrecord.brief.pile import Pile
from onrecord.brief.wording import count, listing, number
from onrecord.model import Article, ArticleKind, Cite, DateSource, Removal, Span
from onrecord.values.name import same_name

MOST_LEANS = 4


def ages(pile: Pile) -> Iterator[Draft]:
    """An article that is far older than the rest."""
    for article in (a for a in pile.originals if a.id in pile.old and a.published):
        middle = median(a.published.reference.toordinal() for a in pile.originals if a.published)
        years = (middle - article.published.reference.toordinal()) / 365 if article.published else 0
        gap = "years" if years > 1.5 else "months"
        name = Phrase(pile.label(article), pile.cite_article(article))
        words = "{} is {} older than the rest, from {}: its figures belong to another moment"
        yield draft(join(words, name, Phrase(gap), pile.window(article)))


def copies(pile: Pile) -> Iterator[Draft]:
    """Articles that copy another one of the pile."""
    copied = [a for a in pile.articles if pile.is_copy(a.id)]
    if not copied:
        return
    where = merged(*(pile.cite_article(a) for a in copied))
    names = Phrase(listing(list(dict.fromkeys(pile.label(a) for a in copied))), where)
    of = listing(list(dict.fromkeys(pile.label(pile.article[a.copies_of]) for a in copied if a.copies_of)))
    firsts = merged(*(pile.cite_article(pile.article[a.copies_of]) for a in copied if a.copies_of))
    words = made_count(count(len(copied), "article"), (a.id for a in copied))
    verb = "is a copy" if len(copied) == 1 else "are copies"
    yield draft(
        join("{} (from {}) {} of what {} printed; each is counted once", words, names, Phrase(verb), Phrase(of, firsts))
    )


def circles(pile: Pile) -> Iterator[Draft]:
    """Articles that cite each other; then, in one sentence, those that lean on another one of the pile."""
    leans = _leans(pile)
    for (left, right), where in leans.items():
        if (right, left) in leans and left < right:
            a, b = (pile.label(pile.article[i]) for i in (left, right))
            words = f"the citing goes in a circle: {a} cites {b}, and {b} cites {a}; neither bears the other out"
            yield draft(Phrase(words, merged(where, leans[right, left])))
    one_way = {pair: where for pair, where in leans.items() if (pair[1], pair[0]) not in leans}
    parts = tuple(
        Phrase(f"{pile.label(pile.article[a])} on {pile.label(pile.article[b])}", where)
        for (a, b), where in list(one_way.items())[:MOST_LEANS]
    )
    if parts:
        yield draft(
            join("some lean on others of the pile, so that together they are a single source: {}", listed(parts))
        )


def _leans(pile: Pile) -> dict[tuple[str, str], tuple[Cite, ...]]:
    """For each article and each other one that it names as its source: where."""
    leans: dict[tuple[str, str], tuple[Cite, ...]] = {}
    named = {s.name for c in pile.claims for s in c.attribution.path}
    outlets = {a.publisher for a in pile.originals if a.publisher}
    met = {name: {o for o in outlets if same_name(name, o)} for name in named}
    for claim in pile.claims:
        for name in (s.name for s in claim.attribution.path):
            for other in pile.originals if met[name] else ():
                if other.publisher in met[name] and other.publisher != pile.article[claim.article].publisher:
                    leans.setdefault((claim.article, other.id), pile.cite_claim(claim))
        for other in pile.originals if not claim.attribution.path else ():
            own = other.publisher == pile.article[claim.article].publisher
            if other.publisher and not own and _names(claim.text, other.publisher):
                leans.setdefault((claim.article, other.id), pile.cite_claim(claim))
    return leans


def _names(text: str, publisher: str) -> bool:
    """Whether a sentence in an article's own voice gives another outlet as its source."""
    name = re.escape(re.sub(r"^[Tt]he ", "", publisher))
    reports = rf"\b{name}\b,?\s+(?:\w+\s+)?(?:reported|reports|said|says|wrote|writes)\b"
    return re.search(rf"{reports}|\b(?:according to|citing) (?:the )?{name}\b", text, re.IGNORECASE) is not None


def repeats(pile: Pile) -> Iterator[Draft]:
    """An article of which a good part stands in it twice."""
    for article in pile.originals:
        repeated = [r for r in article.removed if r.why is Removal.REPEAT]
        if sum(len(r.raw) for r in repeated) * 4 > len(pile.raws[article.id]):
            first = repeated[0].raw
            text = pile.raws[article.id]
            end = first.start + len(first.of(text)[:120].rstrip())
            shown = text[first.start : end]
            lead = len(shown) - len(shown.lstrip())
            cite = Cite(article=article.id, path=article.path, raw=Span(first.start + lead, end), quote=shown.lstrip())
            yield draft(
                Phrase(
                    f"{pile.label(article)} repeats its own text word for word; what it claims is counted once",
                    (*pile.cite_article(article), cite),
                )
            )


def opinions(pile: Pile) -> Iterator[Draft]:
    """How much of the pile is comment, and how much of it has no date."""
    opinions = [a for a in pile.originals if a.kind is ArticleKind.OPINION]
    undated = [a for a in pile.originals if a.published is None or a.published.how is DateSource.INFERRED]
    every = made_count(count(len(pile.originals), "article"), (a.id for a in pile.originals))
    found = []
    if opinions and len(opinions) * 3 >= len(pile.originals):
        found.append(_some(pile, opinions, "{} {} comment rather than reporting", "is", "are"))
    if undated:
        found.append(_some(pile, undated, "{} {} no date, so that their order is inferred", "carries", "carry"))
    if found and len(pile.originals) > 1:
        yield draft(join("of the {}, {}", every, listed(tuple(found))))


def _some(pile: Pile, articles: list[Article], words: str, one: str, many: str) -> Phrase:
    where = merged(*(pile.cite_article(a) for a in articles))
    n = made_count(number(Decimal(len(articles))), (a.id for a in articles))
    return join(words, Phrase(n.text, where, n.derived), Phrase(one if len(articles) == 1 else many))
