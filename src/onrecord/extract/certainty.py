"""How sure a claim is made to sound, and what sort of claim it is, from the words of whoever makes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from onrecord.extract.clauses import Content, modal, negated, words
from onrecord.extract.due import due, times_ahead
from onrecord.extract.forecasts import Outlook, outlook
from onrecord.extract.hedges import Found, epistemic, find_hedges, weak_cue
from onrecord.extract.opinions import denies, is_dispute, is_opinion
from onrecord.model import Certainty, Hedge, Kind, Likelihood, Mode, Published, Span
from onrecord.values.likelihood import find_likelihood
from onrecord.values.text import text_of
from onrecord.values.time import TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.speech import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """What ``judge`` finds.

    Attributes:
        affirmed: False when the claim says that something is not so.
        hedges: The words that soften it, where they stand.
        likelihood: Its words of likelihood with their row of ICD 203, if it has any.
        due: For a forecast, the last day by which it should have come true.
    """

    kind: Kind
    certainty: Certainty
    affirmed: bool
    hedges: tuple[Hedge, ...]
    likelihood: Likelihood | None
    due: date | None


def judge(
    doc: Doc,
    content: tuple[Span, ...],
    *,
    statement: Statement | None,
    times: tuple[TimeMention, ...],
    published: Published | None,
    opinion_piece: bool,
) -> Modality:
    """Judge one claim by its own words and by those that present it.

    Args:
        doc: The parsed article.
        content: The claim's spans in it.
        statement: The statement whose content it is; None for the article's own voice.
        times: The article's time expressions.
        published: When it was published; a due date in relative words needs it.
        opinion_piece: Whether the article as a whole is opinion: then one sign of judgement is enough.
    """
    found = Content.of(doc, content)
    ahead = times_ahead(doc, content, times, published)
    future = outlook(found, statement, ahead, published)
    hedges = find_hedges(found, statement)
    kind = _kind(found, statement, future, opinion_piece=opinion_piece)
    return Modality(
        kind=kind,
        certainty=_certainty(found, statement, future, hedges),
        affirmed=_affirmed(found, statement),
        hedges=tuple(h.hedge for h in hedges),
        likelihood=_likelihood(doc, content, found),
        due=due(doc, ahead) if kind is Kind.FORECAST else None,
    )


def _kind(content: Content, statement: Statement | None, future: Outlook | None, *, opinion_piece: bool) -> Kind:
    if is_dispute(content, statement):
        return Kind.DISPUTE
    if future is not None:
        return Kind.FORECAST
    return Kind.OPINION if is_opinion(content, statement, opinion_piece=opinion_piece) else Kind.FACT


def _certainty(
    content: Content, statement: Statement | None, future: Outlook | None, hedges: Sequence[Found]
) -> Certainty:
    """The first that holds: denied, conditional, forecast, possible, hedged, reported, asserted."""
    if statement is not None and denies(content, statement):
        return Certainty.DENIED
    if any(_conditional(head) for head in content.heads):
        return Certainty.CONDITIONAL
    if future is not None:
        return future.certainty
    makes = {h.makes for h in hedges} | set(weak_cue(statement))
    for certainty in (Certainty.POSSIBLE, Certainty.HEDGED):
        if certainty in makes:
            return certainty
    told = statement is not None and statement.attribution.mode is not Mode.NARRATOR
    return Certainty.REPORTED if told else Certainty.ASSERTED


def _conditional(head: Token) -> bool:
    """Whether the clause holds only on a condition: "if", "unless", not "even if", "as if" or "asked if"."""
    for word in head.subtree:
        if word.lower_ not in words("condition", "markers") or word.dep_ != "mark" or word.head.dep_ != "advcl":
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in word.head.children):
            continue  # "if anything", "if so"
        before = word.nbor(-1).lower_ if word.i else ""
        if before not in words("condition", "not_after") and _reaches(word.head.head, head):
            return True
    return _opens_with_condition(head)


def _opens_with_condition(head: Token) -> bool:
    """Whether the sentence opens with "if" or "unless" and a comma before the clause, however it was parsed."""
    first = head.sent[0]
    if first.lower_ not in ("if", "unless") or first.i + 2 >= head.i or head.dep_ == "advcl":
        return False
    if first.nbor(1).lower_ in ("so", "not", "anything", "any", "ever", "only", "necessary", "possible"):
        return False
    return any(t.text == "," for t in head.doc[first.i + 2 : head.i]) and modal(head) is not None


def _reaches(token: Token, head: Token) -> bool:
    """Whether a condition on ``token`` is one on ``head``: the same verb, or a complement of it."""
    while token.i != head.i:
        if token.dep_ not in ("xcomp", "ccomp", "conj", "acomp", "attr", "advcl") or token.head.i == token.i:
            return False
        token = token.head
    return True


def _affirmed(content: Content, statement: Statement | None) -> bool:
    if statement is not None and denies(content, statement):
        return False
    return not (content.heads and negated(content.heads[0]))


def _likelihood(doc: Doc, spans: tuple[Span, ...], content: Content) -> Likelihood | None:
    """The claim's words of likelihood: those with a row of the scale before those without."""
    at = {t.idx: t for t in content.tokens}
    found = []
    for span in spans:
        for place, words_found in find_likelihood(span.of(text_of(doc))):
            token = at.get(place.shifted(span.start).start)
            if token is None or " " in words_found.words or _counts(token):
                found.append(words_found)
    return min(found, key=lambda likelihood: likelihood.low is None, default=None)


def _counts(token: Token) -> bool:
    """Whether a word of likelihood is one here: a modal must be a possibility, an adjective the predicate."""
    if token.lower_ in words("possible", "modals"):
        return token.tag_ == "MD" and epistemic(token)
    return token.pos_ != "ADJ" or token.dep_ in ("acomp", "attr", "oprd", "ROOT", "conj", "ccomp")
