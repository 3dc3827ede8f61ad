"""Claims about what is to come: how a clause speaks of the future."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.clauses import (
    Content,
    in_past,
    infinitive_of,
    is_infinitive,
    modal,
    perfect,
    progressive,
    words,
)
from onrecord.extract.due import to_begin
from onrecord.extract.hedges import permits
from onrecord.model import Certainty, Mode, Published
from onrecord.values.chance import find_chance
from onrecord.values.time import TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.speech import Statement

_QUESTIONS = frozenset({"whether", "where", "when", "how", "why", "what", "who", "which"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a clause speaks of the future: FORECAST for "will" and its like, POSSIBLE for "may" and its like."""

    head: Token
    certainty: Certainty


def outlook(
    content: Content, statement: Statement | None, ahead: Sequence[TimeMention], published: Published | None
) -> Outlook | None:
    """The claim's outlook on the future; None when it has none, or in fewer than half of its sentences.

    Args:
        content: The claim's words.
        statement: The statement whose content it is; its cue may speak of the future ("predicts", "vowed").
        ahead: Times in the claim that end after the day of publication.
        published: That day.
    """
    found: dict[int, Outlook] = {}
    for head in content.heads:
        if any(not content.holds(inner) for inner in _complements(head)):
            continue  # what is planned or expected stands in another claim
        certainty = _clause(head, statement, ahead, to_begin(ahead, published))
        if certainty and not _asked(head) and not _wished(head, statement):
            best = found.get(head.sent.start)
            if best is None or best.certainty is Certainty.POSSIBLE:
                found[head.sent.start] = Outlook(head, certainty)
    for head in () if found else _said_likely(content):
        found.setdefault(head.sent.start, Outlook(head, Certainty.FORECAST))
    if not found or 2 * len(found) < content.sentences:
        return None
    return next((o for o in found.values() if o.certainty is Certainty.FORECAST), next(iter(found.values())))


def _said_likely(content: Content) -> Iterator[Token]:
    """Verbs with "will likely", "will probably" that the claim asserts, wherever a hard sentence was parsed to hang."""
    for token in content.tokens:
        aux = modal(token)
        if aux is None or aux.lower_ not in words("future", "modals") or perfect(token):
            continue
        likely = any(c.dep_ == "advmod" and c.lower_ in words("future", "likely_adverbs") for c in token.children)
        if likely and content.asserts(token) and not _asked(token):
            yield token


def _complements(head: Token) -> tuple[Token, ...]:
    """The infinitives that a verb, or the adjective it predicates, takes."""
    inner = (infinitive_of(t) for t in (head, *(c for c in head.children if c.dep_ == "acomp")))
    return tuple(t for t in inner if t is not None)


def _asked(head: Token) -> bool:
    """Whether the clause is a question, or one told: "asked whether it would", "said where it would run"."""
    if any(
        c.lower_ in _QUESTIONS and c.dep_ in ("mark", "advmod", "attr", "dobj") and c.i < head.i for c in head.children
    ):
        return head.dep_ in ("ccomp", "pcomp") or head.sent.text.rstrip().endswith("?")
    opening = (
        t for t in head.doc[head.left_edge.i : head.i] if t.pos_ not in ("PUNCT", "ADV") or t.lower_ in _QUESTIONS
    )
    first = next(opening, head)
    under = any(t.lower_ == "whether" for t in head.doc[head.head.i + 1 : head.i])
    if head.dep_ in ("ccomp", "pcomp") and (under or first.lower_ in _QUESTIONS - {"when"}):
        return True  # "how many people it will take in", "what will happen"
    if head.dep_ == "ccomp" and any(c.lower_ == "if" and c.dep_ == "mark" for c in head.children):
        return True  # "asked if prices will double"
    return head.sent.text.rstrip(" \"'”’»\n").endswith("?")


def _wished(head: Token, statement: Statement | None) -> bool:
    """Whether it is hoped for: "hopes that the talks will succeed" forecasts nothing."""
    hoping = words("future", "hoping")
    above = head.head.lower_ in hoping and head.dep_ == "ccomp"
    return above or head.lower_ in hoping or (statement is not None and statement.cue_lemma.lower() in hoping)


def _chance(head: Token, ahead: Sequence[TimeMention]) -> bool:
    """Whether it gives the chance of something to come as a number: "a 70 per cent chance that the dam will fail"."""
    nouns = [t for t in head.subtree if t.lemma_.lower() in words("future", "chances")]
    likely = any(t.lower_ in ("likely", "certain", "sure") and infinitive_of(t) is not None for t in head.subtree)
    if not (nouns or likely) or find_chance(head.sent.text) is None:
        return False
    clauses = [c for noun in nouns for c in noun.children if c.dep_ in ("acl", "relcl", "ccomp")]
    if any(in_past(c) or perfect(c) for c in clauses):
        return False
    return likely or bool(ahead) or any(modal(c) is not None or is_infinitive(c) for c in clauses)


def _clause(
    head: Token, statement: Statement | None, ahead: Sequence[TimeMention], begins: Sequence[TimeMention]
) -> Certainty | None:
    """FORECAST or POSSIBLE when a clause speaks of the future."""
    if aux := modal(head):
        return _by_modal(aux, head, statement, bool(ahead))
    sure = (
        _before_infinitive(head, statement)
        or _intends(head)
        or _headline(head)
        or _foretold(head, statement)
        or (bool(ahead) and _planned(head))
        or _scheduled(head, begins)
        or _chance(head, ahead)
        or _likely_that(head)
    )
    return Certainty.FORECAST if sure else None


def _by_modal(aux: Token, head: Token, statement: Statement | None, ahead: bool) -> Certainty | None:
    lower = aux.lower_
    if lower in words("future", "modals") and lower != "shall":
        epistemic = perfect(head) and not ahead  # "will have heard": about what has been
        return None if epistemic or head.lemma_ in words("future", "refusals") else Certainty.FORECAST
    if lower in words("possible", "modals"):
        return Certainty.POSSIBLE if not permits(aux) and _to_come(lower, head, ahead) else None
    if lower in ("would", "'d", "’d"):
        return Certainty.FORECAST if _shifted_back(head, statement) else None
    return None


def _to_come(lower: str, head: Token, ahead: bool) -> bool:
    """Whether a possibility is one of the future: not "may have left", "may be involved", "could not find"."""
    if perfect(head) or progressive(head):
        return False
    if lower == "could" and (
        head.lemma_ in words("possible", "abilities") or any(c.dep_ == "neg" for c in head.children)
    ):
        return False
    if head.lemma_ in words("possible", "states") or head.lower_ in words("possible", "state_participles"):
        return ahead
    return True


def _shifted_back(head: Token, statement: Statement | None) -> bool:
    """Whether "would" is a "will" told in the past: "said it would send", not "I would vote" or "would be wise"."""
    if statement is None or perfect(head) or not statement.attribution.cue or statement.attribution.mode is Mode.DIRECT:
        return False
    if head.lemma_ in words("future", "wishes") | words("future", "refusals"):
        return False
    if any(c.dep_ == "csubj" for c in head.children):  # "lifting the cap would make": a supposition
        return False
    return not any(c.dep_ == "advcl" and any(m.lower_ in ("if", "were") for m in c.children) for c in head.children)


def _before_infinitive(head: Token, statement: Statement | None) -> bool:
    """Whether it says "is likely to", "are set to": not of the past, unless that is the past of a report."""
    for word in (head, *(c for c in head.children if c.dep_ in ("acomp", "attr", "advmod", "prep", "xcomp"))):
        if word.lower_ not in words("future", "before_infinitive"):
            continue
        inner = infinitive_of(word) or (infinitive_of(head) if word is not head else None)
        copula = word is not head or any(
            c.dep_ == "auxpass" or (c.dep_ == "aux" and c.lemma_ == "be") for c in word.children
        )
        if inner is None or perfect(inner) or not copula:
            continue
        if word.dep_ == "advmod" and progressive(head):
            continue  # "are likely using it to hide": a guess about now
        return statement is not None or not in_past(head)
    return head.lemma_ == "go" and head.tag_ == "VBG" and infinitive_of(head) is not None and not in_past(head)


def _likely_that(head: Token) -> bool:
    """Whether it says "it is likely that the dam will fail": how likely something is that is still to come."""
    for word in head.children:
        if word.dep_ in ("acomp", "attr") and word.lower_ in words("future", "before_that"):
            clauses = [c for c in (*word.children, *head.children) if c.dep_ in ("ccomp", "csubj") and c.i > word.i]
            return any(
                (aux := modal(c)) is not None and aux.lower_ in words("future", "modals") and not perfect(c)
                for c in clauses
            )
    return False


def _intends(head: Token) -> bool:
    """Whether it says "plans to send", "has vowed to": an intent that still stands."""
    if head.lemma_ not in words("future", "intending"):
        return False
    inner = infinitive_of(head)
    if inner is None or perfect(inner):
        return False
    return head.lemma_ in words("future", "pledging") or not in_past(head)


def _headline(head: Token) -> bool:
    """Whether it says "North to send troops": a headline's future."""
    if head.dep_ == "ROOT" and head.pos_ in ("NOUN", "PROPN"):  # parsed as "a council that is to close the bridge"
        bare = not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in head.sent)
        return bare and infinitive_of(head) is not None and head.sent.text.rstrip()[-1:].isalnum()
    return head.dep_ == "ROOT" and is_infinitive(head) and any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)


def _foretold(head: Token, statement: Statement | None) -> bool:
    """The content of "predicts", "is expected", "vowed": an infinitive after a cue that looks ahead."""
    if statement is None:
        return False
    lemma = statement.cue_lemma.lower()
    if head.pos_ == "NOUN" and lemma in words("future", "forecasting"):
        return head.dep_ in ("dobj", "pobj")  # "forecasts growth of 3 per cent"
    looks_ahead = words("future", "forecasting") | words("future", "intending")
    if lemma not in looks_ahead or not is_infinitive(head) or perfect(head):
        return False
    stands = lemma in words("future", "forecasting") | words("future", "pledging")
    return stands or not in_past(head.head)  # "planned to" is over, "plans to" is not


def _planned(head: Token) -> bool:
    """Whether it says "plans to launch", as a noun, when a time to come is told with it."""
    return any(
        t.lemma_.lower() in words("future", "plan_nouns") and infinitive_of(t) is not None and t.pos_ == "NOUN"
        for t in head.subtree
    )


def _scheduled(head: Token, ahead: Sequence[TimeMention]) -> bool:
    """The present tense at a time that is still to begin: "the talks open on Monday", not "before winter sets in"."""
    present = (progressive(head) and not in_past(head)) or head.tag_ in ("VBZ", "VBP")
    if not present or head.lemma_ in ("be", "have", "say", "do"):
        return False
    return any(
        _beside(head, mention) for mention in ahead if mention.time.start and mention.timex_type in ("DATE", "TIME")
    )


def _beside(head: Token, mention: TimeMention) -> bool:
    """Whether the time hangs on the verb itself, directly or by a preposition that does not bound it."""
    part = head.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if part is None:
        return False
    token = part.root
    if token.head.dep_ == "prep" and token.head.lower_ in ("on", "in", "at", "from"):
        token = token.head
    return token.head.i == head.i and token.dep_ in ("npadvmod", "prep", "advmod")
