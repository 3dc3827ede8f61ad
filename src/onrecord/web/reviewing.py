"""Reviewing at the desk: what people found of claims, and which claims are worth a person's eyes first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.brief.wording import amount
from onrecord.ledger import deciding, shelf
from onrecord.model import (
    Asks,
    Basis,
    Bound,
    Certainty,
    Claim,
    Figure,
    Judgement,
    Kind,
    Matter,
    Mode,
    Question,
    ReviewVerdict,
    SpeakerType,
    Verdict,
)
from onrecord.pipeline import Pile
from onrecord.reconcile.reviewed import fits, read_review, values, with_review
from onrecord.web.desk import Desk
from onrecord.web.headlines import ranked

HEADLINES = 12  # so many questions of a story are looked at for figures that one source alone gives
CONTESTED, SINGLE, BESIDE, UNMEASURED, UNNAMED = 1000, 300, 200, 100, 50  # what weighs more is looked at first
LABELS = {
    "speaker": "Speaker",
    "kind": "Kind",
    "certainty": "Certainty",
    "affirmed": "Said to be so",
    "due": "Due",
    "low": "Low",
    "high": "High",
    "bound": "Bound",
    "measure": "What is counted",
    "who": "Who",
    "where": "Where",
    "basis": "Basis",
    "per": "Per",
}
OPTIONS: dict[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "certainty": tuple(Certainty),
    "affirmed": ("true", "false"),
    "bound": tuple(Bound),
    "basis": tuple(Basis),
    "per": ("", "hour", "day", "week", "month", "year"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a person found of a claim.

    Attributes:
        changes: Of a mended one: what the field is called, what the machine read, what the person set.
        applies: False where the claim was read anew since and the mend fits it no more.
    """

    judgement: Judgement
    verdict: ReviewVerdict
    changes: tuple[tuple[str, str, str], ...] = ()
    applies: bool = True

    @property
    def stamp(self) -> str:
        """What a form carries, so that it is told when somebody decides in between."""
        return deciding.stamp(self.judgement)

    @property
    def by(self) -> str:
        """Who, in words."""
        return self.judgement.by or "a reviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a claim that can be mended, as its form has it.

    Attributes:
        name: "speaker", "figures.0.low".
        value: What stands there now; ``read`` is what the machine read.
        options: What it can be; empty where anything can be written.
        entry: How it is entered: "text", "number" or "date".
    """

    name: str
    label: str
    value: str
    read: str
    options: tuple[str, ...] = ()
    entry: str = "text"


def reviews(desk: Desk) -> Mapping[str, Judgement]:
    """The reviews that stand, by claim id."""
    with desk.ledger.reading() as connection:
        last = shelf.last_decision(connection)
    return desk.kept.get(("reviews", last), lambda: {j.subject: j for j in desk.judgements(Matter.REVIEW)})


def state_of(claim: Claim, judgement: Judgement | None) -> State | None:
    """How a claim, as the machine read it, was left."""
    if judgement is None:
        return None
    review, before = read_review(judgement.value), values(claim)
    changes = tuple((label(name), before.get(name, "–") or "–", value or "–") for name, value in review.changes)
    return State(judgement=judgement, verdict=review.verdict, changes=changes, applies=fits(claim, review))


def states(claims: Iterable[Claim], found: Mapping[str, Judgement]) -> dict[str, State]:
    """The states of those that somebody looked at, by claim id."""
    every = {c.id: state_of(c, found.get(c.id)) for c in claims}
    return {key: state for key, state in every.items() if state}


def as_left(claim: Claim, state: State | None) -> Claim:
    """The claim with what was mended of it, for the form to begin with."""
    return with_review(claim, read_review(state.judgement.value)) if state and state.applies else claim


def label(name: str) -> str:
    """What a field is called: "Low of figure 2"."""
    if not name.startswith("figures."):
        return LABELS.get(name, name)
    _, index, part = name.split(".", 2)
    words = LABELS.get(part, part)
    return words if index == "0" else f"{words} of figure {int(index) + 1}"


def fields(claim: Claim, state: State | None) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """The fields of the form, in groups: of the claim, and of each figure by its words."""
    read, now = values(claim), values(as_left(claim, state))
    groups: dict[str, list[Field]] = {"The claim": []}
    for name, value in now.items():
        part = name.rsplit(".", 1)[-1]
        figure = claim.figures[int(name.split(".")[1])] if name.startswith("figures.") else None
        entry = "date" if part == "due" else ("number" if part in ("low", "high") else "text")
        options = OPTIONS.get(part, ())
        options = options if not options or value in options else (*options, value)
        made = Field(name=name, label=LABELS[part], value=value, read=read.get(name, ""), options=options, entry=entry)
        groups.setdefault(f"“{figure.text}”" if figure else "The claim", []).append(made)
    return tuple((heading, tuple(some)) for heading, some in groups.items())


def read_as(figure: Figure) -> str:
    """A figure as it was read, in a few words."""
    parts = (amount(figure.quantity) or "no number", figure.measure or "counts nothing known", figure.who, figure.where)
    per = f"a {figure.per}" if figure.per else ""
    return ", ".join(part for part in (*parts, figure.basis.value, per) if part)


# -------------------------------------------------------------------------------- what to look at first


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One reason to look at a claim: a question that hangs on it, where one does, and what is the matter."""

    words: str
    question: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A claim that is worth a look: how much, and for which reasons."""

    claim: Claim
    weight: int
    why: tuple[Why, ...]


def worth_a_look(read: Pile, questions: Sequence[Question], found: Mapping[str, Judgement]) -> list[Worth]:
    """The claims of a story that a person should look at, what most hangs on first."""
    weights: dict[str, int] = {}
    reasons: dict[str, list[Why]] = {}
    answering = {e.claim for q in questions for e in q.entries}
    for claim, weight, why in (
        *hanging(ranked(tuple(questions))),
        *uncertain(read.claims, answering),
        *beside(read.claims, found),
    ):
        weights[claim] = max(weights.get(claim, 0), weight)
        if why not in reasons.setdefault(claim, []):
            reasons[claim].append(why)
    worth = [Worth(claim=c, weight=weights[c.id], why=tuple(reasons[c.id])) for c in read.claims if c.id in weights]
    return sorted(worth, key=lambda w: (-w.weight, w.claim.article, w.claim.content[0].start, w.claim.id))


def hanging(questions: Sequence[Question]) -> Iterator[tuple[str, int, Why]]:
    """The claims on which an answer hangs: of contested questions, and those that alone answer a leading one."""
    singles = [q.id for q in questions if q.verdict is Verdict.SINGLE and q.asks is Asks.FIGURE]
    leading = frozenset(singles[:HEADLINES])
    for rank, question in enumerate(questions):
        contested = question.verdict in (Verdict.CONFLICT, Verdict.DISPUTED)
        alone = question.id in leading
        for entry in question.entries if contested or alone else ():
            if contested and (entry.counted or entry.disputed_by or entry.figure is None):
                how = (
                    "sources answer it differently" if question.verdict is Verdict.CONFLICT else "somebody disputes it"
                )
                why = Why(words=f"hangs on it: {how}.", question=question)
                yield entry.claim, CONTESTED - min(rank, 400), why
            elif alone and entry.counted:
                why = Why(words="is answered by no other source.", question=question)
                yield entry.claim, SINGLE - singles.index(question.id), why


def uncertain(claims: Iterable[Claim], answering: set[str]) -> Iterator[tuple[str, int, Why]]:
    """The claims whose reading is unsure: figures of nobody knows what, answers by nobody with a name."""
    for claim in claims:
        for figure in claim.figures:
            if not figure.measure.strip() or figure.measure.startswith("("):
                yield claim.id, UNMEASURED, Why(words=f"It was not read what “{figure.text}” counts.")
        chain, mode = claim.attribution.chain, claim.attribution.mode
        nameless = bool(chain) and chain[-1].type is SpeakerType.UNNAMED
        if claim.id in answering and (nameless or (not chain and mode is not Mode.NARRATOR)):
            yield claim.id, UNNAMED, Why(words="Its speaker has no name.")


def beside(claims: Iterable[Claim], found: Mapping[str, Judgement]) -> Iterator[tuple[str, int, Why]]:
    """The claims next to one that a person mended or refused: what was misread once may be misread beside it."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    wrong = {ReviewVerdict.MENDED, ReviewVerdict.REFUSED}
    bad = {key for key, made in found.items() if read_review(made.value).verdict in wrong}
    for some in by_article.values():
        row = sorted(some, key=lambda c: (c.content[0].start, c.id))
        for n, claim in enumerate(row):
            near = {c.id for c in (*row[max(0, n - 1) : n], *row[n + 1 : n + 2])}
            if near & bad:
                yield claim.id, BESIDE, Why(words="The claim beside it was mended or refused.")
