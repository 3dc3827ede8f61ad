"""What claims say without figures, ready to compare: each proposition with its deeds and parties, names made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from onrecord.model import Article, Certainty, Claim, Kind, Mood, Proposition, Term, TimeSpan
from onrecord.reconcile.making import canonical_names
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.peoples import Peoples, state_named
from onrecord.reconcile.statements.lexicon import deeds_of, is_lasting, nouns, thing, turned
from onrecord.values.name import fold

LATER = {
    Mood.POSSIBLE: "only possible",
    Mood.AHEAD: "a plan, a forecast, a wish or a condition",
    Mood.OPEN: "not done as yet, which a later report does not contradict",
}


@dataclass(frozen=True, kw_only=True)  # without slots: what follows from it is worked out once and kept
class Party:
    """One party to a deed.

    Attributes:
        key: What it is compared by: its folded name, or the noun that stands for its like.
        state: The state that it is, is of, or speaks for.
        near: Whose or where it is, folded; empty where nobody says.
    """

    term: Term
    key: str
    state: str | None = None
    near: str = ""

    @property
    def named(self) -> bool:
        """Whether it has a name."""
        return self.term.named

    @property
    def is_state(self) -> bool:
        """Whether it is a state itself."""
        return self.named and self.state is not None and fold(self.state) == self.key

    @property
    def acts_for_state(self) -> bool:
        """Whether what it does its state does: its forces, its government, whoever leads or speaks for it."""
        return self.state is not None and (self.named or self.key in nouns("forces"))

    @property
    def rare(self) -> bool:
        """Whether its words alone tell it from most others."""
        return self.named or bool(self.near) or self.key not in nouns("common")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One proposition of one claim.

    Attributes:
        index: Its place among those of the claim.
    """

    claim: Claim
    index: int
    article: Article
    agent: Party | None
    patient: Party | None
    place: Party | None
    others: tuple[Party, ...] = ()

    @property
    def proposition(self) -> Proposition:
        """The proposition itself."""
        return self.claim.says[self.index]

    @cached_property
    def ref(self) -> tuple[str, int]:
        """What names it."""
        return (self.claim.id, self.index)

    @cached_property
    def deeds(self) -> dict[str, tuple[bool, bool]]:
        """By deed, whether it says yes to it, and whether the opposite may well follow it."""
        found = {}
        for deed in deeds_of(self.proposition.action):
            base, opposite, follows = turned(deed)
            found[base] = (self.proposition.affirmed != opposite, follows)
        return found

    @cached_property
    def lasting(self) -> bool:
        """Whether one of its deeds stretches over months."""
        return any(map(is_lasting, self.deeds))

    @cached_property
    def aside(self) -> str:
        """Why it is no answer to whether the deed was done; empty where it is one."""
        claim = self.claim
        if self.proposition.mood is not Mood.ACTUAL:
            return LATER[self.proposition.mood]
        if claim.kind is Kind.OPINION:
            return "an opinion"
        return "a condition" if claim.certainty is Certainty.CONDITIONAL else ""

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """The first and last day on which the article can have been published."""
        published = self.article.published
        return (published.start, published.end) if published else None

    @cached_property
    def time(self) -> TimeSpan | None:
        """The days of the deed, be they a year, where both ends are given."""
        when = self.proposition.when
        return when if when is not None and when.start is not None and when.end is not None else None

    @cached_property
    def done(self) -> TimeSpan | None:
        """The days of the deed, where the words give them closely."""
        return self.time if self.time is not None and self.time.precision in ("day", "week", "month") else None

    @cached_property
    def voice(self) -> tuple[str, ...]:
        """Who says it within the article."""
        return tuple(fold(s.name) for s in self.claim.attribution.path)

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Who did it, to what, where."""
        return tuple(p for p in (self.agent, self.patient, self.place) if p is not None)

    @cached_property
    def order(self) -> tuple[date, str, int, str, int]:
        """By day, article and place: the same for any order of arrival."""
        day = self.days[0] if self.days else date.max
        return (day, self.article.id, self.proposition.span.start, self.claim.id, self.index)


def make_said(
    claims: Iterable[Claim], articles: Mapping[str, Article], peoples: Peoples, memory: Memory | None = None
) -> list[Said]:
    """Every proposition of the claims that may meet another, in order."""
    memory = memory or Memory()
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.says:
            by_article.setdefault(claim.article, []).append(claim)
    told = {key: memory.kept("names", key, tuple(some), names_of) for key, some in by_article.items()}
    names = canonical_names(dict.fromkeys((n for some in told.values() for n in some), 1), peoples)
    found: list[Said] = []
    for key, some in by_article.items():
        given = (articles[key], tuple(some), tuple([names[n] for n in told[key]]))
        found += memory.answered("said", key, given, peoples, said_in)
    return sorted(found, key=lambda s: s.order)


def names_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The names in what claims say, each once."""
    terms = (t for claim in claims for p in claim.says for t in terms_of(p))
    return tuple(dict.fromkeys(n for t in terms for n in (t.name if t.named else None, t.of) if n))


type Telling = tuple[Article, tuple[Claim, ...], tuple[str, ...]]


def said_in(given: Telling, peoples: Peoples) -> list[Said]:
    """Every proposition of one article that may meet another: its claims, and what the names in them stand for."""
    article, claims, standing = given
    names = dict(zip(names_of(claims), standing, strict=True))
    return [said for claim in claims for said in said_by(claim, article, names, peoples)]


def said_by(claim: Claim, article: Article, names: Mapping[str, str], peoples: Peoples) -> list[Said]:
    """Every proposition of one claim that may meet another."""
    found = [
        Said(
            claim=claim,
            index=index,
            article=article,
            agent=party(p.agent, names, peoples),
            patient=party(p.patient, names, peoples),
            place=party(p.place, names, peoples),
            others=tuple(made for t in p.others if (made := party(t, names, peoples))),
        )
        for index, p in enumerate(claim.says)
    ]
    return [s for s in found if any(p.rare for p in s.parties)]


def terms_of(said: Proposition) -> Iterator[Term]:
    """All parties of a proposition as written."""
    yield from (t for t in (said.agent, said.patient, said.place, *said.others) if t is not None)


def party(term: Term | None, names: Mapping[str, str], peoples: Peoples) -> Party | None:
    """A party with its names made one across the pile."""
    if term is None:
        return None
    of = names.get(term.of, term.of) if term.of else None
    if term.named:
        name = names.get(term.name, term.name)
        state = state_named(name, peoples) or (state_named(of, peoples) if of else None)
        return Party(term=term, key=fold(name) or name.lower(), state=state, near=fold(of) if of else "")
    state = state_named(of, peoples) if of else None
    return Party(term=term, key=thing(term.name), state=state, near=fold(of) if of else "")


def speaks_for_itself(said: Said) -> bool:
    """Whether the claim is in an outlet's own voice."""
    return not said.claim.attribution.path
