"""What a clause asserts: the verbs behind the frames around them, each with its mood and whether it is said or denied.

"The army did not manage to send troops" asserts of sending that it was not done; "plans to send" asserts nothing of it;
"there is no evidence that it sent" denies it. What somebody else says in the clause is not asserted by the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.clauses import Content, auxiliaries, is_infinitive, modal, perfect
from onrecord.extract.cues import true_lemma, verb_cue
from onrecord.extract.propositions.lexicon import listed
from onrecord.model import Mood

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
DEEP = 4  # frames within frames
POSSIBLE = frozenset({"may", "might", "could", "can"})
EMERGES = frozenset({"emerge", "transpire", "happen", "follow", "appear", "seem", "show", "prove", "confirm", "turn"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """A word of action with the clause that tells its subject, its mood, and whether it is said to be so.

    Attributes:
        head: The verb, or the noun that names the action.
        verb: The verb whose subject does it, where ``head`` has none of its own.
    """

    head: Token
    affirmed: bool = True
    mood: Mood = Mood.ACTUAL


def assertions(content: Content) -> Iterator[Assertion]:
    """What the main clauses of a claim assert, in order; nothing of a question."""
    inside = {t.i for t in content.tokens}
    seen: set[int] = set()
    for root in content.roots:
        if is_asked(root):
            continue
        planned = is_infinitive(root) and not perfect(root) and any(map(names_plan, content.roots))
        for found in unfolded(Assertion(root, mood=Mood.AHEAD if planned else Mood.ACTUAL), inside, 0):
            if found.head.i not in seen:
                seen.add(found.head.i)
                yield found


def names_plan(word: Token) -> bool:
    """Whether a word beside an infinitive makes it a plan or a wish: "planning to invade", "an attempt to kill"."""
    return word.pos_ == "NOUN" or true_lemma(word.lemma_) in listed("verbs", "ahead")


def is_asked(root: Token) -> bool:
    """Whether the clause is a question, or one that "whether" leaves open."""
    last = root.sent[-1]
    end = last.text if not last.is_space and not last.is_quote else root.sent.text.rstrip(' \n"”’')[-1:]
    whether = any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in root.children)
    wh = any(
        c.tag_ in ("WP", "WRB", "WDT") and c.i < root.i and c.dep_ not in ("nsubj", "nsubjpass", "mark")
        for c in root.children
    ) and root.dep_ in ("ccomp", "pcomp")
    return end == "?" or whether or wh


def unfolded(found: Assertion, inside: set[int], depth: int) -> Iterator[Assertion]:
    """The assertion itself, or what stands in its frame, and those of the verbs that "and" joins to it."""
    verb = found.head
    yield from framed(found, inside, depth)
    for other in verb.children:
        joined = other.dep_ == "conj" and other.pos_ in VERBS
        if (joined or other.dep_ == "parataxis") and other.i in inside and depth < DEEP and other.pos_ in VERBS:
            yield from unfolded(follower(found, other), inside, depth + 1)
    yield from described(verb, inside)


def described(verb: Token, inside: set[int]) -> Iterator[Assertion]:
    """Relative clauses that a comma sets off tell something of their own: "the bridge, which the militia struck"."""
    for noun in verb.children:
        if noun.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr"):
            continue
        for clause in (c for c in noun.children if c.dep_ == "relcl" and c.i in inside):
            before = clause.left_edge.i - 1
            if before >= 0 and clause.doc[before].text in (",", "–", "—"):
                yield from framed(judged(Assertion(clause)), inside, 1)


def follower(first: Assertion, other: Token) -> Assertion:
    """The assertion of a verb joined to another: it takes over the auxiliaries where it has none and no subject."""
    own = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "neg") for c in other.children)
    plain = other.tag_ in ("VB", "VBN", "VBG")
    if own or not plain:
        return Assertion(other)
    base = judged(Assertion(first.head))
    return Assertion(other, base.affirmed, base.mood)


def framed(found: Assertion, inside: set[int], depth: int) -> Iterator[Assertion]:
    """The verb itself, or what its frame ("began to", "is said to", "no evidence that") puts forward."""
    here = judged(found) if found.head.pos_ in VERBS else found
    if depth >= DEEP:
        return
    inner = complement(here.head)
    if inner is None or inner.i not in inside:
        yield here
        return
    step = through(here, inner)
    if step is not None:
        yield from unfolded(step, inside, depth + 1)


def complement(verb: Token) -> Token | None:
    """The verb that a frame puts forward: its infinitive, gerund or clause."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "oprd") and child.pos_ in VERBS and child.i > verb.i:
            return child
        if child.dep_ in ("acomp", "attr") and child.i > verb.i:
            inner = next((c for c in child.children if c.dep_ in ("xcomp", "ccomp", "acl") and c.pos_ in VERBS), None)
            if inner is not None and (inner.dep_ != "acl" or is_evidence(child)):
                return inner
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "to", "in", "by") and is_framing(verb):
            inner = next((c for c in child.children if c.dep_ == "pcomp"), None)
            if inner is not None and inner.pos_ in VERBS:
                return inner
    return evidence_clause(verb)


def is_framing(verb: Token) -> bool:
    """Whether a gerund behind a preposition is what the verb is about: "refrained from sending", "succeeded in"."""
    word = true_lemma(verb.lemma_)
    return word in listed("verbs", "undone") or word in listed("verbs", "ahead") or word in ("stop", "succeed", "short")


def is_evidence(noun: Token) -> bool:
    """Whether a noun says what there is to show for a thing."""
    return noun.lemma_.lower() in listed("nouns", "evidence")


def evidence_clause(verb: Token) -> Token | None:
    """The clause of "found no evidence that …", "there is no sign that …"."""
    for noun in verb.children:
        if noun.dep_ in ("dobj", "attr", "nsubj") and is_evidence(noun):
            return next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and c.pos_ in VERBS), None)
    return None


def through(frame: Assertion, inner: Token) -> Assertion | None:
    """What a frame makes of the verb in it; None where the frame is somebody's saying or names no such thing."""
    verb, word = frame.head, true_lemma(frame.head.lemma_)
    if any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in inner.children):
        return None
    if (evidence := next((n for n in verb.children if is_evidence(n) and inner in n.children), None)) is not None:
        without = any(c.lower_ in ("no", "little", "any") for c in evidence.children) or not frame.affirmed
        doubt = evidence.lemma_.lower() in ("doubt", "question")
        return Assertion(inner, without == doubt if without else not doubt, frame.mood)
    if inner.dep_ == "ccomp" and inner.tag_ != "VB" and not is_small(inner):
        return of_clause(frame, inner)
    if word in listed("verbs", "undone") or (word == "stop" and inner.dep_ != "xcomp"):
        return Assertion(inner, not frame.affirmed, frame.mood)
    if is_passive(verb) and word in listed("verbs", "told"):
        return Assertion(inner, frame.affirmed, frame.mood)
    if word in listed("verbs", "ahead") or verb.pos_ == "AUX" or ahead_of(verb):
        return Assertion(inner, frame.affirmed, Mood.AHEAD) if not is_yet(verb) else Assertion(inner, False, Mood.OPEN)
    if word in ("have",) and is_yet(verb):
        return Assertion(inner, False, Mood.OPEN)
    if word in ("seem", "appear") and not is_passive(verb):
        return Assertion(inner, frame.affirmed, Mood.POSSIBLE)
    if word in listed("verbs", "through"):
        return Assertion(inner, frame.affirmed, frame.mood)
    if word in ("stop", "cease", "halt", "end"):
        return None
    return frame


def of_clause(frame: Assertion, inner: Token) -> Assertion | None:
    """A clause behind a verb: put forward where nobody else says it ("it emerged that …"), else somebody's saying."""
    subject = next((c for c in frame.head.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
    word = true_lemma(frame.head.lemma_)
    nobody = subject is None or (subject.lower_ in ("it", "there") and not verb_cue(word))
    if nobody and (word in EMERGES or frame.head.pos_ == "AUX"):
        return Assertion(inner, frame.affirmed, frame.mood)
    return None if verb_cue(word) or word in listed("verbs", "told") else frame


def is_small(verb: Token) -> bool:
    """Whether a clause has no finite verb: "saw the army shelling the town", "denied sending"."""
    finite = ("VBD", "VBP", "VBZ", "MD")
    return verb.tag_ not in finite and not any(a.tag_ in finite for a in auxiliaries(verb))


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def ahead_of(verb: Token) -> bool:
    """Whether the verb only announces: "is going to", "is about to", "is set to"."""
    return true_lemma(verb.lemma_) == "go" and verb.tag_ == "VBG"


def is_yet(verb: Token) -> bool:
    """Whether "yet" or "so far" stands beside the verb."""
    near = [c for c in verb.children if c.dep_ in ("advmod", "neg", "acomp", "attr")]
    return any(c.lower_ in listed("negation", "open") for c in near)


def judged(found: Assertion) -> Assertion:
    """The assertion with what the verb's own auxiliaries and negation make of it."""
    verb = found.head
    mood, affirmed = mood_of(verb), found.affirmed
    if denied(verb):
        affirmed = not affirmed
        if is_yet(verb) and mood is Mood.ACTUAL:
            mood = Mood.OPEN
    return replace(found, affirmed=affirmed, mood=stronger(found.mood, mood))


def stronger(outer: Mood, inner: Mood) -> Mood:
    """The mood of a clause in another's frame: what is not put forward as so outside is not inside."""
    return inner if outer is Mood.ACTUAL else outer


def mood_of(verb: Token) -> Mood:
    """What the auxiliaries say: "may have" is possible, "will" and "must" lie ahead."""
    aux = modal(verb)
    if aux is None:
        return Mood.AHEAD if verb.tag_ == "VB" and is_order(verb) else Mood.ACTUAL
    word = aux.lower_
    if word in ("could", "can", "ca") and denied(verb):
        return Mood.ACTUAL  # who could not do it did not
    if word in POSSIBLE or (perfect(verb) and word in ("must", "should")):
        return Mood.POSSIBLE
    return Mood.AHEAD


def is_order(verb: Token) -> bool:
    """Whether a bare verb is an order or a wish: nothing stands before it that makes it finite."""
    return verb.dep_ in ("ROOT", "ccomp") and not auxiliaries(verb)


def denied(verb: Token) -> bool:
    """Whether the verb is negated, by its adverb, its subject or its object: "sent no troops"."""
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in ("never", "neither") and child.dep_ in ("advmod", "preconj")):
            return True
        if child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no":
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            empty = child.lower_ in listed("negation", "no")
            if empty or any(d.lower_ in ("no", "neither") and d.dep_ in ("det", "preconj") for d in child.children):
                return True
            if any(d.lower_ == "not" and d.i < child.i and d.dep_ in ("neg", "preconj") for d in child.children):
                return True
    return False
