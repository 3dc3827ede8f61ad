"""Reviewing: the queue, one claim, and the forms by which a person decides of claims and of pairs of figures."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from onrecord.errors import MissingInputError, UsageError
from onrecord.ledger import deciding
from onrecord.model import Asks, Claim, Judgement, Matter, Review, ReviewVerdict, pair_subject
from onrecord.reconcile.decided import DIFFERENT, SAME, Ref, check_ref, claim_of, read_ref, read_subject, ref_of
from onrecord.reconcile.reviewed import checked, kept_words, values
from onrecord.web.desk import Desk
from onrecord.web.page import shown
from onrecord.web.pages.review import QueuePage, claim_page, queue_page
from onrecord.web.routes.asked import FORM_CHECKED, Reader, Reviewer, TheDesk
from onrecord.web.routes.signing import inside
from onrecord.web.security import Visitor, audit_row

router = APIRouter(include_in_schema=False)

MOST = 200  # claims that are decided at once
LONGEST = 2000  # letters of a reason
FIELD = "set."  # before the name of a field of the claim


class PartAsked(BaseModel):
    """Which part of the queue is asked for, and what was decided just before."""

    show: Literal["open", "unsure", "decided", "orphans"] = "open"
    page: int = Field(1, ge=1, le=10_000)
    decided: str = Field("", max_length=16)
    said: str = Field("", max_length=12)


ThePart = Annotated[PartAsked, Query()]


class Sent:
    """A form as it was sent: values by name, more than one where there are."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs

    def get(self, name: str) -> str:
        """The value of a field; empty where it is not there."""
        return next((value for key, value in self.pairs if key == name), "")

    def every(self, name: str) -> list[str]:
        """All values of a field, each once."""
        return list(dict.fromkeys(value for key, value in self.pairs if key == name))

    @property
    def because(self) -> str:
        """The reason, on one line.

        Raises:
            UsageError: It is a book.
        """
        words = " ".join(self.get("because").split())
        if len(words) > LONGEST:
            raise UsageError(f"a reason has at most {LONGEST} letters")
        return words


async def sent_form(request: Request) -> Sent:
    """The form of a request."""
    return Sent([(key, value) for key, value in (await request.form()).multi_items() if isinstance(value, str)])


TheForm = Annotated[Sent, Depends(sent_form)]


# -------------------------------------------------------------------------------- pages


@router.get("/review")
def queue(request: Request, desk: TheDesk, visitor: Reader, asked: ThePart) -> Response:
    """What to look at first, in the newest stories."""
    return shown(part_of(desk, None, asked), request, visitor)


@router.get("/stories/{story}/review")
def story_queue(request: Request, desk: TheDesk, visitor: Reader, story: str, asked: ThePart) -> Response:
    """What to look at first in one story."""
    return shown(part_of(desk, story, asked), request, visitor)


def part_of(desk: Desk, story: str | None, asked: PartAsked) -> QueuePage:
    """The page of the queue that is asked for."""
    said = counted(asked.said)
    return queue_page(desk, story, show=asked.show, at=asked.page, decided=asked.decided, said=said)


@router.get("/review/claims/{claim}")
def one(
    request: Request, desk: TheDesk, visitor: Reader, claim: str, then: Annotated[str, Query(max_length=500)] = ""
) -> Response:
    """One claim, with its history."""
    return shown(claim_page(desk, claim, back=inside(then) if then else ""), request, visitor)


def counted(said: str) -> str:
    """What came of a form for several claims, from ``DONE-STALE``."""
    done, _, stale = said.partition("-")
    if not (done.isascii() and done.isdigit()):
        return ""
    words = f"{done} {'claim' if done == '1' else 'claims'} decided."
    late = f" {stale} left alone: somebody decided them since the page was loaded." if stale not in ("", "0") else ""
    return words + late


# -------------------------------------------------------------------------------- one claim


@router.post("/review/claims/{claim}", dependencies=FORM_CHECKED)
def decide(request: Request, desk: TheDesk, visitor: Reviewer, claim: str, form: TheForm) -> Response:
    """Accept, mend, refuse or leave a claim."""
    made = review_of(claim_there(desk, claim), form)
    said = Judgement(matter=Matter.REVIEW, subject=claim, value=kept_words(made), because=form.because, by=visitor.name)
    line = audit_row(request, visitor, f"review {made.verdict.value}", claim, form.because)
    return answered(
        request, desk, visitor, claim, deciding.decide(desk.ledger, said, line, seen=form.get("seen")), form
    )


@router.post("/review/claims/{claim}/undo", dependencies=FORM_CHECKED)
def undo(request: Request, desk: TheDesk, visitor: Reviewer, claim: str, form: TheForm) -> Response:
    """Take back what was decided of a claim; it stays on record with its dates."""
    line = audit_row(request, visitor, "review undone", claim, form.because)
    done = deciding.take_back(desk.ledger, Matter.REVIEW, claim, line, seen=form.get("seen"))
    if not is_there(desk, claim):  # an orphan: nothing is left to show
        return RedirectResponse(inside(form.get("then") or "/review?show=orphans"), 303)
    return answered(request, desk, visitor, claim, done, form)


def answered(
    request: Request, desk: Desk, visitor: Visitor, claim: str, done: deciding.Decided, form: Sent
) -> Response:
    """The row anew for a script, the way back for a form; a decision that came too late is told."""
    then = inside(form.get("then") or f"/review/claims/{claim}")
    if not done.done:
        told = "Somebody decided this claim since you loaded it. Nothing was changed: look at it again."
        return shown(claim_page(desk, claim, then=then, told=told), request, visitor, status=409)
    if request.headers.get("HX-Request") == "true":
        return shown(claim_page(desk, claim, then=then), request, visitor)
    from_queue = urlsplit(then).path.endswith("/review")
    return RedirectResponse(with_query(then, decided=claim) if from_queue else then, 303)


def with_query(address: str, **more: str) -> str:
    """The address with these in its query, in the place of those it had."""
    parts = urlsplit(address)
    kept = [p for p in parts.query.split("&") if p and p.split("=")[0] not in ("decided", "said")]
    query = "&".join([*kept, urlencode(more)])
    anchor = f"#row-{more['decided']}" if "decided" in more else ""
    return f"{parts.path}?{query}{anchor}"


def review_of(claim: Claim, form: Sent) -> Review:
    """The review that a form sends, with only those fields that differ from what was read.

    Raises:
        UsageError: It is none, or lacks its reason.
    """
    verdict = verdict_of(form)
    given: tuple[tuple[str, str], ...] = ()
    if verdict is ReviewVerdict.MENDED:
        before = values(claim)
        given = tuple(
            (name, value)
            for key, value in form.pairs
            if key.startswith(FIELD) and tidy(value) != before.get(name := key.removeprefix(FIELD))
        )
    return checked(claim, Review(verdict=verdict, changes=given), form.because)


def tidy(value: str) -> str:
    """A value without idle blanks."""
    return " ".join(value.split())


def verdict_of(form: Sent) -> ReviewVerdict:
    """What was found.

    Raises:
        UsageError: Nothing that can be.
    """
    if form.get("verdict") not in list(ReviewVerdict):
        raise UsageError(f"say what you found of the claim: {', '.join(ReviewVerdict)}")
    return ReviewVerdict(form.get("verdict"))


# -------------------------------------------------------------------------------- several claims


@router.post("/review/bulk", dependencies=FORM_CHECKED)
def bulk(request: Request, desk: TheDesk, visitor: Reviewer, form: TheForm) -> Response:
    """Decide the same of several claims, each a value ``CLAIM@STAMP``, with one reason."""
    chosen, verdict = form.every("claim"), verdict_of(form)
    if verdict is ReviewVerdict.MENDED:
        raise UsageError("claims are mended one by one")
    if not chosen or len(chosen) > MOST:
        raise UsageError(f"tick the claims that you decide together, at most {MOST}")
    pairs = [(key, seen) for key, _, seen in (one.partition("@") for one in chosen)]
    # All are looked at before any is decided: a form with something wrong in it changes nothing.
    made = {key: checked(claim_there(desk, key), Review(verdict=verdict), form.because) for key, _ in pairs}
    done = 0
    for key, seen in pairs:
        said = Judgement(
            matter=Matter.REVIEW, subject=key, value=kept_words(made[key]), because=form.because, by=visitor.name
        )
        line = audit_row(request, visitor, f"review {verdict.value}", key, form.because)
        done += deciding.decide(desk.ledger, said, line, seen=seen).done
    then = inside(form.get("then") or "/review")
    return RedirectResponse(with_query(then, said=f"{done}-{len(chosen) - done}"), 303)


# -------------------------------------------------------------------------------- pairs of figures or statements


@router.post("/stories/{story}/questions/{question}/part", dependencies=FORM_CHECKED)
def part(request: Request, desk: TheDesk, visitor: Reviewer, story: str, question: str, form: TheForm) -> Response:
    """Say that two figures, or two statements, of a question answer two."""
    figures, key = [read_ref(one) for one in form.every("entry")], desk.story(story)
    asked = next((q for q in desk.questions(key) if q.id == question), None)
    here = {ref_of(e) for e in asked.entries} if asked else set()
    if len(figures) != 2 or not here.issuperset(figures):
        sort = "statements" if asked and asked.asks is Asks.STATEMENT else "figures"
        raise UsageError(f"tick the two {sort} that do not answer the same question")
    pair(request, desk, visitor, (figures[0], figures[1]), DIFFERENT, form)
    return RedirectResponse(home(desk, key, figures[0]), 303)


@router.post("/stories/{story}/questions/{question}/join", dependencies=FORM_CHECKED)
def join(request: Request, desk: TheDesk, visitor: Reviewer, story: str, question: str, form: TheForm) -> Response:
    """Say that a figure, or a statement, of this question belongs to another one."""
    figures, key = [read_ref(one) for one in form.every("entry")], desk.story(story)
    other = next((q for q in desk.questions(key) if q.id == form.get("other") and q.id != question), None)
    if other is None or len(figures) != 1:
        raise UsageError("tick one figure or statement, and choose the question that it belongs with")
    anchor = next((ref for e in other.entries if (ref := ref_of(e)) is not None), None)
    if anchor is None:
        raise UsageError("nothing that could be put with it answers that question")
    pair(request, desk, visitor, (figures[0], anchor), SAME, form)
    return RedirectResponse(home(desk, key, figures[0]), 303)


@router.post("/review/pairs/undo", dependencies=FORM_CHECKED)
def unpair(request: Request, desk: TheDesk, visitor: Reviewer, form: TheForm) -> Response:
    """Take back what was decided of two figures or statements."""
    left, _ = read_subject(form.get("subject"))
    line = audit_row(request, visitor, "pair undone", form.get("subject"), form.because)
    done = deciding.take_back(desk.ledger, Matter.PAIR, form.get("subject"), line, seen=form.get("seen"))
    if not done.done:
        raise UsageError("somebody decided this pair since you loaded the page: nothing was changed, look at it again")
    claim = desk.ledger.claim(claim_of(left))
    story = desk.story_of(claim.article) if claim else None
    return RedirectResponse(home(desk, story, left) if story else "/review", 303)


def pair(request: Request, desk: Desk, visitor: Visitor, figures: tuple[Ref, Ref], value: str, form: Sent) -> None:
    """Write down what was decided of two figures or statements.

    Raises:
        UsageError: One is not there, the reason is missing, or somebody else decided since the page was loaded.
    """
    if not form.because:
        raise UsageError("a decision on a pair needs its reason: say because of what")
    for ref in figures:
        check_ref(ref, claim_there(desk, claim_of(ref)))
    subject = pair_subject(*figures)
    read_subject(subject)  # of one sort
    with desk.ledger.reading() as connection:
        before = deciding.standing(connection, Matter.PAIR, subject)
    if before and before.value != value and deciding.stamp(before) > form.get("loaded"):
        raise UsageError("somebody decided this pair since you loaded the page: nothing was changed, look at it again")
    made = Judgement(matter=Matter.PAIR, subject=subject, value=value, because=form.because, by=visitor.name)
    line = audit_row(request, visitor, f"pair {value}", subject, form.because)
    if not deciding.decide(desk.ledger, made, line, seen=deciding.stamp(before)).done:
        raise UsageError("somebody decided this pair just now: nothing was changed, look at it again")


def home(desk: Desk, story: str, figure: Ref) -> str:
    """The page of the question that a figure or a statement answers now."""
    found = (q for q in desk.questions(story) if any(ref_of(e) == figure for e in q.entries))
    page, question = f"/stories/{story}/questions", next(found, None)
    return f"{page}/{question.id}#entry-{claim_of(figure)}" if question else page


# -------------------------------------------------------------------------------- what they share


def is_there(desk: Desk, key: str) -> bool:
    """Whether a claim is read."""
    return desk.ledger.claim(key) is not None


def claim_there(desk: Desk, key: str) -> Claim:
    """The claim as the machine read it.

    Raises:
        MissingInputError: There is none, or it is not read any more.
    """
    found = desk.ledger.claim(key)
    if found is None:
        raise MissingInputError(f"there is no claim {key} in this ledger, or its article is read otherwise by now")
    return found
