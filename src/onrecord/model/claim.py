"""Claims: who said what, how sure it was made to sound, and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.text import Span, content_id
from onrecord.model.value import Figure, TimeSpan


class Mode(StrEnum):
    """How a statement is given: in the speaker's words, in the reporter's, in both, or by the article's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"


class SpeakerType(StrEnum):
    """What a link of the chain is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Stance(StrEnum):
    """How the article's own voice stands to what it reports."""

    NEUTRAL = "neutral"
    ADOPTS = "adopts"  # "pointed out that": the article takes it for true
    DOUBTS = "doubts"  # "claimed without evidence", "so-called"
    REJECTS = "rejects"  # "falsely claimed", "the claim, which is untrue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of a chain: the words that name it, their place, and the canonical name they resolve to.

    Attributes:
        of: Whom a speaker speaks for or belongs to, where the words say it: "a spokesman for the water board".
        office: What the article says that a person named is: "mayor of Norwick".
    """

    name: str
    text: str
    span: Span
    type: SpeakerType
    of: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said it: the cue and the chain of speakers, nearest to the reader first, first utterer last.

    Attributes:
        via: Who was told it and so brought it to the article, where the words say so: "told the Norwick Courier",
            "in an interview with". They carry the words and vouch for nothing, so they are no speakers.
    """

    mode: Mode
    cue: tuple[Span, ...] = ()
    chain: tuple[Speaker, ...] = ()
    stance: Stance = Stance.NEUTRAL
    via: tuple[Speaker, ...] = ()

    @property
    def path(self) -> tuple[Speaker, ...]:
        """The way the words took to the reader: who carried them, then the speakers, the first utterer last."""
        return (*self.via, *self.chain)


class Kind(StrEnum):
    """What sort of assertion a claim is."""

    FACT = "fact"
    OPINION = "opinion"
    FORECAST = "forecast"
    DISPUTE = "dispute"


class Certainty(StrEnum):
    """How sure the claim is made to sound, by whoever makes it."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    HEDGED = "hedged"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that soften a claim, kept as the speaker said them."""

    text: str
    span: Span


class Slant(StrEnum):
    """What a loaded word does beside naming a thing: judge it, enlarge it, make little of it, or soften it."""

    LABELLING = "labelling"
    INTENSIFYING = "intensifying"
    BELITTLING = "belittling"
    EUPHEMISM = "euphemism"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A word or phrase of a claim that judges what it names."""

    text: str
    span: Span
    slant: Slant


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """Words of likelihood and the range of ICD 203 for them; None where the scale has no row."""

    words: str
    low: float | None
    high: float | None


class Mood(StrEnum):
    """Whether a proposition is put forward as so, or only as something that may be."""

    ACTUAL = "actual"  # it was done, is being done, or was not
    POSSIBLE = "possible"  # it may have been done
    AHEAD = "ahead"  # a forecast, a plan, a wish, an order, a condition
    OPEN = "open"  # it has not been done yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One party to an action: who did it, what it was done to, or where.

    Attributes:
        name: Canonical in the article for what has a name; else the dictionary form of its noun ("bridge").
        text: The phrase as written. span: Its place.
        named: Whether it has a name.
        of: Whose or where it is, by name: "North Korea" of "North Korean soldiers" and of "soldiers from North Korea".
        kinds: Dictionary forms of the words that tell it from others of its noun: "railway" of "the railway bridge".
        link: The preposition that ties it to the action; empty for a subject or an object.
    """

    name: str
    text: str
    span: Span
    named: bool = False
    of: str | None = None
    kinds: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Who did what to whom, as a claim says it or says that it is not so.

    Attributes:
        action: The dictionary form of the verb with its particle; of a noun that names an action, that of its verb.
        span: The word of the action.
        agent: Who did it; the doer of a passive. patient: What it was done to, or what befell it.
        place: Where, or whither. others: Further parties by name ("signed a treaty with Norland").
        affirmed: False where it is said that it is not so.
        when: The time that the words give for it.
        answers: Where a claim challenges another without words of its own, the id of that claim; its spans are there.
    """

    action: str
    span: Span
    agent: Term | None = None
    patient: Term | None = None
    place: Term | None = None
    others: tuple[Term, ...] = ()
    affirmed: bool = True
    mood: Mood = Mood.ACTUAL
    when: TimeSpan | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion at one place.

    Attributes:
        content: Its spans in the cleaned text; the id hashes the article and these.
        text: The content's words, spans joined by " … ".
        affirmed: False when the claim says that something is not so.
        due: For a forecast, the last day by which it should have come true.
        disputes: Ids of the claims of the same article that this one challenges.
        loaded: Its loaded words.
        says: Who did what to whom, as its main clauses have it.
    """

    id: str
    article: str
    content: tuple[Span, ...]
    text: str
    kind: Kind
    attribution: Attribution
    certainty: Certainty
    affirmed: bool = True
    hedges: tuple[Hedge, ...] = ()
    likelihood: Likelihood | None = None
    due: date | None = None
    figures: tuple[Figure, ...] = ()
    disputes: tuple[str, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    says: tuple[Proposition, ...] = ()

    @staticmethod
    def make_id(article: str, content: tuple[Span, ...]) -> str:
        """The id of the claim at ``content`` of ``article``."""
        return content_id(article, *(f"{s.start}-{s.end}" for s in content))
