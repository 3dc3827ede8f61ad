"""The parties to an action: who a noun phrase names, or of what kind and whose the thing is that it describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.actors.phrase import left_edge
from onrecord.extract.figures.holder import named_in
from onrecord.extract.figures.syntax import lemma
from onrecord.extract.propositions.lexicon import listed, verb_of_noun
from onrecord.model import Span, Speaker, SpeakerType, Term
from onrecord.values.name import is_capital_or_seat, state_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.actors import Actors

DEEP = 3  # so many "of" phrases are looked through: "one of a group of thousands of soldiers"
LONGEST = 12  # words of a phrase as it is kept
FIRST = frozenset({"i", "we", "us", "me", "our", "my", "myself", "ourselves"})
THINGS = frozenset({"it", "them", "they"})  # as an object, seldom the one whom the reader of pronouns takes them for
SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"WP", "WDT", "WP$"})
HELD = (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE)
DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Terms:
    """Makes terms from the tokens of one article.

    Attributes:
        speaker: Who says the claim, for "we" and "I"; None where the article speaks itself.
    """

    actors: Actors
    speaker: Speaker | None = None

    def of(self, head: Token, link: str = "") -> Term | None:
        """The term of a noun phrase or pronoun; None for a time, a way, or a word that stands for nobody known."""
        head = counted(antecedent_of(head))
        if head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$", *RELATIVE):
            return self._pronoun(head, link)
        if head.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM") or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
            return None
        return self._named(head, link) or self._described(head, link)

    def all_of(self, head: Token, link: str = "") -> tuple[Term, ...]:
        """The terms of a phrase and of those that "and" joins to it, in order."""
        heads = [head, *(c for c in head.conjuncts if c.i > head.i)]
        return tuple(t for h in heads[:4] if (t := self.of(h, link)) is not None)

    def _pronoun(self, head: Token, link: str) -> Term | None:
        if head.lower_ in FIRST:
            return self.spoken(head, link)
        actor = self.actors.actor(head)
        if actor is None or (head.lower_ in THINGS and head.dep_ not in SUBJECTS):
            return None
        if actor.type is SpeakerType.UNNAMED and actor.name and " of " not in actor.name:
            return Term(name=actor.name.split()[-1].lower(), text=actor.name, span=place((head,)), link=link)
        if actor.type not in HELD:
            return None
        return Term(name=actor.name, text=head.text, span=place((head,)), named=is_name(actor.name), link=link)

    def spoken(self, head: Token, link: str = "") -> Term | None:
        """The speaker as a party, at the place of ``head``: "we", or the one who denies a thing of himself."""
        if self.speaker is None or self.speaker.type is SpeakerType.DOCUMENT:
            return None
        name = self.speaker.name
        if self.speaker.type is SpeakerType.UNNAMED:
            name = name.split()[-1].lower()
        return Term(name=name, text=head.text, span=place((head,)), named=is_name(name), of=self.speaker.of, link=link)

    def _named(self, head: Token, link: str) -> Term | None:
        if head.pos_ != "PROPN" and not (
            head.text[:1].isupper() and head.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")
        ):
            return None
        actor = self.actors.actor(head)
        if actor is None:
            words = [t for t in phrase_of(head) if t.text[:1].isupper()]
            name = self.actors.canonical(" ".join(t.text for t in words) or head.text)
        else:
            name = actor.name
        if actor is not None and actor.type in (SpeakerType.UNNAMED, SpeakerType.DOCUMENT):
            return None
        if link and is_capital_or_seat(head.text):
            name = head.text  # behind a preposition a capital is a place, not the state it stands for
        state = self.actors.state(head)
        of = state if state and state != name and not state_of(name) else None
        return Term(name=name, text=words_of(head), span=place(phrase_of(head)), named=True, of=of, link=link)

    def _described(self, head: Token, link: str) -> Term | None:
        noun = lemma(head)
        if noun in listed("nouns", "never") or head.pos_ == "NUM" or (head.pos_ == "ADJ" and not counts_as_noun(head)):
            return None
        actor = self.actors.actor(head)
        if actor is not None and actor.type in HELD and is_full_name(actor.name):
            of = self.actors.state(head)
            name = actor.name
            return Term(name=name, text=words_of(head), span=place(phrase_of(head)), named=True, of=of, link=link)
        of = named_in(head, self.actors) or self._within(head)
        return Term(
            name=noun, text=words_of(head), span=place(phrase_of(head)), of=of, kinds=tuple(kinds_of(head)), link=link
        )

    def _within(self, head: Token) -> str | None:
        """The place that a thing stands in, named right behind it: "the bridge at Norwick"."""
        for prep in head.rights:
            if prep.dep_ == "prep" and prep.lower_ in ("in", "at", "near", "over", "on"):
                for noun in (c for c in prep.children if c.dep_ == "pobj" and c.pos_ == "PROPN"):
                    name = self._named(noun, "in")
                    return name.name if name else None
        return None


def counted(head: Token) -> Token:
    """The noun that is meant, behind those that only count or gather it: "soldiers" of "thousands of soldiers"."""
    for _ in range(DEEP):
        if head.pos_ == "PROPN" or not (lemma(head) in listed("nouns", "counting") or head.pos_ == "NUM"):
            return head
        inner = next((g for c in head.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), None)
        if inner is None:
            return head
        head = inner
    return head


def counts_as_noun(head: Token) -> bool:
    """Whether an adjective stands for people: "the wounded"."""
    return head.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj") and any(c.dep_ == "det" for c in head.lefts)


def kinds_of(head: Token) -> Iterator[str]:
    """Words before a noun that tell it from others, without names, numbers and judgements."""
    for child in head.lefts:
        if child.dep_ in ("amod", "compound", "nmod") and child.pos_ not in ("PROPN", "NUM") and child.text.islower():
            word = lemma(child)
            if word not in listed("nouns", "plain") and child.tag_ not in ("JJR", "JJS") and not DIGIT.search(word):
                yield word


def phrase_of(head: Token) -> tuple[Token, ...]:
    """A noun with what stands before it, from its left edge; a few words at most."""
    start = max(left_edge(head), head.i - LONGEST, head.sent.start)
    return tuple(head.doc[start : head.i + 1])


def words_of(head: Token) -> str:
    """The phrase as written, on one line."""
    tokens = phrase_of(head)
    return " ".join(head.doc[tokens[0].i : head.i + 1].text.split())


def place(tokens: tuple[Token, ...]) -> Span:
    """The characters from the first to the last token."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def is_name(words: str) -> bool:
    """Whether an actor's name is a name and no description."""
    return words[:1].isupper()


def is_full_name(words: str) -> bool:
    """Whether an actor is called by a name, and not by what it is ("Norlandic army", "Norland's defence minister")."""
    return is_name(words) and words.split()[-1][:1].isupper()


def antecedent_of(head: Token) -> Token:
    """What "which" or "whom" of a relative clause stands for; any other word itself."""
    if head.tag_ in ("WDT", "WP"):
        clause = next((a for a in head.ancestors if a.dep_ == "relcl"), None)
        if clause is not None and clause.head.pos_ in ("NOUN", "PROPN"):
            return clause.head
    return head


def names_action(head: Token) -> str | None:
    """The verb that a noun stands for: "deploy" for "deployment"."""
    noun = lemma(head)
    before = head.nbor(-1).lower_ if head.i > head.sent.start else ""
    return verb_of_noun(f"{before} {noun}") or verb_of_noun(noun)
