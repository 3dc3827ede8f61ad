"""Claims that judge or challenge: opinion by the words of judgement, dispute by the words that call others wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.clauses import Content, infinitive_of, modal, negated, perfect, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.speech import Statement

_OPENERS = frozenset({"please", "do", "don't", "never", "just", "and", "but", "so", "now", "always", "then"})
_COMPLEMENTS = ("dobj", "ccomp", "xcomp", "prep", "dative", "prt", "advmod", "acomp", "attr")
ENOUGH = 2  # signs of judgement that make an opinion in a report; in an opinion piece one is enough


def is_opinion(content: Content, statement: Statement | None, *, opinion_piece: bool) -> bool:
    """Whether a claim judges: says what ought to be, calls something good or bad, or asks in order to assert."""
    if any(_ought(head) or _verdict(head) or _demands(head) for head in content.heads) or _set_phrase(content):
        return True
    if statement is None and _rhetorical(content):
        return opinion_piece
    signs = sum(_sign(token) for token in content.tokens)
    if statement is None and any(_first_person(token) for token in content.tokens):
        signs += 1
    return signs >= (1 if opinion_piece else ENOUGH) and (statement is None or signs >= ENOUGH)


def _ought(head: Token) -> bool:
    """Whether it says "should", "must", "ought", "should have", "deserves": what is right; not "must have been"."""
    if head.lower_ == "ought" and (inner := infinitive_of(head)) is not None:
        return not perfect(inner)
    aux = modal(head)
    if aux is not None and aux.lower_ in words("opinion", "modals"):
        return aux.lower_ != "must" or not perfect(head)
    return head.pos_ == "VERB" and head.lemma_.lower() in words("opinion", "verbs") and not perfect(head)


def _demands(head: Token) -> bool:
    """Whether it is an imperative: "Stop the war", "Do not trust them", "Let us rebuild"; not "Read more"."""
    if head.dep_ != "ROOT" or head.tag_ not in ("VB", "VBP") or head.lemma_.lower() in words("opinion", "service"):
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") or c.tag_ in ("MD", "TO") for c in head.children):
        return False
    before = [t for t in head.sent if t.i < head.i and t.is_alpha]
    opens = all(t.lower_ in _OPENERS or t.dep_ in ("aux", "neg") for t in before)
    return opens and any(c.dep_ in _COMPLEMENTS for c in head.children)


def _set_phrase(content: Content) -> bool:
    """Whether it has words that judge as they stand: "no excuse for", "it is high time"."""
    text = "".join(t.lower_ + t.whitespace_ for t in content.tokens)
    return any(phrase in text for phrase in words("opinion", "phrases"))


def _verdict(head: Token) -> bool:
    """Whether it says "it is perverse that", "is deeply concerning": a predicate that judges."""
    if (
        head.tag_ == "VBG"
        and head.lower_ in words("opinion", "adjectives")
        and not any(c.dep_ == "dobj" for c in head.children)
    ):
        return True  # "is deeply concerning", which the parser takes for a verb
    if head.lemma_ not in ("be", "seem", "become", "remain", "look"):
        return False
    for child in head.children:
        if child.dep_ not in ("acomp", "attr", "oprd"):
            continue
        lower = child.lower_
        if child.pos_ == "NOUN" and child.lemma_.lower() in words("opinion", "nouns"):
            return True
        if lower in words("opinion", "adjectives") and (
            lower not in words("opinion", "plain") or _clausal(head, child)
        ):
            return True
    return False


def _clausal(head: Token, adjective: Token) -> bool:
    """Whether the predicate judges a clause: "it is wrong to", "it is vital that"."""
    subject = next((c for c in head.children if c.dep_ in ("nsubj", "expl", "csubj")), None)
    clause = any(c.dep_ in ("ccomp", "xcomp", "advcl") for w in (head, adjective) for c in w.children)
    return clause and subject is not None and (subject.lower_ in ("it", "what") or subject.dep_ == "csubj")


def _rhetorical(content: Content) -> bool:
    return bool(content.tokens) and content.tokens[-1].text == "?"


def _sign(token: Token) -> bool:
    """One sign of judgement: an adjective, an adverb or a noun that judges."""
    lower = token.lower_
    if token.pos_ == "ADJ" and lower in words("opinion", "adjectives") - words("opinion", "plain"):
        return True
    if token.pos_ == "NOUN":
        return token.lemma_.lower() in words("opinion", "loaded")
    if token.pos_ == "VERB":
        return token.lemma_.lower() in words("opinion", "blaming") or _needs(token)
    return token.pos_ == "ADV" and lower in words("opinion", "adverbs")


def _needs(verb: Token) -> bool:
    """As in "the council needs to act": what it should do."""
    return verb.lemma_ == "need" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children)


def _first_person(token: Token) -> bool:
    return token.pos_ == "PRON" and token.lower_ in words("opinion", "first_person")


def is_dispute(content: Content, statement: Statement | None) -> bool:
    """Whether a claim challenges another: by its cue, or because it calls what was said false or without evidence."""
    if statement is not None and not _refuses(content, statement):
        by_cue = statement.doubts and statement.cue_lemma.lower() in words("denial", "doubting")
        if denies(content, statement) or by_cue:
            return True
        if statement.cue_lemma.lower() in words("denial", "challenging") or _named_false(content, statement):
            return True
    return any(_challenges(head, content) or _calls_false(head) or _lacks_evidence(head) for head in content.heads)


def _named_false(content: Content, statement: Statement) -> bool:
    """As in "called the figure of 500 a fabrication", where the parse may hang the name on the number."""
    if statement.cue_lemma.lower() not in words("denial", "naming"):
        return False
    lemmas = {t.lemma_.lower() for t in content.tokens} | {t.lower_ for t in content.tokens}
    false = words("denial", "adjectives") | words("denial", "nouns")
    return bool(lemmas & words("denial", "sayings")) and bool(lemmas & false)


def denies(content: Content, statement: Statement) -> bool:
    """Whether the speaker says that the content is not so: not "nobody knows", not "denied entry"."""
    known = statement.cue_lemma.lower() not in words("denial", "ignorance")
    return statement.denies and known and not _refuses(content, statement)


def _refuses(content: Content, statement: Statement) -> bool:
    """Whether the speaker turns down a thing and disputes no saying: "rejected the request", "denied entry"."""
    lemma = statement.cue_lemma.lower()
    things = [root.lemma_.lower() for root in content.roots if root.pos_ in ("NOUN", "PROPN") or _gerund(root)]
    if not things or len(things) < len(content.roots):
        return False
    if lemma == "deny":
        return all(thing in words("denial", "grants") for thing in things)
    return lemma in words("denial", "refusing") and not any(thing in words("denial", "sayings") for thing in things)


def _gerund(root: Token) -> bool:
    return root.tag_ == "VBG" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in root.children)


def _challenges(head: Token, content: Content) -> bool:
    """Whether it says "contradicts", "rejected the report": with what is challenged in the same claim."""
    lemma = head.lemma_.lower()
    if negated(head) or head.pos_ != "VERB":
        return False
    objects = [c for c in head.children if c.dep_ in ("dobj", "ccomp", "nsubjpass", "xcomp") and content.holds(c)]
    if lemma in words("denial", "challenging"):
        return bool(objects)
    return lemma in words("denial", "rejecting") and any(
        c.lemma_.lower() in words("denial", "sayings") for c in objects
    )


def _calls_false(head: Token) -> bool:
    """Whether it says "the claims are false", "appeared to be unfounded"."""
    for verb in (head, *(c for c in head.children if c.dep_ == "xcomp")):
        for child in verb.children:
            if child.dep_ not in ("acomp", "attr", "oprd") or negated(verb):
                continue
            if child.lower_ in words("denial", "adjectives") and _of_saying(head, verb) and not _clausal(head, child):
                return True
            if child.lemma_.lower() in words("denial", "nouns") and child.pos_ == "NOUN" and _of_saying(head, verb):
                return True
    return False


def _of_saying(head: Token, verb: Token) -> bool:
    """Whether the subject is something said; the plainest words of falsehood need no such subject."""
    for word in (head, verb):
        for child in word.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
                return child.lemma_.lower() in words("denial", "sayings") or child.lower_ in (
                    "this",
                    "that",
                    "it",
                    "these",
                    "those",
                    "they",
                )
    return False


def _lacks_evidence(head: Token) -> bool:
    """Whether it says "there is no evidence that", "found no proof of"."""
    if head.lemma_ not in ("be", "find", "see", "have", "exist", "emerge", "provide", "present", "show", "contain"):
        return False
    return any(
        child.dep_ in ("attr", "dobj", "nsubj", "nsubjpass")
        and child.lemma_.lower() in words("denial", "absent")
        and any(d.lower_ in ("no", "little", "scant") for d in child.children)
        and (
            child.lemma_.lower() not in words("denial", "absent_clause")
            or any(d.dep_ in ("acl", "ccomp") for d in child.children)
        )
        for child in head.children
    )
