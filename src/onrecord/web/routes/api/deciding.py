"""What a program sends as a decision, held against the ledger before it is written down."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import Field

from onrecord.errors import UsageError
from onrecord.ledger import ratings
from onrecord.model import Claim, Judgement, Matter, Outcome, Review, ReviewVerdict, pair_subject
from onrecord.reconcile.board.sorts import is_forecast
from onrecord.reconcile.decided import DIFFERENT, SAME, Ref, check_ref, claim_of, read_subject
from onrecord.reconcile.reviewed import checked, kept_words
from onrecord.web.desk import Desk
from onrecord.web.routes.api.asked import Asked


class Decision(Asked):
    """A decision to be written down. A newer one on the same subject ends the older, which is kept with its dates."""

    matter: Matter
    """reliability (of a source), settlement (of a forecast), review (of a claim), pair (two figures or
    statements: same question or not)."""
    subject: str = Field(min_length=1, max_length=500)
    """The source's name; the claim's id; for a pair CLAIM:INDEX CLAIM:INDEX, of statements
    CLAIM:says:INDEX CLAIM:says:INDEX."""
    value: str = Field(min_length=1, max_length=200)
    """A letter A to F; true, false or void; accepted, mended, refused or unsure; same or different."""
    because: str = Field("", max_length=5000)
    """The reason, in your words; only to accept a claim, or to leave it unsure, needs none."""
    changes: dict[str, str] = Field(default_factory=dict, max_length=50)
    """Of a mended claim: the name of each field that was changed, and its new value."""


def judged(desk: Desk, given: Decision, by: str) -> Judgement:
    """The decision as the ledger keeps it.

    Raises:
        UsageError: Its subject is not there, or cannot be decided so.
    """
    if given.changes and given.matter is not Matter.REVIEW:
        raise UsageError("changes: only a claim can be mended")
    value = MATTERS[given.matter](desk, given)
    subject = given.subject.strip()
    if given.matter is Matter.RELIABILITY:
        return ratings.rating(subject, value, reason(given), by)
    if given.matter is Matter.PAIR:
        subject = pair_subject(*read_subject(subject))
    return Judgement(matter=given.matter, subject=subject, value=value, because=given.because.strip(), by=by)


def reason(given: Decision) -> str:
    """The reason, which must be there.

    Raises:
        UsageError: It is not.
    """
    because = " ".join(given.because.split())
    if not because:
        raise UsageError("because: this decision needs its reason")
    return because


def _letter(_: Desk, given: Decision) -> str:
    return given.value


def _outcome(desk: Desk, given: Decision) -> str:
    reason(given)
    if given.value not in list(Outcome):
        raise UsageError(f"value: a forecast is settled as {', '.join(Outcome)}")
    if not is_forecast(claim_there(desk, given.subject.strip())):
        raise UsageError("subject: this claim is no forecast")
    return given.value


def _review(desk: Desk, given: Decision) -> str:
    if given.value not in list(ReviewVerdict):
        raise UsageError(f"value: a claim is {', '.join(ReviewVerdict)}")
    asked = Review(verdict=ReviewVerdict(given.value), changes=tuple(given.changes.items()))
    claim = claim_there(desk, given.subject.strip())
    return kept_words(checked(claim, asked, " ".join(given.because.split())))


def _pair(desk: Desk, given: Decision) -> str:
    if given.value not in (SAME, DIFFERENT):
        raise UsageError(f"value: two figures or statements are {SAME} or {DIFFERENT}")
    reason(given)
    for ref in read_subject(given.subject):
        there(desk, ref)
    return given.value


MATTERS: dict[Matter, Callable[[Desk, Decision], str]] = {
    Matter.RELIABILITY: _letter,
    Matter.SETTLEMENT: _outcome,
    Matter.REVIEW: _review,
    Matter.PAIR: _pair,
}


def claim_there(desk: Desk, key: str) -> Claim:
    """The claim as the machine read it.

    Raises:
        UsageError: There is none.
    """
    found = desk.ledger.claim(key)
    if found is None:
        raise UsageError("subject: there is no such claim in this ledger")
    return found


def there(desk: Desk, ref: Ref) -> None:
    """Check that a claim has such a figure or statement.

    Raises:
        UsageError: It has not.
    """
    try:
        check_ref(ref, claim_there(desk, claim_of(ref)))
    except UsageError as error:
        raise UsageError(f"subject: {str(error).removeprefix('subject: ')}") from error
