"""The propositions of the claims of one article: who did what to whom, said to be so or denied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.clauses import Content, is_infinitive, perfect
from onrecord.extract.cues import true_lemma, verb_cue
from onrecord.extract.propositions.event import Event, paired
from onrecord.extract.propositions.events import accused, propositions
from onrecord.extract.propositions.frames import Assertion, assertions, judged, stronger
from onrecord.extract.propositions.lexicon import listed
from onrecord.extract.propositions.terms import Terms
from onrecord.extract.propositions.verbs import lemma_of
from onrecord.model import Certainty, Claim, Kind, Mood, Proposition, Speaker, TimeSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors
    from onrecord.values.time import TimeMention

MOST = 8  # propositions of one claim
PLAIN = 2  # of what says more than this, a challenge may mean any
ACCUSES = frozenset({"accuse", "blame", "suspect"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the propositions of an article are read from."""

    doc: Doc
    actors: Actors
    times: Sequence[TimeMention]
    starts: Sequence[int]

    def of(self, claim: Claim) -> tuple[Proposition, ...]:
        """The propositions of one claim, in order, each once."""
        if self._leaves_open(claim):
            return ()
        content = Content.of(self.doc, claim.content)
        terms = Terms(self.actors, speaker_of(claim))
        found: dict[tuple[object, ...], Proposition] = {}
        for said, made in self._told(claim, content, terms):
            if len(found) < MOST:
                turned = made.affirmed != (claim.certainty is Certainty.DENIED)
                mood = stronger(mood_of(claim, said), made.mood)
                dated = replace(made, affirmed=turned, mood=mood, when=self._when(made, said.head))
                found.setdefault(key(dated), self._with_doer(dated, claim, said, terms))
        return tuple(found.values())

    def _told(self, claim: Claim, content: Content, terms: Terms) -> Iterator[tuple[Assertion, Proposition]]:
        """Each proposition as the words have it, with the assertion that it was read from."""
        if self._cue_words(claim) & ACCUSES:
            for deed in content.tokens:
                if deed.dep_ in ("pcomp", "pobj") and deed.head.lower_ in ("of", "for"):
                    yield from ((Assertion(deed), made) for made in accused(terms, content, deed))
            return
        if done := self._performed(claim, content, terms):
            yield done
        for told in assertions(content):
            said = self._presented(claim, told)
            if said is not None:
                yield from ((said, made) for made in propositions(terms, said))

    def _leaves_open(self, claim: Claim) -> bool:
        """Whether the cue says that the content is neither known nor denied ("could not confirm", "doubted")."""
        for word in self._cue(claim):
            beside = {c.lower_ for up in (word, word.head) for c in up.children if c.dep_ in ("cc", "preconj")}
            if beside & {"neither", "nor"}:
                return True
            if true_lemma(word.lemma_) in listed("verbs", "undone") - {"deny"} and holds_back(word):
                return True
        if claim.kind is not Kind.DISPUTE or claim.certainty is Certainty.DENIED:
            return False
        return bool(self._cue_words(claim) & listed("verbs", "open"))

    def _presented(self, claim: Claim, said: Assertion) -> Assertion | None:
        """The assertion as its cue puts it: what is wanted, planned or foreseen lies ahead.

        A noun alone is asserted only by a cue that vouches for it or denies it: to condemn an attack tells nothing.
        """
        words = self._cue_words(claim)
        noun = said.head.pos_ not in ("VERB", "AUX")
        denied = claim.certainty is Certainty.DENIED
        if words & listed("verbs", "undone") and not denied and not noun:
            return replace(said, affirmed=not said.affirmed)
        if noun and words and not words & listed("verbs", "vouching"):
            return None
        cues = [cue for word in words if (cue := verb_cue(word)) is not None]
        wanted = any(cue.kind == "wants" for cue in cues) or words & listed("verbs", "ahead")
        bare = noun or is_infinitive(said.head) or said.head.tag_ in ("VBG", "VB", "VBZ", "VBP")
        foreseen = any("predicts" in cue.flags for cue in cues)
        if bare and (wanted or foreseen) and not perfect(said.head):
            return replace(said, mood=Mood.AHEAD)
        return said

    def _performed(self, claim: Claim, content: Content, terms: Terms) -> tuple[Assertion, Proposition] | None:
        """A deed that is done by saying so: "the court convicted Roe", "parliament did not approve the law"."""
        cue = next((t for t in self._cue(claim) if true_lemma(t.lemma_) in listed("verbs", "performed")), None)
        thing = next((t for t in content.roots if t.pos_ in ("NOUN", "PROPN")), None)
        if cue is None or thing is None or cue.pos_ != "VERB":
            return None
        who, what = terms.spoken(thing), terms.of(thing)
        if what is None:
            return None
        judged_ = judged(Assertion(cue))
        deed = Event(action=lemma_of(cue), word=cue, agents=(who,) if who else (), patients=(what,))
        return next(((judged_, made) for made in paired(deed, judged_)), None)

    def _cue_words(self, claim: Claim) -> set[str]:
        return {true_lemma(t.lemma_) for t in self._cue(claim)}

    def _cue(self, claim: Claim) -> Iterator[Token]:
        for span in claim.attribution.cue:
            yield from self.doc.char_span(span.start, span.end, alignment_mode="expand") or ()

    def _with_doer(self, made: Proposition, claim: Claim, said: Assertion, terms: Terms) -> Proposition:
        """Whose the deed is when only its noun is given: the speaker's who denies it or claims it."""
        bare = made.agent is None and said.head.pos_ in ("NOUN", "PROPN") and own_deed(said.head)
        if not bare:
            return made
        taken = "responsibility" in self._cue_words(claim)
        own = claim.certainty is Certainty.DENIED or taken
        return replace(made, agent=terms.spoken(said.head)) if own else made

    def _when(self, made: Proposition, word: Token) -> TimeSpan | None:
        """The time in the same sentence that stands nearest to the action, where it is one of days."""
        sentence = word.sent
        first = bisect_left(self.starts, sentence.start_char)
        near = []
        for mention in self.times[first:]:
            if mention.span.start >= sentence.end_char:
                break
            if mention.timex_type in ("DATE", "TIME") and mention.time.start and mention.time.end:
                near.append((abs(mention.span.start - made.span.start), mention.span.start, mention.time))
        return min(near, key=lambda n: n[:2])[2] if near else None


def read_propositions(
    claims: Iterable[Claim], doc: Doc, actors: Actors, times: Iterable[TimeMention]
) -> tuple[Claim, ...]:
    """The claims of one article, each with what it says of who did what to whom.

    Args:
        claims: In the order of the text, each knowing what it disputes.
        doc: The parse of the article.
        actors: Its actors.
        times: Its time expressions.
    """
    ordered = sorted(times, key=lambda m: m.span)
    reading = Reading(doc, actors, ordered, [m.span.start for m in ordered])
    said = [replace(c, says=found) if (found := reading.of(c)) else c for c in claims]
    by_id = {c.id: c for c in said}
    return tuple(replace(c, says=denied) if (denied := challenged(c, by_id, doc)) else c for c in said)


def challenged(claim: Claim, by_id: dict[str, Claim], doc: Doc) -> tuple[Proposition, ...]:
    """What a claim denies by challenging another, where it has no account of its own ("called it false")."""
    if not claim.disputes or claim.kind is not Kind.DISPUTE or not is_bare(Content.of(doc, claim.content)):
        return ()
    own = {p.action for p in claim.says}
    turned = tuple(
        replace(p, affirmed=not p.affirmed, answers=target)
        for target in claim.disputes
        if target in by_id and len(by_id[target].says) <= PLAIN
        for p in by_id[target].says
        if p.mood is Mood.ACTUAL and p.answers is None and p.action not in own
    )
    return (*claim.says, *turned)


def is_bare(content: Content) -> bool:
    """Whether words only point at what was said ("the accusation", "that it was baseless"), and not at how many."""
    words = {t.lemma_.lower() for t in content.tokens}
    if words & listed("challenge", "numbers") or any(t.like_num for t in content.tokens):
        return False
    if words & listed("challenge", "sayings"):
        return not words & listed("challenge", "evidence")
    verbs = [t for t in content.tokens if t.pos_ == "VERB"]
    return not verbs and bool(words & (listed("nouns", "part_in") | listed("challenge", "pointing")))


def holds_back(cue: Token) -> bool:
    """Whether a cue of refusal is of speaking, and so of no deed: "refused to confirm"."""
    words = (true_lemma(c.lemma_) for c in cue.children if c.dep_ == "xcomp")
    return any(word in listed("verbs", "empty") for word in words)


def speaker_of(claim: Claim) -> Speaker | None:
    """Who says "we" in a claim."""
    return claim.attribution.chain[-1] if claim.attribution.chain else None


def mood_of(claim: Claim, said: Assertion) -> Mood:
    """What the claim as a whole makes of its clauses: a forecast and a condition say nothing of what was done."""
    if claim.certainty is Certainty.CONDITIONAL:
        return Mood.AHEAD
    if claim.certainty is Certainty.FORECAST or claim.kind is Kind.FORECAST:
        return Mood.ACTUAL if is_past(said.head) else Mood.AHEAD
    return Mood.POSSIBLE if claim.certainty is Certainty.POSSIBLE and not is_past(said.head) else Mood.ACTUAL


def is_past(verb: Token) -> bool:
    """Whether the verb tells what was done: in the past or the perfect without a modal."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(a.tag_ == "MD" for a in helpers):
        return False
    return verb.tag_ == "VBD" or any(a.tag_ in ("VBD",) or a.lower_ in ("has", "have", "’ve", "'ve") for a in helpers)


def own_deed(noun: Token) -> bool:
    """Whether the noun phrase gives no doer of its own."""
    return not any(c.lower_ == "by" or c.dep_ == "poss" for c in noun.children)


def key(made: Proposition) -> tuple[object, ...]:
    """What makes two propositions of one claim the same."""
    parties = (made.agent, made.patient, made.place)
    return (made.action, made.affirmed, made.mood, *((t.name, t.of) if t else None for t in parties))
