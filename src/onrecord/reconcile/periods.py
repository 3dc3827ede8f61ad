"""Periods: which days a figure is about, once the days on which it was merely said or counted are told apart.

A toll "on Wednesday" is of Wednesday's event, unless the words say that it was counted, raised or published then; such
a day is the day that the figure stands for, and no event. Days that only follow from an uncertain day of publication
are no period at all.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model import Article, Claim, Figure, TimeSpan
from onrecord.reconcile import lists

DERIVED = 14  # days by which a period reckoned from an uncertain day may lie off the window of publication
RECENT = 10  # days before publication in which a count was made that is still news
SHORT = 60  # days since which a disaster's toll is one event's
FROM = re.compile(
    r"\b(?:up|down|rose|risen|fell|fallen|increased|decreased|raised|revised)\W+(?:\w+\W+){0,3}from\W+$", re.I
)
EARLIER = re.compile(
    r"\b(?:earlier|previous|previously|initial|initially|original|first)\W+(?:\w+\W+){0,2}"
    r"(?:figures?|tolls?|counts?|numbers?|estimates?|reports?|reported|tally)\W+(?:of\W+)?(?:\w+\W+){0,2}$"
    r"|\bto \d[\d,.]*\W+from\W+$",
    re.I,
)
EVENT_OF_DAY = re.compile(r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]s\b", re.I)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NEAR_DAYS = ("today", "yesterday", "tonight", "overnight", "morning", "evening", "afternoon", "earlier")
BEFORE = 60  # characters before a figure that may say that it is older, or behind a claim that say when it was made


def counted_period(figure: Figure, claim: Claim, article: Article) -> TimeSpan | None:
    """The period of a figure; only its end where it is the day of a count; None where it says no more than "now"."""
    period, published = figure.period, article.published
    if period is None or period.start is None or period.end is None or published is None:
        return period
    if derived(period, article):
        return None
    if figure.measure in lists.words("meeting", "falling") and period.start == period.end:
        if of_day(claim, period):
            return None  # "missing after Tuesday's landslide": Tuesday is no day of the count
        return TimeSpan(start=None, end=period.end, precision=period.precision)  # who is missing is so on a day
    if said_then(claim, article, period):
        return TimeSpan(start=None, end=period.end, precision=period.precision)
    if lists.cumulative(figure.measure) or figure.measure in lists.words("meeting", "event"):
        recent = published.start - timedelta(days=RECENT) <= period.start and period.end <= published.end
        short = (period.end - period.start).days < RECENT
        if recent and short and tallied(claim) and not of_day(claim, period):
            return TimeSpan(start=None, end=period.end, precision=period.precision)
    return period


def derived(period: TimeSpan, article: Article) -> bool:
    """Whether a period is no more than the window in which the article may have been published, shifted a little."""
    published = article.published
    if published is None or period.start is None or period.end is None or published.start == published.end:
        return False
    if period.start == period.end or whole_months(period):
        return False
    inside = published.start <= period.start and period.end <= published.end
    window, length = (published.end - published.start).days, (period.end - period.start).days
    near = abs((period.start - published.start).days) <= DERIVED and abs((period.end - published.end).days) <= DERIVED
    return inside or (near and length >= window)


def whole_months(period: TimeSpan) -> bool:
    """Whether a period is of whole months."""
    start, end = period.start, period.end
    return bool(start and end and start.day == 1 and (end + timedelta(days=1)).day == 1)


def said_then(claim: Claim, article: Article, period: TimeSpan) -> bool:
    """Whether a single day is that of the saying: "…, the ministry said on Wednesday", with no day in its own words.

    Also in front of what was said: "The ministry said on Wednesday that …".
    """
    if not claim.attribution.path or period.start is None or period.start != period.end:
        return False
    start, end, day = claim.content[0].start, claim.content[-1].end, WEEKDAYS[period.start.weekday()]
    frame = re.split(r"[.\n]", article.text[end : end + BEFORE])[0].lower()
    frame += re.split(r"[.\n]", article.text[max(start - BEFORE, 0) : start])[-1].lower()
    words = set(re.findall(r"[a-z]+", claim.text.lower()))
    recent = article.published is None or period.end is None or article.published.start - period.end < timedelta(RECENT)
    return recent and day in frame and not words & {*NEAR_DAYS, day}


def tallied(claim: Claim) -> bool:
    """Whether the words speak of a count that was made or changed: "raised its count to 58"."""
    return bool(set(re.findall(r"[a-z]+", claim.text.lower())) & lists.words("meeting", "tally"))


def of_day(claim: Claim, period: TimeSpan) -> bool:
    """Whether the words call the event after the day of the period: "the toll from Sunday's derailment rose"."""
    days = {found.lower() for found in EVENT_OF_DAY.findall(claim.text)}
    return period.start is not None and period.start == period.end and f"{period.start:%A}".lower() in days


def since(period: TimeSpan | None, article: Article) -> date | None:
    """The first day of a stretch that runs up to the day of publication, where it is short; None for any other."""
    if period is None or period.start is None or article.published is None:
        return None
    published = article.published
    runs_on = period.end is None or published.start <= period.end <= published.end
    begins = period.start < published.start - timedelta(days=1)
    return period.start if runs_on and begins and (published.end - period.start).days < SHORT else None


def outdated(figure: Figure, article: Article) -> bool:
    """Whether the words set the figure against a newer one: "13,000, up from 11,500", "an earlier figure of 52"."""
    before = article.text[max(figure.span.start - BEFORE, 0) : figure.span.start]
    return bool(FROM.search(before) or EARLIER.search(before))
