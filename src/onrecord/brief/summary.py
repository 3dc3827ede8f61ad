"""The summary: what happened, the most telling disagreement, what changed, what is agreed, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from onrecord.brief import figures, lead
from onrecord.brief.answers import cites, givers, grouped
from onrecord.brief.disputed import challenged_beside, contested, is_aimed
from onrecord.brief.draft import Draft, Phrase, draft, join, listed, merged
from onrecord.brief.made import made_count, made_date
from onrecord.brief.outlook import due_words, forecasts, is_past, saying, standing, weighty
from onrecord.brief.pile import Pile
from onrecord.brief.saying import told
from onrecord.brief.series import told_series, weightiest
from onrecord.brief.subjects import is_sound, subject
from onrecord.brief.wording import count, spell
from onrecord.model import Bound, Claim, Kind, Question, SpeakerType, Standing, Verdict

MOST, MOST_CITED, FEWEST, TRIED = 7, 2, 4, 20
NAMED = (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE)


def lines(pile: Pile, as_of: date | None) -> tuple[Draft, ...]:
    """Three to seven sentences, as far as the record holds matter for them."""
    found = (
        *_about(pile),
        *_contested(pile),
        *_changed(pile),
        *_ranges(pile),
        *_agreed(pile),
        *_next(pile, as_of),
    )
    return found[:MOST] if len(found) >= FEWEST else (*found, *_largest(pile), *_voices(pile))[:MOST]


def _about(pile: Pile) -> Iterator[Draft]:
    """What happened, in the words that most articles share; then how much there is to go by."""
    if not pile.articles:
        return
    if words := lead.happened(pile):
        yield draft(words)
    size = made_count(count(len(pile.articles), "article"), (a.id for a in pile.articles))
    size = Phrase(size.text, merged(*(pile.cite_article(a)[:1] for a in pile.originals[:MOST_CITED])), size.derived)
    days = [a.published for a in pile.originals if a.published and a.id not in pile.old]
    days = [d for d in days if d.start == d.end] or days
    bare = draft(join("the record is {}", size))
    if len(days) < 2:
        yield bare
        return
    ends = min(d.start for d in days), max(d.end for d in days)
    when = made_date(spell(*ends), *(e.isoformat() for e in ends))
    yield draft(join("the record is {}, those with a stated day written from {}", size, when), plainer=bare)


def _contested(pile: Pile) -> Iterator[Draft]:
    """The most telling disagreement, and the most telling challenge."""
    asked = [q for q in pile.questions if pile.counted(q) and is_sound(pile, q)]
    for verdict in (Verdict.CONFLICT, Verdict.DISPUTED):
        for question in [q for q in asked if q.verdict is verdict][:1]:
            if verdict is Verdict.DISPUTED and not is_aimed(pile, question):
                continue
            for words in (contested(pile, question), challenged_beside(pile, question)):
                if words:
                    yield draft(words)


def _changed(pile: Pile) -> Iterator[Draft]:
    """The longest series: how a figure of one source changed over the days."""
    for question, steps in weightiest(pile)[:1]:
        yield draft(told_series(pile, question, steps))


def _ranges(pile: Pile) -> Iterator[Draft]:
    for question in [q for q in pile.questions if q.verdict is Verdict.COMPATIBLE and is_sound(pile, q)]:
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
    agreed = [q for q in pile.questions if q.verdict is Verdict.AGREE and is_sound(pile, q) and q.origins > 1]
    parts = tuple(_agreement(pile, q) for q in agreed[:2] if pile.counted(q))
    if parts:
        yield draft(join("there is agreement on {}", listed(parts)))


def _agreement(pile: Pile, question: Question) -> Phrase:
    groups = grouped(pile.counted(question))
    values = listed(tuple(Phrase(words, cites(pile, group)[:1]) for words, group in groups.items()), "or")
    return join("{} ({})", subject(question, timed=False), values)


def _largest(pile: Pile) -> Iterator[Draft]:
    """Where little is compared: the weightiest figures that only one source has."""
    single = [q for q in pile.questions if q.verdict is Verdict.SINGLE and is_sound(pile, q) and pile.counted(q)]
    if single:
        yield draft(join("only from a single source: {}", figures.alone(pile, single)))


def _voices(pile: Pile) -> Iterator[Draft]:
    """Where little is compared: what those say who are heard in most articles."""
    heard: dict[str, list[Claim]] = {}
    for claim in pile.claims:
        chain = claim.attribution.path
        named = len(chain) == 1 and chain[0].type in NAMED
        if named and claim.kind in (Kind.FACT, Kind.OPINION) and not pile.is_copied(claim):
            heard.setdefault(pile.chain(claim), []).append(claim)
    ranked = sorted(heard.values(), key=lambda cs: (-len({c.article for c in cs}), -len(cs)))
    said = (t for claims in ranked[:TRIED] if (t := told(pile, max(claims, key=lambda c: bool(c.figures)))))
    for words, _ in zip(said, range(2), strict=False):
        yield draft(words)


def _next(pile: Pile, as_of: date | None) -> Iterator[Draft]:
    coming = [
        c for c in forecasts(pile) if c.due and not is_past(c, as_of) and standing(pile, c) is not Standing.SETTLED
    ]
    coming.sort(key=lambda c: not weighty(c))
    for claim in coming[:TRIED]:
        if words := saying(pile, claim):
            yield draft(join("to watch, by {}: {}", due_words(claim), words))
            return
