"""The summary: what the pile is about, its most telling disagreement, what is agreed, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from onrecord.brief import figures
from onrecord.brief.answers import cites, givers, grouped
from onrecord.brief.disputed import contested
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.outlook import forecasts, is_past, saying, weighty
from onrecord.brief.pile import Pile, made_count, made_date
from onrecord.brief.subjects import is_vague, subject, the
from onrecord.brief.wording import clip, count, day
from onrecord.model import Bound, Claim, Kind, Mode, Question, SpeakerType, Verdict

MOST, MOST_CITED, FEWEST, FEWEST_WORDS = 6, 6, 4, 6
NAMED = (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE)


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """Three to six sentences, as far as the record holds matter for them."""
    found = (
        *_about(pile),
        *_contested(pile, Verdict.CONFLICT),
        *_contested(pile, Verdict.DISPUTED),
        *_ranges(pile),
        *_agreed(pile),
        *_next(pile, as_of),
    )
    return found[:MOST] if len(found) >= FEWEST else (*found, *_largest(pile), *_voices(pile))[:MOST]


def _about(pile: Pile) -> Iterator[Draft]:
    """What the pile is about: its size, whom it names most, and what its figures count."""
    if not pile.articles:
        return
    size = made_count(count(len(pile.articles), "article"), (a.id for a in pile.articles))
    size = Phrase(size.text, merged(*(pile.cite_article(a)[:1] for a in pile.originals[:MOST_CITED])), size.derived)
    names, topics = actors(pile), _topics(pile)
    first = join("{} on {}", size, _named(pile, names)) if names else size
    bare = draft(join("the pile holds {}", size))
    if topics:
        yield draft(join("the pile holds {}; its figures turn above all on {}", first, listed(topics)), plainer=bare)
    else:
        yield draft(join("the pile holds {}", first), plainer=bare)


def _topics(pile: Pile) -> tuple[Phrase, ...]:
    """What most articles give figures on, at most two things."""
    asked = [q for q in pile.questions if pile.counted(q) and not is_vague(q)]
    asked.sort(key=lambda q: -len({a.claim.article for a in pile.counted(q)}))
    shared = [q for q in asked if q.verdict is not Verdict.SINGLE or len(pile.articles) == 1]
    topics: dict[str, Phrase] = {}
    for question in shared:
        name = subject(question, timed=False).text
        topics.setdefault(name, Phrase(name, cites(pile, pile.counted(question)[:1])))
    return tuple(topics.values())[:2]


def actors(pile: Pile, most: int = 3) -> tuple[str, ...]:
    """Whom the pile is about: of those counted or speaking, the ones that most articles name, and most often."""
    names = {n for c in pile.claims for f in c.figures for n in (f.who, f.where) if n}
    names |= {pile.canonical.get(s.name, s.name) for c in pile.claims for s in c.attribution.chain if s.type in NAMED}
    articles, times = Counter[str](), Counter[str]()
    for article in pile.originals:
        counts = {n: article.text.count(n) for n in names if n[:1].isupper()}
        articles.update(n for n, k in counts.items() if k)
        times.update(counts)
    shared = [n for n in articles if articles[n] > 1] or list(articles)
    return tuple(sorted(shared, key=lambda n: (-articles[n], -times[n], n))[:most])


def _named(pile: Pile, names: tuple[str, ...]) -> Phrase:
    """The names with a place where each is counted or speaks."""
    places = []
    for name in names:
        claim = next(
            (
                c
                for c in pile.claims
                if any(name in (f.who, f.where) for f in c.figures)
                or any(name == pile.canonical.get(s.name, s.name) for s in c.attribution.chain)
            ),
            None,
        )
        places.append(Phrase(the(name), pile.cite_claim(claim)[:1] if claim else ()))
    return listed(tuple(places))


def _contested(pile: Pile, verdict: Verdict) -> Iterator[Draft]:
    for question in [q for q in pile.questions if q.verdict is verdict and pile.counted(q)][:1]:
        yield draft(contested(pile, question))


def _ranges(pile: Pile) -> Iterator[Draft]:
    for question in [q for q in pile.questions if q.verdict is Verdict.COMPATIBLE]:
        groups = list(grouped(pile.counted(question)).items())
        if len(groups) < 2:
            continue
        answers = pile.counted(question)
        tops = sum(a.figure.quantity.bound in (Bound.AT_MOST, Bound.LESS_THAN) for a in answers)
        why = ", most of them upper limits," if tops * 2 > len(answers) else ""
        low, high = (
            join("{} ({})", Phrase(words.removeprefix("up to ")), givers(pile, group, ", in {}"))
            for words, group in (groups[-1], groups[0])
        )
        line = join("the figures for {}, from {} to {}{}", subject(question), low, high, Phrase(why))
        yield draft(join("{} can all be true" if why else "{}, can all be true", line))
        return


def _agreed(pile: Pile) -> Iterator[Draft]:
    agreed = [q for q in pile.questions if q.verdict is Verdict.AGREE and not is_vague(q)]
    parts = tuple(_agreement(pile, q) for q in agreed[:2] if pile.counted(q))
    if parts:
        yield draft(join("there is agreement on {}", listed(parts)))


def _agreement(pile: Pile, question: Question) -> Phrase:
    groups = grouped(pile.counted(question))
    values = listed(tuple(Phrase(words, cites(pile, group)) for words, group in groups.items()), "or")
    return join("{} ({})", subject(question, timed=False), values)


def _largest(pile: Pile) -> Iterator[Draft]:
    """Where little is compared: the weightiest figures that only one source has."""
    single = [q for q in pile.questions if q.verdict is Verdict.SINGLE and not is_vague(q) and pile.counted(q)]
    if single:
        yield draft(join("only from a single source: {}", figures.alone(pile, single)))


def _voices(pile: Pile) -> Iterator[Draft]:
    """Where little is compared: what those say who are heard in most articles."""
    heard: dict[str, list[Claim]] = {}
    for claim in pile.claims:
        chain = claim.attribution.chain
        named = len(chain) == 1 and chain[0].type in NAMED
        if named and claim.kind in (Kind.FACT, Kind.OPINION) and not pile.is_copy(claim.article):
            heard.setdefault(pile.chain(claim), []).append(claim)
    ranked = sorted(heard.values(), key=lambda cs: (-len({c.article for c in cs}), -len(cs)))
    said = tuple(p for claims in ranked for p in [_voice(pile, claims)] if p)[:2]
    if said:
        yield draft(join("among those heard most, {}", listed(said)))


def _voice(pile: Pile, claims: list[Claim]) -> Phrase:
    """The statement of a speaker with most to it: with a figure, then in the speaker's own words, then long enough."""
    direct = (Mode.DIRECT, Mode.MIXED)
    best = max(claims, key=lambda c: (bool(c.figures), c.attribution.mode in direct, len(clip(c.text))))
    words = clip(best.text)
    if len(words.split()) < FEWEST_WORDS:
        return Phrase("")
    who = Phrase(pile.through(best), pile.cite_claim(best))
    return join("{} {} “{}”", who, Phrase(pile.verb(best)), Phrase(words))


def _next(pile: Pile, as_of: date | None) -> Iterator[Draft]:
    coming = [c for c in forecasts(pile) if c.due and not is_past(c, as_of)]
    coming.sort(key=lambda c: not weighty(c))
    for claim in coming[:1]:
        words = saying(claim)
        if words and claim.due:
            who = Phrase(pile.through(claim), pile.cite_claim(claim))
            by = made_date(day(claim.due), claim.due.isoformat())
            verb = Phrase(pile.verb(claim))
            yield draft(join("the next date to watch is {}: {} {} “{}”", by, who, verb, Phrase(words)))
