"""The chart: a small panel for each contested question, its figures by source over time. Altair is loaded here only."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.brief.answers import worded
from onrecord.brief.pile import Answer, Pile
from onrecord.brief.subjects import subject
from onrecord.model import Bound, Question, Verdict

MOST_PANELS = 4
OPEN = "isValid(datum.tip)"
WIDTH, HEIGHT = 470, 150
CONTESTED = (Verdict.CONFLICT, Verdict.DISPUTED, Verdict.COMPATIBLE, Verdict.SUPERSEDED)
UP, DOWN = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)
# Okabe and Ito's palette: told apart by eyes that do not see all colours, on white and on black.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in a panel; ``tip`` is where the arrow of an open bound ends."""

    label: str
    words: str
    day: date
    start: date
    end: date
    low: float
    high: float
    tip: float | None


def chart(pile: Pile) -> str:
    """SVG with a panel for each contested question that has two or more figures; empty when there is none."""
    panels = [(q, ms) for q in pile.questions if q.verdict in CONTESTED and len(ms := _marks(pile, q)) > 1]
    if not panels:
        return ""
    import altair as alt
    import vl_convert

    drawn = alt.vconcat(*(_panel(q, ms) for q, ms in panels[:MOST_PANELS]), spacing=22)
    spec = drawn.resolve_scale(color="independent").configure_view(stroke=None).configure(background="transparent")
    svg = vl_convert.vegalite_to_svg(spec.to_json())
    return _described(svg, panels[:MOST_PANELS])


def _marks(pile: Pile, question: Question) -> list[Mark]:
    answers = [a for a in pile.counted(question) if a.claim.article in pile.article and _day(pile, a)]
    values = [float(v) for a in answers for v in (a.figure.quantity.low, a.figure.quantity.high) if v is not None]
    seen: dict[tuple[str, str], Mark] = {}
    for answer in answers:
        mark = _mark(pile, answer, max(values))
        if mark:
            seen.setdefault((mark.label, mark.words), mark)
    return sorted(seen.values(), key=lambda m: (m.day, m.label))


def _day(pile: Pile, answer: Answer) -> tuple[date, date] | None:
    """The days a figure stands for, else those its article may have appeared on."""
    period, published = answer.figure.period, pile.article[answer.claim.article].published
    if period and period.start and period.end:
        return period.start, period.end
    return (published.start, published.end) if published else None


def _mark(pile: Pile, answer: Answer, top: float) -> Mark | None:
    days, q = _day(pile, answer), answer.figure.quantity
    ends = [float(v) for v in (q.low, q.high) if v is not None]
    if not days or not ends:
        return None
    low, high = min(ends), max(ends)
    reach = top * 0.16
    tip = high + reach if q.bound in UP else (max(low - reach, 0.0) if q.bound in DOWN else None)
    label = pile.chain(answer.claim)
    outlet = pile.tag(pile.article[answer.claim.article])
    label = label if label == outlet else f"{label}, in {outlet}" if answer.claim.attribution.chain else outlet
    return Mark(label, worded(answer), days[0] + (days[1] - days[0]) // 2, *days, low, high, tip)


def _panel(question: Question, marks: Sequence[Mark]) -> Any:
    import altair as alt

    rows = [
        {
            "label": m.label, "words": m.words.strip("“”"), "day": m.day.isoformat(), "start": m.start.isoformat(),
            "end": m.end.isoformat(), "low": m.low, "high": m.high, "tip": m.tip,
            "at": m.high if m.tip is None or m.tip > m.high else m.low, "up": m.tip is not None and m.tip > m.high,
        }
        for m in marks
    ]  # fmt: skip
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    margin = max((last - first) // 12, timedelta(days=3))
    span = alt.Scale(domain=[(first - margin).isoformat(), (last + 3 * margin).isoformat()], type="utc")
    x = alt.X("day:T", scale=span, title=None, axis=alt.Axis(format="%-d %b %Y", tickCount=4, grid=False))
    y = alt.Y("low:Q", title=None, scale=alt.Scale(zero=True, nice=True), axis=alt.Axis(format=",", tickCount=4))
    order = list(dict.fromkeys(m.label for m in marks))
    colour = alt.Color(
        "label:N",
        sort=order,
        scale=alt.Scale(domain=order, range=[COLOURS[i % len(COLOURS)] for i in range(len(order))]),
        legend=alt.Legend(title=None, orient="right", labelLimit=230, symbolType="circle"),
    )
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x, y=y, color=colour)
    layers = (
        base.mark_rule(strokeWidth=1, opacity=0.45).encode(x=alt.X("start:T", scale=span), x2="end:T", y="at:Q"),
        base.mark_bar(size=7, opacity=0.55).encode(y2="high:Q"),
        _tails(base),
        *(_arrows(base, up) for up in (True, False)),
        base.mark_circle(size=70, opacity=1).encode(y="at:Q"),
        base.mark_text(align="left", dx=9, dy=-6, fontSize=11).encode(y="at:Q", text="words:N"),
    )  # fmt: skip
    title = subject(question).text
    return alt.layer(*layers).properties(
        width=WIDTH, height=HEIGHT, title=alt.TitleParams(title[:1].upper() + title[1:], anchor="start", fontSize=13)
    )


def _tails(base: Any) -> Any:
    return base.mark_rule(strokeWidth=2.5, strokeDash=[3, 2]).encode(y="at:Q", y2="tip:Q").transform_filter(OPEN)


def _arrows(base: Any, up: bool) -> Any:
    shape, wanted = ("triangle-up", "datum.up") if up else ("triangle-down", "!datum.up")
    pointed = base.mark_point(shape=shape, size=60, filled=True, opacity=1).encode(y="tip:Q")
    return pointed.transform_filter(f"{OPEN} && {wanted}")


def _described(svg: str, panels: Sequence[tuple[Question, Sequence[Mark]]]) -> str:
    """The SVG with a title and a text that says what it shows, for those who do not see it; it scales to its place."""
    told = []
    for question, marks in panels:
        told.append(f"{subject(question).text}: {'; '.join(f'{m.words} ({m.label})' for m in marks)}.")
    label = "Figures by source over time"
    text = html.escape(" ".join(told), quote=True)
    head = f'<title id="chart-title">{label}</title><desc id="chart-desc">{text}</desc>'
    opened = re.sub(r"<svg\b", '<svg role="img" aria-labelledby="chart-title chart-desc"', svg, count=1)
    return re.sub(r"(<svg[^>]*>)", lambda m: m[1] + head, opened, count=1)
