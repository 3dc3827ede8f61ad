"""What times are reckoned from: the day of publication, the tense around them, and the times told before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.model import Published, TimeSpan
from onrecord.values.time.calendar import days_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type and value, and its days where they differ from those of the value.

    Attributes:
        by_day: Whether the value was reckoned from the day of publication by days or weeks, so that it is only as
            sure as that day.
    """

    type: str
    value: str
    span: TimeSpan | None = None
    part: str = ""
    by_day: bool = False

    @property
    def days(self) -> TimeSpan:
        """The days that the expression covers, before the words around it open or shift an end."""
        return self.span or days_of(self.value)


@dataclass(slots=True)
class Now:
    """The point from which expressions are reckoned as a text is read from its beginning.

    Attributes:
        tense: -1 past, 1 future, 0 unknown, at the expression being read.
        told: The day, month, quarter and year last told, each by its first day; ``last`` is Q when it was a quarter.
        told_year: The year spelled out a little before in the same paragraph: dates without one share it.
        narrative: Whether the text tells history; then ``anchor`` is the date last told in it, ``anchor_unit`` its
            unit (D, M, Y), and times are reckoned from there.
    """

    published: Published | None
    tense: int = 0
    told: dict[str, date] = field(default_factory=dict)
    last: str = ""
    told_year: int | None = None
    narrative: bool = False
    anchor: date | None = None
    anchor_unit: str = ""

    @property
    def ref(self) -> date | None:
        """The day that times are reckoned from: of publication, or in a narrative the one last told.

        It is the middle of the window where publication has only one; None when nothing is known.
        """
        if self.narrative and self.anchor:
            return self.anchor
        return self.published.reference if self.published else None

    @property
    def blur(self) -> timedelta:
        """How far the true day of publication may lie from ``ref``, either way."""
        if self.published is None or (self.narrative and self.anchor):
            return timedelta(0)
        return self.published.end - self.published.reference

    def remember(self, reading: Reading) -> None:
        """Keep the day, month or year just told, for "that day" and "the following month"."""
        if reading.type not in {"DATE", "TIME"}:
            return
        days = days_of(reading.value)
        if days.start is None:
            return
        finer = {"day": ("D", "W", "M", "Y"), "week": ("W", "M", "Y"), "month": ("M", "Y"), "quarter": ("Q", "Y")}
        self.last = "Q" if "-Q" in reading.value else ""
        for unit in finer.get(days.precision, ("Y",) if days.precision in {"year", "season"} else ()):
            self.told[unit] = days.start

    def tell(self, reading: Reading) -> None:
        """Let a narrative's time run on to a date told in it."""
        days = days_of(reading.value)
        if reading.type in {"DATE", "TIME"} and days.start is not None:
            self.anchor, self.anchor_unit = days.start, "Y" if days.precision == "year" else "D"
