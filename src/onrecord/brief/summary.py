"""The summary: what the pile is about, its most telling disagreement, what is agreed, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from onrecord.brief.answers import cites, givers, grouped
from onrecord.brief.disputed import against, challenged
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.outlook import forecasts, saying
from onrecord.brief.pile import Pile, made_count, made_date
from onrecord.brief.subjects import subject
from onrecord.brief.wording import count, day
from onrecord.model import Question, Verdict

MOST = 6


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
    return found[:MOST]


def _about(pile: Pile) -> Iterator[Draft]:
    if not pile.articles:
        return
    size = made_count(count(len(pile.articles), "article"), (a.id for a in pile.articles))
    places = merged(*(pile.cite_article(a)[:1] for a in pile.originals[:6]))
    topics = tuple(subject(q, timed=False) for q in pile.questions if pile.counted(q))
    topics = tuple({t.text: t for t in topics}.values())[:2]
    about = merged(*(cites(pile, pile.counted(q)[:1]) for q in pile.questions[:3]))
    names = actors(pile)
    size = Phrase(size.text, places, size.derived)
    if topics and names:
        line = join(
            "{} turn on {}, and in numbers above all on {}",
            size,
            _named(pile, names),
            Phrase(listed(topics).text, about),
        )
    elif names:
        line = join("{} turn on {}", size, _named(pile, names))
    else:
        line = join("{} were read", size)
    yield draft(
        Phrase(line.text.replace("one article turn ", "one article turns "), line.cites, line.derived),
        draft(join("{} were read", size)),
    )


def actors(pile: Pile, most: int = 3) -> tuple[str, ...]:
    """Whom the pile is about: those counted or speaking in most articles, by canonical name."""
    seen: Counter[str] = Counter()
    for article in pile.originals:
        names = {n for c in pile.claims if c.article == article.id for f in c.figures for n in (f.who, f.where) if n}
        names |= {s.name for c in pile.claims if c.article == article.id for s in c.attribution.chain if s.name}
        seen.update(n for n in names if n[:1].isupper())
    ranked = sorted(seen, key=lambda n: (-seen[n], n))
    return tuple(ranked[:most])


def _named(pile: Pile, names: tuple[str, ...]) -> Phrase:
    """The names with a place where each is counted or speaks."""
    places = []
    for name in names:
        claim = next(
            (
                c
                for c in pile.claims
                if any(name in (f.who, f.where) for f in c.figures) or any(name == s.name for s in c.attribution.chain)
            ),
            None,
        )
        places.append(Phrase(name, pile.cite_claim(claim)[:1] if claim else ()))
    return listed(tuple(places))


def _contested(pile: Pile, verdict: Verdict) -> Iterator[Draft]:
    for question in [q for q in pile.questions if q.verdict is verdict and pile.counted(q)][:1]:
        if pile.challengers(question):
            yield draft(challenged(pile, question))
        else:
            yield draft(against(pile, question))


def _ranges(pile: Pile) -> Iterator[Draft]:
    for question in [q for q in pile.questions if q.verdict is Verdict.COMPATIBLE]:
        groups = list(grouped(pile.counted(question)).items())
        if len(groups) < 2:
            continue
        ends = []
        for words, group in (groups[-1], groups[0]):
            who = givers(pile, group, "{}, in {}")
            ends.append(Phrase(f"{words} ({who.text})", who.cites, who.derived))
        yield draft(join("the figures for {} run from {} to {}, and all of them can be true", subject(question), *ends))
        return


def _agreed(pile: Pile) -> Iterator[Draft]:
    agreed = [q for q in pile.questions if q.verdict is Verdict.AGREE]
    parts = tuple(_agreement(pile, q) for q in agreed[:2] if pile.counted(q))
    if parts:
        yield draft(join("there is agreement on {}", listed(parts)))


def _agreement(pile: Pile, question: Question) -> Phrase:
    groups = grouped(pile.counted(question))
    values = listed(tuple(Phrase(words, cites(pile, group)) for words, group in groups.items()), "or")
    return join("{} ({})", subject(question, timed=False), values)


def _next(pile: Pile, as_of: date | None) -> Iterator[Draft]:
    coming = [c for c in forecasts(pile) if c.due and (as_of is None or c.due >= as_of)]
    for claim in coming[:1]:
        words = saying(claim)
        if words and claim.due:
            who = Phrase(pile.through(claim), pile.cite_claim(claim))
            by = made_date(day(claim.due), claim.due.isoformat())
            yield draft(join("the next date to watch is {}: {} says “{}”", by, who, Phrase(words)))
