"""Puts the sections together, lets the checker go over each line, and prints none that it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from onrecord.brief import disputed, figures, insights, lead, outlook, sources, summary, timeline
from onrecord.brief.check import Evidence, check
from onrecord.brief.draft import Draft
from onrecord.brief.mended import Mend, mends, with_mended
from onrecord.brief.pile import Pile
from onrecord.brief.subjects import adjective, measures
from onrecord.model import (
    Article,
    Brief,
    Cite,
    Claim,
    Forecast,
    Judgement,
    Line,
    Question,
    Refused,
    Section,
    SectionName,
)
from onrecord.model.brief import Drawn
from onrecord.reconcile.board import board

MOST_CITES = 3  # places a line, as far as they suffice
WIDE = 14  # days: an article whose window is wider does not say when the pile ends


def write_brief(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    questions: Sequence[Question],
    raws: Mapping[str, str],
    *,
    title: str | None = None,
    as_of: date | None = None,
    settlements: Iterable[Judgement] = (),
) -> Brief:
    """The brief of a pile: sections of cited lines, all of which the checker found again in the sources.

    Args:
        articles: What was read.
        claims: What was said in it; claims of articles that are not given are left out.
        questions: What was asked of the claims.
        raws: The input text of each article by its id; the places in cites count in it.
        title: What to call it; made from the weightiest question when not given.
        as_of: The day it speaks from; the day the pile ends when not given.
        settlements: What people decided of forecasts.

    Returns:
        The brief. Lines that were not found again are in ``refused`` with the reasons; copies count once.
    """
    as_of = as_of or last_day(articles)
    on_board = _board(articles, claims, as_of, settlements)
    pile = Pile(articles, claims, questions, raws, on_board)
    evidence = gather_evidence(pile)
    drafts: dict[SectionName, Iterable[Draft]] = {
        SectionName.SUMMARY: summary.lines(pile, as_of),
        SectionName.INSIGHTS: insights.lines(pile),
        SectionName.OUTLOOK: outlook.lines(pile, as_of),
        SectionName.FIGURES: figures.lines(pile),
        SectionName.TIMELINE: timeline.lines(pile, as_of),
        SectionName.DISPUTED: disputed.lines(pile),
    }
    refused: list[Refused] = []
    mended = mends(pile)
    printed = {name: tuple(_printed(ds, evidence, refused, mended)) for name, ds in drafts.items()}
    cited = {c.article for lines in printed.values() for line in lines for c in line.cites}
    printed[SectionName.SOURCES] = tuple(_printed(sources.lines(pile, cited), evidence, refused, mended))
    sections = tuple(Section(name=name, lines=lines) for name, lines in printed.items())
    chart, drawn = _chart(pile)
    return Brief(
        title=title or lead.title(pile),
        as_of=as_of,
        sections=sections,
        refused=tuple(refused),
        chart=chart,
        drawn=drawn,
    )


def _board(
    articles: Sequence[Article], claims: Sequence[Claim], as_of: date | None, settlements: Iterable[Judgement]
) -> tuple[Forecast, ...]:
    """The forecasts of the pile as they stand on the day it speaks from; nothing has passed where no day is known."""
    known = {a.id for a in articles}
    own = [c for c in claims if c.article in known]
    return board(own, articles, as_of=as_of or date.min, settlements=settlements)


def _printed(
    drafts: Iterable[Draft], evidence: Evidence, refused: list[Refused], mended: Sequence[Mend]
) -> Iterable[Line]:
    """Each line that passes, in its fullest form that does; what was refused goes to ``refused``."""
    seen: set[str] = set()
    for full in drafts:
        form: Draft | None = with_mended(full, mended)
        why = check(form, evidence) if form else ()
        while why and form is not None and form.plainer is not None:
            form = with_mended(form.plainer, mended)
            if not check(form, evidence):
                why = ()
        if why or form is None:
            refused.append(Refused(text=full.text, why="; ".join(why)))
        elif form.text not in seen:
            seen.add(form.text)
            yield Line(text=form.text, cites=_needed(form, evidence))


def _needed(form: Draft, evidence: Evidence) -> tuple[Cite, ...]:
    """At most three places; more only where the line could not be found again without them."""
    kept = form
    for cite in reversed(form.cites):
        if len(kept.cites) <= MOST_CITES:
            break
        fewer = replace(kept, cites=tuple(c for c in kept.cites if c != cite))
        kept = kept if check(fewer, evidence) else fewer
    return kept.cites


def last_day(articles: Sequence[Article]) -> date | None:
    """The day the pile ends: the latest day of publication, the middle of the window where it was inferred.

    An article whose window is wide says little about it, and is asked only where all windows are.
    """
    dated = [a.published for a in articles if a.published]
    narrow = [p for p in dated if (p.end - p.start).days <= WIDE]
    return max((p.reference for p in narrow or dated), default=None)


def _chart(pile: Pile) -> tuple[str, tuple[Drawn, ...]]:
    from onrecord.brief.chart import draw, panels_for, tables

    panels = panels_for(pile)
    return (str(draw(panels, "svg")), tables(panels)) if panels else ("", ())


# ------------------------------------------------------------------------------------------ evidence


def gather_evidence(pile: Pile) -> Evidence:
    """What the checker may look into, taken from the record and not from the lines."""
    return Evidence(
        raws=pile.raws,
        labels={a.id: _labels(pile, a) for a in pile.articles},
        aliases=_aliases(pile),
        dates=frozenset(_dates(pile)),
        sums=frozenset(c.says for q in pile.questions for c in q.arithmetic),
        scales=_scales(pile.claims),
        words=_measure_words(pile),
        mended=_mended(pile),
    )


def _mended(pile: Pile) -> dict[str, frozenset[tuple[Decimal, str]]]:
    found: dict[str, set[tuple[Decimal, str]]] = {}
    for claim in pile.claims:
        for figure in claim.figures:
            ends = (figure.quantity.low, figure.quantity.high) if figure.mended else ()
            found.setdefault(claim.article, set()).update((v, figure.mended) for v in ends if v is not None)
    return {article: frozenset(pairs) for article, pairs in found.items()}


def _labels(pile: Pile, article: Article) -> tuple[str, ...]:
    file = article.path.replace("\\", "/").rsplit("/", 1)[-1]
    known = (article.publisher, article.title, *article.byline, pile.tag(article), pile.label(article), file)
    return tuple(dict.fromkeys(x for x in known if x))


def _aliases(pile: Pile) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for claim in pile.claims:
        for speaker in claim.attribution.path:
            found.setdefault(speaker.name, set()).add(speaker.text)
        for figure in claim.figures:
            for name in (figure.who, figure.where):
                if name and name not in found:
                    found[name] = set()
    for one in pile.who.all:
        found.setdefault(one.name, set()).update(*({name, *found.get(name, set())} for name in one.names))
    states = _state_words(pile)
    named = {name: frozenset(words | states.get(name, set())) for name, words in found.items() if name}
    return named | {adjective(n): named[n] | {n} for n in tuple(named) if adjective(n)}


def _state_words(pile: Pile) -> dict[str, set[str]]:
    """For each state that the pile names, the words that name it: capital, demonym, seat of government."""
    from onrecord.values.name import state_of

    words = {w for text in pile.raws.values() for w in re.findall(r"[A-Z][\w.]*(?: [A-Z][\w.]*)?", text)}
    words |= {part for w in words for part in w.split()}
    found: dict[str, set[str]] = {}
    for word in words:
        if state := state_of(word):
            found.setdefault(state, set()).add(word)
    return found


def _dates(pile: Pile) -> Iterable[date]:
    times = [f.period for c in pile.claims for f in c.figures] + [q.period for q in pile.questions]
    for claim in pile.claims:
        times += [m.time for m in pile.times(claim)]
        if claim.due:
            yield claim.due
    for time in times:
        yield from (d for d in (time.start, time.end) if d) if time else ()
    for article in pile.articles:
        if article.published:
            yield from (article.published.start, article.published.end)


def _scales(claims: Iterable[Claim]) -> dict[str, frozenset[Decimal]]:
    rows = [c.likelihood for c in claims if c.likelihood]
    return {
        r.words: frozenset((outlook.percent(r.low), outlook.percent(r.high)))
        for r in rows
        if r.low is not None and r.high is not None
    }


def _measure_words(pile: Pile) -> frozenset[str]:
    words = {w.casefold() for q in pile.questions for w in q.measure.split()}
    return frozenset(words | set(measures()["people"]) | set(measures()["people"].values()))
