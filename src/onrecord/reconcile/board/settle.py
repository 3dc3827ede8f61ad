"""What settles a forecast: a person's decision, else a later figure that surely answers it.

Of the record's figures only those count that are said to be so, by somebody who is known, in an article whose day is
known, and that nobody challenges. Where two of them answer a forecast differently, the record does not settle it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from onrecord.model import Basis, Certainty, Judgement, Outcome, Settlement
from onrecord.reconcile.board.answers import Asked, answer
from onrecord.reconcile.board.gather import Word
from onrecord.reconcile.items import Item, Scope, generic
from onrecord.reconcile.ranges import vague
from onrecord.reconcile.series import as_of
from onrecord.reconcile.traits import comparable, tied, unit_class
from onrecord.values.name import fold, same_name

SAID = (Certainty.ASSERTED, Certainty.REPORTED)
WIDE = 31  # days: a window of publication that is wider says too little of when a figure held


def judged(words: Sequence[Word], judgements: Mapping[str, Judgement]) -> Settlement | None:
    """What a person decided on any of the claims of a forecast; the latest decision where there are several."""
    found = [judgements[w.claim.id] for w in words if w.claim.id in judgements]
    if not found:
        return None
    last = max(found, key=lambda j: (j.made.isoformat() if j.made else "", j.subject))
    by = last.by or "the ledger's user"
    because = last.because or f"{by} gave no reason."
    on = last.made.date() if last.made else None
    return Settlement(outcome=Outcome(last.value), because=because, by=last.by, on=on)


class Figures:
    """The figures of a pile that may answer a forecast, by what they count."""

    def __init__(self, items: Iterable[Item], challenged: Collection[str]) -> None:
        self.by_group: dict[tuple[str, str], list[Item]] = {}
        self.own: dict[str, list[Item]] = {}
        for item in items:
            self.own.setdefault(item.claim.id, []).append(item)
            if item.claim.id not in challenged and serves(item):
                self.by_group.setdefault((item.group, item.family), []).append(item)

    def settle(
        self, words: Sequence[Word], due: date | None, today: date, *, against: bool
    ) -> tuple[Settlement | None, str]:
        """What the record's later figures say of a forecast, and a sentence where they do not settle it.

        Args:
            words: The claims of one forecast.
            due: Its last day; None where it has none.
            today: The day of the board.
            against: Whether its words of likelihood speak against what they name.
        """
        asked, why = self._asked(words, due, today)
        if asked is None:
            return None, why
        found = self.by_group.get((asked.item.group, asked.item.family), ())
        told = [(i, a) for i in found if same_thing(asked.item, i) and (a := answer(asked, i)) is not None]
        held = {a[0] for _, a in told}
        if len(held) > 1:
            return None, "The record's later figures answer it differently."
        if not told or (held == {False} and _possible(words)):
            return None, ""
        first, (true, reason) = min(told, key=lambda t: _order(t[0]))
        days = as_of(first)
        return Settlement(
            outcome=Outcome.TRUE if true is not against else Outcome.FALSE,
            because=reason,
            by=first.origin.in_prose,
            claim=first.claim.id,
            on=days[1] if days else None,
        ), ""

    def _asked(self, words: Sequence[Word], due: date | None, today: date) -> tuple[Asked | None, str]:
        lead = words[0]
        if lead.made is None or any(w.made is None for w in words):
            return None, "No article with it is dated, so that nothing is surely later." if lead.made is None else ""
        if lead.conditional or not lead.claim.affirmed:
            return None, ""
        items = [i for i in self.own.get(lead.claim.id, ()) if i.figure.basis is not Basis.INCREMENT and not i.part]
        if len(items) != 1 or len(lead.claim.figures) != 1 or vague(items[0].quantity):
            return None, ""
        period = items[0].figure.period
        begins = period.start if period and period.start and period.start > lead.made[1] else None
        after = max(w.made[1] for w in words if w.made)
        asked = Asked(item=items[0], after=after, begins=begins, due=due, today=today)
        return (None if due is None and not (asked.grows and asked.reached) else asked), ""


def _order(item: Item) -> tuple[date, object]:
    days = as_of(item)
    return (days[1] if days else date.max, item.order)


def _possible(words: Sequence[Word]) -> bool:
    """Whether it was only said to be possible: that it did not come about proves nothing."""
    return any(w.claim.certainty is Certainty.POSSIBLE for w in words)


def serves(item: Item) -> bool:
    """Whether a figure may settle anything: said to be so, whole, by somebody known, at a time that is known."""
    days = as_of(item)
    if days is None or item.article.published is None or (days[1] - days[0]).days > WIDE:
        return False
    sure = item.claim.certainty in SAID and item.present and not item.early and not vague(item.quantity)
    return sure and item.origin.known and not item.origin.circular


def same_thing(asked: Item, found: Item) -> bool:
    """Whether a figure surely counts what the forecast speaks of: the same measure, unit, people, place and time."""
    if unit_class(asked) != unit_class(found) or not comparable(asked, found) or asked.some != found.some:
        return False
    if asked.figure.per != found.figure.per or (asked.family == "share" and asked.measure != found.measure):
        return False
    if found.scope is Scope.PERIOD or Scope.EVENT in (asked.scope, found.scope):
        return tied(asked, found) and _people(asked, found) and _place(asked, found) and _one_stretch(asked, found)
    return _people(asked, found) and _place(asked, found)


def _people(asked: Item, found: Item) -> bool:
    if generic(asked.who) and generic(found.who):
        return asked.where is not None or tied(asked, found)
    return bool(asked.who and found.who and (asked.who == found.who or same_name(asked.who, found.who)))


def _place(asked: Item, found: Item) -> bool:
    if asked.where and found.where:
        return fold(asked.where) == fold(found.where)
    if asked.where is None and found.where is None:
        return True
    return tied(asked, found) or (not generic(asked.who) and (asked.land or found.land))


def _one_stretch(asked: Item, found: Item) -> bool:
    """Whether both count over the same stretch of time, where the figure counts over one."""
    if found.scope is not Scope.PERIOD:
        return True
    a, b = asked.figure.period, found.figure.period
    return bool(a and b and (a.start, a.end) == (b.start, b.end))
