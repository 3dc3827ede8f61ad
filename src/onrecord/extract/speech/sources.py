"""Who may speak, through whom, and how a noun phrase becomes a link of the chain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.actors.lexicon import words as listed
from onrecord.extract.cues import (
    is_outlet,
    mute_pronoun,
    names_document,
    names_letter,
    names_no_speaker,
    names_people,
    names_talk,
    noun_cue,
    relays_words,
    tells_making,
    tells_showing,
)
from onrecord.extract.speech import tree
from onrecord.extract.speech.behalf import on_behalf_of, together
from onrecord.model import Span, Speaker, SpeakerType, hull
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.actors import Actor, Actors

_OWN = ("i", "we", "you", "us", "me", "one", "my", "our", "your", "myself", "ourselves")
_TIMES = ("DATE", "TIME")
_VAGUE = ("other", "another", "local", "same", "such", "rival", "unnamed", "foreign", "own", "entire", "whole")
_AGAIN = 2  # words of a phrase that only points back to a document: "the report"
_LONG = 8  # words; a longer phrase is cut where a clause begins in it
_PARTICIPLE = 5  # words behind a noun that belong to what it is called
_BODIES = listed("bodies") | listed("organisation_heads")
_SOCIAL_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")


def can_speak(token: Token, kind: str) -> bool:
    """Whether a noun phrase may be the source of a cue of this kind.

    Evidence ("shows", "suggests") needs a person, a body or a document: that high losses suggest trouble is the
    article's own inference.
    """
    lower = token.lower_
    if mute_pronoun(lower) and not (lower == "it" and kind == "says") and next(token.children, None) is None:
        return False
    if token.pos_ in ("VERB", "AUX", "ADP", "SCONJ", "PUNCT", "SPACE") or token.text.startswith("@"):
        return False
    if token.pos_ == "PROPN" or token.ent_type_ in _SOCIAL_ENTITIES or token.pos_ in ("PRON", "NUM", "DET"):
        return token.pos_ != "PRON" or kind != "shows" or lower in ("he", "she", "they", "who")
    known = names_people(token.lemma_) or names_people(lower) or names_document(token.lemma_) or _names_body(token)
    if kind in ("shows", "wants", "judges"):
        return known
    return known or not (names_no_speaker(token.lemma_) or token.ent_type_ in _TIMES)


def _names_body(token: Token) -> bool:
    """Whether the noun is one for bodies, however it ends: "the utility", "the municipality", "its military wing"."""
    return token.tag_ in ("NN", "NNP") and bool({token.lower_, token.lemma_.lower()} & _BODIES)


def first_or_second_person(token: Token) -> bool:
    """Whether the source is "I", "we" or "you": inside a quotation, its speaker; outside, the article's own voice."""
    if token.lower_ == "one":
        return next(token.children, None) is None
    return token.lower_ in _OWN and token.text != "US"


def author(token: Token, actors: Actors) -> Speaker | None:
    """Who wrote the article, where "I" or "we" of its own text speaks and its byline or publisher says who that is."""
    lower, article = token.lower_, actors.article
    single = lower == "i" and len(article.byline) == 1
    name = article.byline[0] if single else article.publisher if lower == "we" else None
    if name is None:
        return None
    type_ = SpeakerType.PERSON if single else SpeakerType.ORGANISATION
    return Speaker(name=name, text=token.text, span=Span(token.idx, token.idx + len(token)), type=type_)


def relays(source: Token) -> tuple[Token, ...]:
    """Outlets that the noun phrase names as carrying its words: "a source quoted in the Herald"."""
    for part in source.children:
        if part.dep_ in ("acl", "relcl") and relays_words(part.lemma_) and tree.passive(part):
            carrier = tree.agent(part) or tree.after(part, "in") or tree.after(part, "on")
            if carrier is not None and carrier.ent_type_ not in ("DATE", "TIME"):
                return (carrier,)
    return ()


def cited_by(verb: Token, source: Token) -> tuple[Token, ...]:
    """Sources that the speaker leans on: "the agency, citing two officials, said ..."."""
    holder = citing(verb, source)
    cited = tree.child(holder, "dobj", "pobj") if holder is not None else None
    return (cited,) if cited is not None else ()


def citing(verb: Token, source: Token) -> Token | None:
    """The participle of "..., citing two officials" that goes with a cue."""
    above = verb.head.children if verb.dep_ in ("advcl", "parataxis", "ccomp") else ()
    holders: list[Token] = [*source.children, *verb.children, *above]
    wrong = ("nsubj", "dobj", "pobj", "ROOT")
    return next((h for h in holders if h.lower_ in ("citing", "quoting") and h.dep_ not in wrong), None)


def told(verb: Token) -> Token | None:
    """The outlet that the words were given to: "told the Herald", "in an interview with the Herald"."""
    candidates = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if verb.lemma_.lower() == "tell":
        for c in candidates:
            if named_outlet(c):
                return c
    for part in verb.children:
        if part.tag_ == "VBN" and part.dep_ in ("advcl", "acl", "prep", "ccomp") and relays_words(part.lemma_):
            by = tree.agent(part)
            if by is not None:
                return by  # "..., as cited by the Herald"
    for word in ("in", "to", "during"):
        noun = tree.after(verb, word)
        if noun is not None and word == "to" and named_outlet(noun):
            return noun
        if noun is not None and names_talk(noun.lemma_):
            for link in ("with", "to", "for", "by", "on", "in"):
                holder = tree.after(noun, link) or tree.after(verb, link)
                if holder is not None and named_outlet(holder):
                    return holder
    return None


def written(verb: Token) -> Token | None:
    """A paper that others saw and that holds what is said: "in a letter shown to the Herald, she asked for ..."."""
    for part in verb.children:
        if part.dep_ == "prep" and part.lower_ == "in":
            noun = tree.child(part, "pobj")
            if noun is not None and names_letter(noun.lemma_) and any(_was_seen(t) for t in noun.subtree):
                return noun
    return None


def _was_seen(word: Token) -> bool:
    return word.dep_ in ("acl", "relcl") and word.tag_ == "VBN" and tells_showing(word.lemma_)


def named_outlet(token: Token) -> bool:
    """Whether a noun phrase names a newspaper, agency or broadcaster."""
    if token.pos_ not in ("PROPN", "NOUN") or token.ent_type_ == "PERSON":
        return False
    words = tree.phrase(token)
    named = token.pos_ == "PROPN" or any(w.pos_ == "PROPN" for w in words)
    if any(names_people(w.lower_) and not is_outlet(w.lower_) for w in words):
        return False  # "Harbour News anchor Anna Berg" is a person
    name = [w.text for w in words if w.pos_ in ("PROPN", "NOUN")]
    return named and (is_outlet(" ".join(name)) or name[-1].lower() in listed("outlet_names"))


def speaker(token: Token, actors: Actors) -> Speaker:
    """The link of the chain that a noun phrase stands for, with its canonical name where it has one.

    Up to three named speakers joined by "and" are one link, which bears their names together.
    """
    joined = together(token, actors)
    if joined:
        span = hull(a.span for a in joined)
        names = [_flat(a.name) for a in joined]
        name = f"{', '.join(names[:-1])} and {names[-1]}"
        return Speaker(name=name, text=span.of(text_of(token.doc)), span=span, type=joined[0].type)
    link = _one(token, actors)
    of = on_behalf_of(token, actors, document=link.type is SpeakerType.DOCUMENT)
    return replace(link, of=of) if of is not None and of != link.name else link


def _one(token: Token, actors: Actors) -> Speaker:
    actor = actors.actor(token)
    if actor is None and token.lower_ == "it" and (doer := _own_doer(token)) is not None:
        link = _one(doer, actors)
        spoken = link.type if _is_named(actors.actor(doer)) or doer.pos_ != "PROPN" else SpeakerType.ORGANISATION
        return replace(link, type=spoken)
    if actor is None and (noun := tree.antecedent(token, token.head)) is not token:
        # "Experts who worry that …": the experts do, though what is marked is "who".
        return replace(_one(noun, actors), text=token.text, span=Span(token.idx, token.idx + len(token)))
    phrase = _short(tree.phrase(token), token)
    words = phrase if _is_named(actor) or names_people(token.lemma_) else _with_participle(phrase, token)
    span = Span(words[0].idx, words[-1].idx + len(words[-1]))
    text = span.of(text_of(token.doc))
    document = names_document(token.lemma_)
    if not _is_named(actor) and noun_cue(token.lemma_) and document and token.tag_.startswith("NN"):
        again = actor is not None and actor.type is SpeakerType.DOCUMENT and len(words) <= _AGAIN
        name = _flat(actor.name) if actor and again else bare(text)
        return Speaker(name=name, text=text, span=span, type=_thing(token))
    if (kind := _kind_before(token)) is not None and not _is_named(actor):
        own = Span(words[0].doc[kind.i + 1].idx, span.end)
        return Speaker(name=_flat(own.of(text_of(token.doc))), text=text, span=span, type=SpeakerType.ORGANISATION)
    if actor is not None:
        name = _flat(actor.name) if words == phrase else bare(text)
        type_ = SpeakerType.ORGANISATION if actor.type is SpeakerType.UNNAMED and _is_body(token) else actor.type
        return Speaker(name=name, text=text, span=span, type=type_, office=actor.office)
    document = document or any(names_document(w.lemma_) and w.dep_ == "nsubj" for w in words)
    body = SpeakerType.ORGANISATION if _is_body(token) else SpeakerType.UNNAMED
    type_ = SpeakerType.DOCUMENT if document else body
    return Speaker(name=bare(text), text=text, span=span, type=type_)


def _is_body(token: Token) -> bool:
    """Whether the one body of its kind speaks: "the coast guard", "the provincial government", "the union CGT-B"."""
    if _kind_before(token) is not None:
        return True
    if token.tag_ not in ("NN", "NNP") or any(c.dep_ == "det" and c.lower_ in ("a", "an", "one") for c in token.lefts):
        return False
    told = [c for c in token.lefts if c.dep_ in ("compound", "amod", "poss", "nmod") and c.lower_ not in _VAGUE]
    if token.lower_ in listed("bodies_told"):
        return bool(told)
    definite = any(c.dep_ in ("det", "poss") for c in token.lefts) or bool(told)
    return definite and (token.lower_ in listed("bodies") or token.lower_ in listed("organisation_heads"))


def _kind_before(token: Token) -> Token | None:
    """The word for its kind before a body's name: "the charity Safe Shore", "the labour federation LF-B"."""
    kinds = [c for c in token.lefts if c.dep_ in ("compound", "nmod", "amod") and c.lower_ in _BODIES]
    kinds = [c for c in kinds if c.text.islower()]
    return kinds[-1] if kinds and token.text[:1].isupper() and any(c.lower_ == "the" for c in token.lefts) else None


def _own_doer(token: Token) -> Token | None:
    """Who did what "it" says: the subject of the clause before the cue, as in "Nortel cut 300 jobs, it said"."""
    verb = token.head
    clauses = [c for c in (*verb.children, verb.head) if c.dep_ in ("ccomp", "ROOT") and c.i < token.i]
    doer = next((d for c in clauses if (d := tree.subject(c)) is not None), None)
    return doer if doer is not None and doer.pos_ in ("PROPN", "NOUN") and doer.tag_ in ("NN", "NNP", "NNPS") else None


def _short(words: list[Token], head: Token) -> list[Token]:
    """The phrase up to a clause or a participle within it: "dozens of papers | ranging from … to …"."""
    for at, word in enumerate(words):
        hangs = word.dep_ in ("acl", "relcl") and word.i > head.i and word.head.i != head.i
        if hangs and len(words) > _LONG:
            cut = min(t.i for t in word.subtree)
            return [w for w in words[:at] if w.i < cut] or words
    return words


def _is_named(actor: Actor | None) -> bool:
    return actor is not None and actor.type in (SpeakerType.ORGANISATION, SpeakerType.PERSON, SpeakerType.STATE)


def _with_participle(words: list[Token], head: Token) -> list[Token]:
    """The phrase with the few words right behind it that tell how it was made: "a first count made from the air"."""
    part = next((c for c in head.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.i == words[-1].i + 1), None)
    if part is None or words[-1].i != head.i or not tells_making(part.lemma_):
        return words
    tail = sorted(tree.tokens(part))
    whole = tail == list(range(part.i, part.i + len(tail))) and len(tail) <= _PARTICIPLE
    return [*words, *(head.doc[i] for i in tail)] if whole and not any(head.doc[i].is_punct for i in tail) else words


def _thing(token: Token) -> SpeakerType:
    """As in "Reports" and "estimates" that nobody owns are an unnamed source; one report is a document."""
    plural = token.tag_ == "NNS"
    owned = any(c.dep_ in ("poss", "compound") and c.pos_ == "PROPN" for c in token.children)
    return SpeakerType.UNNAMED if plural and not owned else SpeakerType.DOCUMENT


def _flat(name: str) -> str:
    """A name on one line; the text may have a tab or a line break in it."""
    return " ".join(name.split())


def bare(text: str) -> str:
    """The words on one line, without an article before them."""
    words = text.split()
    return " ".join(words[1:] if len(words) > 1 and words[0].lower() in ("the", "a", "an") else words)
