"""Hand-built articles and claims from a compact notation, one figure a line.

``[outlet] [@day] who says: BOUND NUMBER measure; who; where; key=value …``, for example::

    Herald @2031-05-03 Ministry of Health: at least 29 injured ; people ; Port Vale
    Herald @2031-05-03 - : about 1.2 active military personnel ; Norland
    Courier @2031-05-04 >Herald : 5 killed            (the chain begins and ends with an outlet)

A speaker ``-`` is the outlet's own voice, ``?officials`` an unnamed source, ``*Ruritania`` a state, ``!Name`` a person;
several links of a chain are joined by ``>``. Keys: ``basis``, ``per``, ``period`` (``2031-10`` or ``a..b``, an open end
empty), ``kind``, ``certainty``, ``story``, ``copy`` (of an outlet), ``part``, ``denied``, ``claim`` (figures of one
claim share a number), ``disputes`` (numbers of lines), ``unit`` (the counted noun), ``text`` (``claim`` or ``motive``),
``words`` (what the claim says, ``_`` for a space), ``due`` (the last day of a forecast), ``likely`` (words of
likelihood).
A line ``disputes N`` has no figure of its own.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from onrecord.model import (
    Article,
    Attribution,
    Basis,
    Bound,
    Certainty,
    Claim,
    DateSource,
    Figure,
    Kind,
    Mode,
    Published,
    Quantity,
    Span,
    Speaker,
    SpeakerType,
    TextMap,
    TimeSpan,
    content_id,
)
from onrecord.values.likelihood import likelihood

LINE = re.compile(r"(?P<outlet>.+?)(?: @(?P<day>\S+))? +(?P<chain>[-?*!>\w][^:]*?) *: *(?P<rest>.*)")
NUMBER = re.compile(
    r"(?P<bound>about|at least|more than|at most|up to|less than|nearly|another)? ?"
    r"(?P<low>[\d.]+)(?:-(?P<high>[\d.]+))?(?P<unit>%| USD| EUR)? (?P<measure>.+)"
)
BOUNDS = {"up to": "at most", "another": "exact", None: "exact"}
TEXTS = {"claim": "that the claim was unfounded", "motive": "that the strike was meant for anybody"}
TYPES = {"?": SpeakerType.UNNAMED, "*": SpeakerType.STATE, "!": SpeakerType.PERSON}


@dataclass(frozen=True, slots=True)
class Pile:
    """Articles and claims; ``refs`` names the figure of each line (None for a line without one)."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    refs: tuple[tuple[str, int] | None, ...]


@pytest.fixture(scope="session")
def pile():
    """The function that makes a pile from lines of the notation."""
    return make_pile


def make_pile(lines: Sequence[str]) -> Pile:
    """The pile that the lines describe."""
    rows = [read(n, line) for n, line in enumerate(lines, start=1)]
    articles = {row["outlet"]: make_article(row) for row in rows}
    ids: dict[str, str] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    for row in rows:
        spans.setdefault(row["claim"], ())
        spans[row["claim"]] += (row["span"],)
    for row in rows:
        ids[row["n"]] = Claim.make_id(articles[row["outlet"]].id, spans[row["claim"]])
    claims: dict[str, Claim] = {}
    refs: list[tuple[str, int] | None] = []
    for row in rows:
        before = claims.get(row["claim"])
        made = make_claim(row, articles[row["outlet"]].id, spans[row["claim"]], ids)
        figures = (before.figures if before else ()) + made.figures
        claims[row["claim"]] = replace_figures(before or made, figures)
        refs.append((made.id, len(figures) - 1) if made.figures else None)
    return Pile(tuple(articles.values()), tuple(claims.values()), tuple(refs))


def replace_figures(claim: Claim, figures: tuple[Figure, ...]) -> Claim:
    """The claim with these figures."""
    return replace(claim, figures=figures)


def read(n: int, line: str) -> dict:
    """One line as a row of its parts."""
    found = LINE.fullmatch(line.strip())
    assert found, f"not a line of the notation: {line!r}"
    row: dict = {"n": str(n), "claim": f"line {n}", "span": Span(n * 100, n * 100 + 50), **found.groupdict()}
    fields = [part.strip() for part in row.pop("rest").split(";")]
    row["figure"] = None if fields[0].startswith("disputes ") else fields[0]
    row["disputes"] = fields[0].removeprefix("disputes ") if row["figure"] is None else ""
    plain = [f for f in fields[1:] if "=" not in f]
    row["who"], row["where"] = ("" if f == "-" else f for f in [*plain, "", ""][:2])
    for pair in (f for field in fields[1:] if "=" in field for f in field.split()):
        key, _, value = pair.partition("=")
        row[key] = f"claim {value}" if key == "claim" else value
    return row


def make_article(row: dict) -> Article:
    """An empty article of an outlet, published on the day given."""
    published = None
    if row["day"]:
        start, _, end = row["day"].partition("..")
        published = Published(
            start=date.fromisoformat(start), end=date.fromisoformat(end or start), how=DateSource.STATED
        )
    outlet = row["outlet"].partition("#")[0]
    return Article(
        id=content_id(row["outlet"]),
        path=f"{row['outlet']}.txt",
        text="",
        map=TextMap(()),
        sha256="",
        publisher=None if row.get("nameless") else outlet,
        agency=row.get("agency"),
        published=published,
        copies_of=content_id(row["copy"]) if row.get("copy") else None,
        story=row.get("story", ""),
    )


def make_claim(row: dict, article: str, content: tuple[Span, ...], ids: dict[str, str]) -> Claim:
    """The claim of one line."""
    kind = Kind(row.get("kind", "dispute" if row["disputes"] else "fact"))
    certainty = row.get("certainty", "forecast" if kind is Kind.FORECAST else "asserted")
    chain = tuple(make_speaker(name.strip()) for name in row["chain"].split(">") if name.strip() not in ("-", ""))
    if row.get("of"):
        chain = (*chain[:-1], replace(chain[-1], of=row["of"].replace("_", " ")))
    via = (make_speaker(row["via"].replace("_", " ")),) if row.get("via") else ()
    return Claim(
        id=Claim.make_id(article, content),
        article=article,
        content=content,
        text=row.get("words", "").replace("_", " ") or row["figure"] or TEXTS[row.get("text", "claim")],
        kind=kind,
        attribution=Attribution(mode=Mode.INDIRECT if chain else Mode.NARRATOR, chain=chain, via=via),
        certainty=Certainty.DENIED if row.get("denied") else Certainty(certainty),
        affirmed=not row.get("denied"),
        likelihood=likelihood(row["likely"].replace("_", " ")) if row.get("likely") else None,
        due=date.fromisoformat(row["due"]) if row.get("due") else None,
        figures=(make_figure(row),) if row["figure"] else (),
        disputes=tuple(ids[n] for n in row["disputes"].split(",") if n),
    )


def make_speaker(name: str) -> Speaker:
    """One link of a chain; its mark says what it is."""
    bare = name.lstrip("?*!")
    text, _, canonical = bare.rpartition("=")
    return Speaker(
        name=canonical,
        text=text or bare,
        span=Span(0, 1),
        type=TYPES.get(name[0], SpeakerType.ORGANISATION),
    )


def make_figure(row: dict) -> Figure:
    """The figure of one line."""
    found = NUMBER.fullmatch(row["figure"])
    assert found, f"not a figure of the notation: {row['figure']!r}"
    low, high = Decimal(found["low"]), Decimal(found["high"] or found["low"])
    bound = Bound.RANGE if found["high"] else Bound(BOUNDS.get(found["bound"], found["bound"]))
    upper, lower = bound in (Bound.AT_MOST, Bound.LESS_THAN), bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    basis = Basis.INCREMENT if found["bound"] == "another" else Basis(row.get("basis", "level"))
    return Figure(
        span=row["span"],
        text=row["figure"],
        quantity=Quantity(
            low=None if upper else low,
            high=None if lower else high,
            bound=bound,
            unit=(found["unit"] or "").strip() or row.get("unit"),
        ),
        measure=found["measure"],
        who=row["who"] or None,
        where=row["where"] or None,
        basis=basis,
        per=row.get("per"),
        period=make_period(row.get("period")),
        part_of_larger=bool(row.get("part")),
    )


def make_period(words: str | None) -> TimeSpan | None:
    """``2031-10``, ``2031-10-05`` or ``a..b`` as a stretch of days."""
    if not words:
        return None
    if ".." in words:
        start, end = (date.fromisoformat(w) if w else None for w in words.split(".."))
        return TimeSpan(start=start, end=end)
    if words.count("-") == 2:
        return TimeSpan(start=date.fromisoformat(words), end=date.fromisoformat(words))
    year, month = map(int, words.split("-"))
    return TimeSpan(start=date(year, month, 1), end=date(year, month, calendar.monthrange(year, month)[1]))
