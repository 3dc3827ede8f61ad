"""Rules: how the best figure is chosen from those that the record supports. A user can choose one, and each is named.

A rule chooses ``best`` alone: ``low`` and ``high`` stay the lowest and highest reliable figure, whatever the rule. What
is disputed, forecast, superseded or a mere part was left out before any rule is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from onrecord.errors import UsageError
from onrecord.model import Verdict
from onrecord.reconcile.items import Item, contradict
from onrecord.reconcile.lead import leads, outdone
from onrecord.reconcile.numbers import day, in_words, plain
from onrecord.reconcile.ranges import Range, point, same
from onrecord.reconcile.reliability import letter
from onrecord.reconcile.roles import Roles
from onrecord.reconcile.series import as_of, as_of_start, partisan
from onrecord.reconcile.wording import the

LETTERS = "ABCFDE"  # a source that nobody can judge stands behind a fairly reliable one and before a doubtful one
NO_NUMBER = "No number within it was said, so that no best figure is given."
NO_MOST = "No number has most of the origins behind it, so that no best figure is given."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The best figure, None where the rule gives none, and in words what the rule did."""

    best: Decimal | None
    says: str


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """What a rule may choose from, and look at.

    Attributes:
        verdict: Of the question.
        reach: Its low and high.
        ratings: By the folded name of a source, the letter that the user gave it.
        only: These of the counted figures alone; all where None.
    """

    roles: Roles
    verdict: Verdict
    reach: Range
    ratings: Mapping[str, str] = field(default_factory=dict)
    only: tuple[Item, ...] | None = None

    @cached_property
    def counted(self) -> tuple[Item, ...]:
        """The figures to choose from: those counted, but for what their own article counts more than."""
        if self.only is not None:
            return self.only
        first = leads(self.roles.items)
        return tuple(i for i in self.roles.counted() if not outdone(i, first))

    @cached_property
    def closed(self) -> tuple[Item, ...]:
        """Those that are no mere bounds."""
        return tuple(i for i in self.counted if i.quantity.low is not None and i.quantity.high is not None)

    @cached_property
    def clashing(self) -> bool:
        """Whether two of them exclude each other."""
        refs = {i.ref for i in self.counted}
        return any(self.only is None or {a.ref, b.ref} <= refs for a, b in self.roles.clashes)


type Rule = Callable[[Candidates], Choice]


def rule_named(name: str) -> Rule:
    """The rule of this name.

    Raises:
        UsageError: There is none.
    """
    if name not in RULES:
        raise UsageError(f"no rule is called {name!r}; choose from {', '.join(RULES)}")
    return RULES[name]


def supported(given: Candidates) -> Choice:
    """What most origins give, the most exact among equals; the latest where a count was brought up to date.

    In the sense of UCDP GED's ``best``, the most likely estimate: in a conflict none, unless more origins give or
    allow one number than any other.
    """
    if not given.counted:
        return Choice(best=None, says="")
    if not given.closed:
        return one_bound(given.counted)
    if given.verdict is Verdict.SUPERSEDED:
        outside = tuple(i for i in given.closed if not partisan(i, given.roles.parties))
        latest_one = max(outside or given.closed, key=lambda i: (as_of_start(i), i.order))
        passed = ", that of a party on its enemy’s losses left aside" if 0 < len(outside) < len(given.closed) else ""
        if (number := said(latest_one)) is None:
            return Choice(best=None, says=f"The latest figure{passed} is a range. {NO_NUMBER}")
        return Choice(best=number, says=f"The best figure is the latest{passed}.")
    if given.clashing:
        return most_allowed(given.counted)
    numbers = [i for i in given.closed if said(i) is not None]
    if not numbers:
        return Choice(best=None, says=f"Only a range is given. {NO_NUMBER}")
    chosen = max(numbers, key=lambda i: (support(i, given.counted), significant(i), i.order))
    words = "The best figure is the one that most origins give, the most exact among equals."
    only_one = alike(given.closed) and len({point(i.quantity) for i in given.closed}) == 1
    return Choice(best=said(chosen), says="" if only_one else words)


def majority(given: Candidates) -> Choice:
    """The number that more than half of the origins give, within rounding; else none.

    The "majority view" that the Standards for Casualty Recording (Every Casualty) name among the stated rules for
    sources that differ.
    """
    origins = {i.origin.key for i in given.counted}
    behind = {
        i.ref: support(i, given.counted) for i in given.counted if said(i) is not None and i.quantity.low is not None
    }
    able = [i for i in given.counted if behind.get(i.ref, 0) * 2 > len(origins)]
    if not able:
        none = f"By the rule of the majority there is no best figure: no number has more than half of {len(origins)} "
        return Choice(best=None, says=f"{none}origins behind it." if origins else "")
    chosen = max(able, key=lambda i: (behind[i.ref], i in given.closed, significant(i), i.order))
    how_many = f"{behind[chosen.ref]} of {len(origins)} origins give it"
    if len(origins) == 1:
        how_many = "one origin gives it, and no other gives any"
    says = f"By the rule of the majority the best figure is {in_words(chosen.quantity)}: {how_many}."
    return Choice(best=point(chosen.quantity), says=says)


def latest(given: Candidates) -> Choice:
    """The figure of the latest day; of several of one day what most origins give, and the lowest among equals.

    The practice of the Global Terrorism Database (codebook, casualties): the most recent source, the majority where
    several are as recent, and the lowest where there is no majority.
    """
    if not given.counted:
        return Choice(best=None, says="")
    dated = [i for i in given.counted if as_of(i)]
    newest = max((as_of_start(i) for i in dated), default=None)
    able = [i for i in dated if as_of_start(i) == newest] or list(given.counted)
    chosen = max(able, key=lambda i: (i.quantity.low is not None, support(i, able), -size(i), i.order))
    when = f", of {day(newest)}" if newest else ""
    words = f"{in_words(chosen.quantity)} by {the(chosen.origin.in_prose)}{when}"
    if chosen.quantity.low is None:
        return Choice(best=None, says=f"The latest figure, {words}, is an upper bound: it gives no best figure.")
    if said(chosen) is None:
        return Choice(best=None, says=f"The latest figure, {words}, is a range. {NO_NUMBER}")
    unsure = "" if newest else "; no day is known"
    return Choice(best=point(chosen.quantity), says=f"By the rule of the latest the best figure is {words}{unsure}.")


def conservative(given: Candidates) -> Choice:
    """The lowest reliable figure.

    ACLED's practice, which takes the most conservative figure where sources differ and notes the others.
    """
    low = given.reach.low
    if low is None:
        none = "By the conservative rule there is no best figure: no figure has a lower end."
        return Choice(best=None, says=none if given.counted else "")
    says = f"By the conservative rule the best figure is the lowest that is not left out: {plain(low)}{by(low, given)}."
    return Choice(best=low, says=says)


def highest(given: Candidates) -> Choice:
    """The highest reliable figure; where it is open, the highest that was said to be reached.

    UCDP GED's ``high``, taken by itself: what planners of relief prepare for. No recorder enters it as the number.
    """
    floors = [i.quantity.low for i in given.counted if i.quantity.low is not None]
    high = given.reach.high if given.reach.high is not None else max(floors, default=None)
    if high is None:
        return Choice(best=None, says="")
    says = f"By the rule of the highest the best figure is the largest that is not left out: {plain(high)}"
    return Choice(best=high, says=f"{says}{by(high, given)}.")


def reliable(given: Candidates) -> Choice:
    """What the sources say that the user rates as most reliable, chosen among as in :func:`supported`.

    A source hierarchy, as the Standards for Casualty Recording (Every Casualty) name it; the letters are the first half
    of the Admiralty code (AJP-2.1), and the user's to give.
    """
    if not given.counted:
        return Choice(best=None, says="")
    rated = {i.ref: letter(i.origin.name, i.origin.key, given.ratings) for i in given.counted}
    top = min(rated.values(), key=LETTERS.index)
    able = tuple(i for i in given.counted if rated[i.ref] == top)
    found = supported(replace(given, only=able))
    if set(rated.values()) == {"F"}:
        says = f"No source of it has been rated, so that the rule of reliability decides nothing. {found.says}"
        return Choice(best=found.best, says=says.strip())
    names = ", ".join(sorted({the(i.origin.in_prose) for i in able}))
    if found.best is None:
        says = f"By the rule of reliability {names}, rated {top}, goes before the others. {found.says}"
        return Choice(best=None, says=says.strip())
    return Choice(best=found.best, says=f"By the rule of reliability the best figure is that of {names}, rated {top}.")


RULES: dict[str, Rule] = {
    "supported": supported,
    "majority": majority,
    "latest": latest,
    "conservative": conservative,
    "highest": highest,
    "reliable": reliable,
}


# -------------------------------------------------------------------------------- what the rules share


def said(item: Item) -> Decimal | None:
    """The one number that was said, also as a bound; None for a range, of whose middle nobody spoke."""
    low, high = item.quantity.low, item.quantity.high
    return None if low is not None and high is not None and low != high else point(item.quantity)


def one_bound(counted: Sequence[Item]) -> Choice:
    """The number of the only bound, or of the latest of several that one origin or one rising toll gives.

    As in UCDP GED, where the best estimate of "at least 14" is 14. An upper bound is none: "up to 900" may be 5.
    """
    newest = max(counted, key=lambda i: (as_of_start(i), i.order))
    if len({point(i.quantity) for i in counted}) > 1:
        return Choice(best=None, says="Every figure is a bound, so that no best figure is given.")
    if newest.quantity.low is None:
        return Choice(best=None, says="")
    says = "A lower bound alone: the best figure is the number that was said."
    return Choice(best=point(newest.quantity), says=says)


def most_allowed(counted: Sequence[Item]) -> Choice:
    """In a conflict, the number that more known origins give or allow than any other; None where none is ahead."""
    backing: dict[Decimal, set[str]] = {}
    for item in (i for i in counted if i.quantity.low is not None and i.quantity.low == i.quantity.high):
        number = point(item.quantity)
        if number is not None:
            closed = [o for o in counted if o.quantity.low is not None and o.quantity.high is not None]
            keys = {o.origin.key for o in closed if not contradict(item, o) and o.origin.known}
            backing[number] = backing.get(number, set()) | keys
    ahead = sorted(backing, key=lambda n: -len(backing[n]))
    if not ahead or len(backing[ahead[0]]) < 2:
        return Choice(best=None, says=NO_MOST)
    if len(ahead) > 1 and len(backing[ahead[1]]) == len(backing[ahead[0]]):
        return Choice(best=None, says=NO_MOST)
    return Choice(best=ahead[0], says="The best figure is the one that most origins give or allow.")


def alike(items: Sequence[Item]) -> bool:
    """Whether all say the same number."""
    return all(same(a.quantity, b.quantity) for n, a in enumerate(items) for b in items[n + 1 :])


def support(item: Item, among: Sequence[Item]) -> int:
    """How many origins give the same number."""
    return len({other.origin.key for other in among if same(item.quantity, other.quantity)})


def significant(item: Item) -> int:
    """How many significant digits the number has: the more, the more exact it is meant to be."""
    number = point(item.quantity)
    return len(number.normalize().as_tuple().digits) if number is not None else 0


def size(item: Item) -> Decimal:
    """The one number of a figure, to sort by."""
    return point(item.quantity) or Decimal(0)


def by(number: Decimal, given: Candidates) -> str:
    """Who gives this number, in words that follow it; nothing where it is the end of no counted figure."""
    items = [i for i in given.counted if number in (i.quantity.low, i.quantity.high)]
    names = sorted({the(i.origin.in_prose) for i in items})
    return f", by {names[0]}" + (f" and {len(names) - 1} more" if names[1:] else "") if names else ""
