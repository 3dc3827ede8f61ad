"""Claims as people left them: refused ones are out, mended ones are changed, and the machine's reading stays stored.

A review never touches what a claim points at: its words, its place and its article are the source's.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from onrecord.errors import UsageError
from onrecord.model import (
    Basis,
    Bound,
    Certainty,
    Claim,
    Figure,
    Judgement,
    Kind,
    Matter,
    Mode,
    Review,
    ReviewVerdict,
    Speaker,
    SpeakerType,
)

NOBODY = "a reviewer"  # who decided, where no name was given


def read_review(value: str) -> Review:
    """A review from the words it is kept in.

    Raises:
        UsageError: They are none.
    """
    try:
        record = json.loads(value)
        changes = tuple((str(k), str(v)) for k, v in record.get("changes", {}).items())
        return Review(verdict=ReviewVerdict(record["verdict"]), changes=changes)
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise UsageError(f"not a review: {value[:80]!r}") from error


def kept_words(review: Review) -> str:
    """A review in the words that it is kept in."""
    return json.dumps({"verdict": review.verdict.value, "changes": dict(review.changes)}, ensure_ascii=False)


def reviews_of(judgements: Iterable[Judgement]) -> dict[str, Review]:
    """The reviews among ``judgements``, by claim id."""
    return {j.subject: replace(read_review(j.value), by=j.by) for j in judgements if j.matter is Matter.REVIEW}


def reviewed(claims: Sequence[Claim], reviews: Mapping[str, Review]) -> tuple[Claim, ...]:
    """The claims without the refused ones, which nothing disputes any more either, and the mended ones changed."""
    if not reviews:
        return tuple(claims)
    out = {key for key, review in reviews.items() if review.verdict is ReviewVerdict.REFUSED}
    kept = (with_review(c, reviews.get(c.id)) for c in claims if c.id not in out)
    return tuple(
        replace(c, disputes=tuple(d for d in c.disputes if d not in out)) if out.intersection(c.disputes) else c
        for c in kept
    )


def checked(claim: Claim, asked: Review, because: str) -> Review:
    """The review as it can be kept: only what differs from the claim as it was read.

    Raises:
        UsageError: It lacks its reason, mends nothing, or mends what cannot be mended.
    """
    if asked.verdict is not ReviewVerdict.MENDED:
        if asked.changes:
            raise UsageError(f"only a mended claim has changes: this one is {asked.verdict.value}")
        if asked.verdict is ReviewVerdict.REFUSED and not because:
            raise UsageError("to refuse a claim needs its reason")
        return asked
    review = replace(asked, changes=differing(claim, dict(asked.changes)))
    if not review.changes:
        raise UsageError("nothing is mended: every field is as it was read")
    if not because:
        raise UsageError("to mend a claim needs its reason")
    with_review(claim, review)
    return review


def fitting(claims: Mapping[str, Claim], reviews: Mapping[str, Review]) -> dict[str, Review]:
    """The reviews of claims that are there, less those that no longer fit what was read anew since."""
    return {key: review for key, review in reviews.items() if key in claims and fits(claims[key], review)}


def fits(claim: Claim, review: Review) -> bool:
    """Whether the review can be applied to the claim as it is read now."""
    try:
        with_review(claim, review)
    except UsageError:
        return False
    return True


def with_review(claim: Claim, review: Review | None) -> Claim:
    """The claim with the changes of its review, if it was mended.

    Raises:
        UsageError: A change names no field that can be changed, or gives it no value that it can have.
    """
    if review is None or review.verdict is not ReviewVerdict.MENDED:
        return claim
    read = claim.figures
    for name, value in review.changes:
        claim = changed(claim, name, value)
    by = review.by.strip() or NOBODY
    told = (
        f if f.quantity == old.quantity else replace(f, mended=by) for f, old in zip(claim.figures, read, strict=True)
    )
    claim = replace(claim, figures=tuple(told))
    for figure in claim.figures:
        low, high = figure.quantity.low, figure.quantity.high
        if low is not None and high is not None and low > high:
            raise UsageError(f"“{figure.text}”: its low end, {low}, is above its high end, {high}")
    return claim


def values(claim: Claim) -> dict[str, str]:
    """What stands in each field of the claim that can be mended, in the words in which it would be mended."""
    chain = claim.attribution.chain
    found = {
        "speaker": chain[-1].name if chain else "",
        "kind": claim.kind.value,
        "certainty": claim.certainty.value,
        "affirmed": "true" if claim.affirmed else "false",
        "due": claim.due.isoformat() if claim.due else "",
    }
    for index, figure in enumerate(claim.figures):
        parts = {
            "low": digits(figure.quantity.low),
            "high": digits(figure.quantity.high),
            "bound": figure.quantity.bound.value,
            "measure": figure.measure,
            "who": figure.who or "",
            "where": figure.where or "",
            "basis": figure.basis.value,
            "per": figure.per or "",
        }
        found |= {f"figures.{index}.{part}": value for part, value in parts.items()}
    return found


def digits(number: Decimal | None) -> str:
    """A number in digits alone, without idle zeros; empty for none."""
    if number is None:
        return ""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def differing(claim: Claim, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The fields of ``given`` that hold something else than the claim does.

    Raises:
        UsageError: A field is none that can be mended, or cannot have its value.
    """
    before = values(claim)
    after = {name: values(changed(claim, name, value)).get(name, "") for name, value in given.items()}
    return tuple((name, value.strip()) for name, value in given.items() if after[name] != before.get(name))


def changed(claim: Claim, name: str, value: str) -> Claim:
    """The claim with one field changed.

    Raises:
        UsageError: There is no such field, or it cannot have this value.
    """
    try:
        if name.startswith("figures."):
            _, index, part = name.split(".", 2)
            figures = list(claim.figures)
            figures[int(index)] = changed_figure(figures[int(index)], part, value)
            return replace(claim, figures=tuple(figures))
        return CLAIM_FIELDS[name](claim, value)
    except (KeyError, IndexError) as error:
        raise UsageError(f"{name}: a claim has no such field that can be mended") from error
    except (ValueError, InvalidOperation) as error:
        raise UsageError(f"{name}: {value!r} is no value for it") from error


def changed_figure(figure: Figure, part: str, value: str) -> Figure:
    """The figure with one part changed."""
    return FIGURE_FIELDS[part](figure, value)


def _number(value: str) -> Decimal | None:
    number = Decimal(value) if value else None
    if number is not None and not number.is_finite():
        raise ValueError(value)
    return number


def _said(value: str) -> str:
    words = " ".join(value.split())
    if not words:
        raise ValueError(value)
    return words


def _speaker(claim: Claim, value: str) -> Claim:
    """Another name at the end of the chain; an empty one makes it the article's own word."""
    attribution = claim.attribution
    if not value.strip():
        return replace(claim, attribution=replace(attribution, mode=Mode.NARRATOR, chain=(), via=()))
    if attribution.chain:
        last = replace(attribution.chain[-1], name=_said(value))
        return replace(claim, attribution=replace(attribution, chain=(*attribution.chain[:-1], last)))
    place = claim.content[0]  # the article names nobody there: the whole claim stands for the speaker's words
    link = Speaker(name=_said(value), text=claim.text, span=place, type=SpeakerType.PERSON)
    mode = Mode.INDIRECT if attribution.mode is Mode.NARRATOR else attribution.mode
    return replace(claim, attribution=replace(attribution, mode=mode, chain=(link,)))


def _affirmed(claim: Claim, value: str) -> Claim:
    return replace(claim, affirmed={"true": True, "false": False}[value])


def _due(claim: Claim, value: str) -> Claim:
    return replace(claim, due=date.fromisoformat(value) if value else None)


CLAIM_FIELDS: dict[str, Callable[[Claim, str], Claim]] = {
    "speaker": _speaker,
    "kind": lambda claim, value: replace(claim, kind=Kind(value)),
    "certainty": lambda claim, value: replace(claim, certainty=Certainty(value)),
    "affirmed": _affirmed,
    "due": _due,
}

FIGURE_FIELDS: dict[str, Callable[[Figure, str], Figure]] = {
    "low": lambda figure, value: replace(figure, quantity=replace(figure.quantity, low=_number(value))),
    "high": lambda figure, value: replace(figure, quantity=replace(figure.quantity, high=_number(value))),
    "bound": lambda figure, value: replace(figure, quantity=replace(figure.quantity, bound=Bound(value))),
    "basis": lambda figure, value: replace(figure, basis=Basis(value)),
    "measure": lambda figure, value: replace(figure, measure=_said(value)),
    "who": lambda figure, value: replace(figure, who=value.strip() or None),
    "where": lambda figure, value: replace(figure, where=value.strip() or None),
    "per": lambda figure, value: replace(figure, per=value.strip() or None),
}
