"""The forecasts board and the table of forecasters as text for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from onrecord.model import Article, Claim, Forecast, Score, Standing

WIDTH = 100
HEADINGS = {
    Standing.DUE: "Due soon",
    Standing.OPEN: "Open",
    Standing.PAST: "Past their day, and not settled",
    Standing.SETTLED: "Settled",
}


def board_text(
    forecasts: Sequence[Forecast], claims: Mapping[str, Claim], articles: Mapping[str, Article], today: date
) -> str:
    """The board: grouped by standing, in each group those with the nearest last day first."""
    lines = [f"Forecasts as of {today:%-d %B %Y}: {len(forecasts)}"]
    for standing, heading in HEADINGS.items():
        group = sorted((f for f in forecasts if f.standing is standing), key=lambda f: (f.due or date.max, f.id))
        if group:
            lines += ["", f"{heading} ({len(group)})", "-" * (len(heading) + len(str(len(group))) + 3)]
        for forecast in group:
            lines += ["", *_forecast(forecast, claims, articles)]
    return "\n".join(lines) + "\n"


def _forecast(forecast: Forecast, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Iterator[str]:
    due = f"by {forecast.due:%-d %B %Y}" if forecast.due else "no day named"
    unknown = "" if forecast.known else " (not known who)"
    yield f"{forecast.id}  {forecast.sort.value}, {due}"
    yield from _wrapped(f"{forecast.forecaster}{unknown}: {forecast.text}")
    if likely := likely_words(forecast):
        yield from _wrapped(likely)
    if forecast.condition:
        yield from _wrapped(f"On a condition: “{forecast.condition}”.")
    if forecast.settlement:
        by = "a person" if forecast.settlement.claim is None else "the record"
        yield from _wrapped(
            f"{forecast.settlement.outcome.value.upper()}, settled by {by}: {forecast.settlement.because}"
        )
    elif forecast.standing is Standing.PAST:
        yield from _wrapped(" ".join(forecast.why))
    paths = dict.fromkeys(articles[claims[key].article].path for key in forecast.claims if key in claims)
    yield from _wrapped(f"{_made(forecast)}{', '.join(paths)}")


def likely_words(forecast: Forecast) -> str:
    """How likely a forecast is, in whose words; empty where nothing says."""
    stated = forecast.stated
    words = forecast.likelihood.words if forecast.likelihood and forecast.chance is None else ""
    if stated is None:
        return f"How likely: “{words}”, for which the scale has no row." if words else ""
    given = (
        f"“{words}”, which is {_percent(stated)} on the scale of ICD 203" if words else f"{_percent(stated)}, as given"
    )
    turned = " Settle as true when it does not come about." if forecast.against else ""
    return f"How likely: {given}.{turned}"


def _made(forecast: Forecast) -> str:
    made = forecast.made
    if made is None or made.start is None or made.end is None:
        return "Made on a day not known: "
    if made.start == made.end:
        return f"Made {made.start:%-d %B %Y}: "
    return f"Made between {made.start:%-d %B %Y} and {made.end:%-d %B %Y}: "


def _percent(stated: tuple[Decimal, Decimal]) -> str:
    low, high = (f"{(100 * x).normalize():f}" for x in stated)
    return f"{low} per cent" if low == high else f"{low} to {high} per cent"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")


def scores_text(found: Iterable[Score]) -> str:
    """The table of forecasters: how many forecasts, what became of them, and the Brier score."""
    rows: list[tuple[str, ...]] = [
        ("forecaster", "forecasts", "true", "false", "void", "scored", "Brier", "best to worst", "")
    ]
    for s in found:
        brier = "" if s.brier is None else f"{s.brier:.2f}"
        span = "" if s.best is None or s.worst is None else f"{s.best:.2f} to {s.worst:.2f}"
        few = "too few to judge by" if s.scored and not s.enough else ""
        counts = (s.forecasts, s.true, s.false, s.void, s.scored)
        rows.append((s.forecaster, *map(str, counts), brier, span, few))
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(w) if k in (0, 8) else cell.rjust(w) for k, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"
