"""Origins: who first uttered a claim. Origins, not articles and not outlets, are what corroboration counts.

The origin is the last link of the chain. A claim in the article's own voice has the outlet as its origin; a copy has
the outlet of what it copies. Where the last link is itself an outlet of the pile, its articles are searched for the
same figure and their origin is taken; two outlets that cite each other lead nowhere, and that is said. An unnamed last
link stays unnamed: whether it is independent of the others cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Article, Claim, Mode, Speaker, SpeakerType
from onrecord.reconcile import lists
from onrecord.reconcile.identities import Identities, office_key
from onrecord.reconcile.offices import Offices
from onrecord.reconcile.peoples import STOPS, Peoples, state_in, state_named
from onrecord.reconcile.ranges import point
from onrecord.values.name import body_state, fold

Needle = tuple[str, str, str]  # an outlet, a measure and a number in it
STORY = 200  # so many articles of a story are searched for what a person speaks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who first uttered a claim.

    Attributes:
        known: Whether the origin is known, so that its independence of others can be judged.
        key: What independence is counted by: a state and its organs count as one.
        side: The state that it speaks for, where it is a state or an organ of one.
        own_voice: Whether the outlet says it itself.
        circular: Whether outlets cite each other for it, so that nobody is at the end of the chain.
        prose: The name as it stands in a sentence, where that differs.
        note: What the reader must know of how the origin was found; empty when there is nothing to say.
    """

    name: str
    known: bool
    key: str
    side: str | None = None
    own_voice: bool = False
    circular: bool = False
    note: str = ""
    prose: str = ""

    @property
    def in_prose(self) -> str:
        """The name as it stands in a sentence."""
        return self.prose or self.name


@dataclass(slots=True)
class Tracer:
    """Finds the origin of every claim of a pile."""

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    who: Identities
    peoples: Peoples = field(default_factory=dict)
    outlets: dict[str, str] = field(init=False)
    saying: dict[Needle, list[Claim]] = field(init=False)
    offices: dict[str, tuple[str, str]] = field(init=False)
    citing: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        self.offices = self._offices()
        self.outlets = {fold(a.outlet): a.outlet for a in self.articles.values() if a.publisher}
        names = "|".join(sorted((re.escape(bare(name)) for name in self.outlets.values()), key=len, reverse=True))
        said = rf"\b({names}),? (?:has |had )?(?:reported|reports|wrote|writes|said|says)\b"
        cited = rf"\baccording to (?:the )?({names})\b"
        self.citing = re.compile(f"{said}|{cited}", re.IGNORECASE) if names else None
        self.saying = {}
        for claim in sorted(self.claims, key=lambda c: (c.article, c.content, c.id)):
            for needle in self._needles(claim, fold(self.articles[claim.article].outlet)):
                self.saying.setdefault(needle, []).append(claim)

    def trace(self) -> dict[str, Origin]:
        """The origin of each claim, by claim id."""
        return {claim.id: self.origin(claim) for claim in self.claims}

    def origin(self, claim: Claim, path: tuple[str, ...] = ()) -> Origin:
        """The origin of one claim; ``path`` holds the outlets that were passed through on the way here."""
        original = self.original(claim)
        outlet, link = original.outlet, last_link(claim)
        if link is None and (other := self._cited_in(claim.text)) and other != fold(outlet):
            return self._through(claim, other, (*path, fold(outlet)))
        if link is None:
            known = original.publisher is not None  # two files that name no publisher may be of one
            return Origin(name=outlet, known=known, key=f"outlet {fold(outlet)}", own_voice=True)
        if unnamed(link):
            return self._by_office(claim, link) or self._unnamed(claim, link, outlet)
        cited = fold(link.name)
        if cited in self.outlets and cited != fold(outlet):
            return self._through(claim, cited, (*path, fold(outlet)))
        if cited == fold(outlet):
            return Origin(name=outlet, known=True, key=f"outlet {cited}", own_voice=True)
        return self._by_office(claim, link) or self._named(link, claim.article)

    def _by_office(self, claim: Claim, link: Speaker) -> Origin | None:
        """The person whom an article of the story gives the office that a link without a name speaks by, if just one.

        One article's "mayor of Norwick" and another's mayor by name are one origin. "A spokesman for Norwick" or "the
        minister" may be somebody else.
        """
        asked = office_key(f"{link.name} {link.of or ''}")
        if len(asked) < 2 or not asked & {fold(word) for word in lists.words("origins", "sole_offices")}:
            return None
        story = self.articles[claim.article].story
        holders = [
            h
            for h in self.who.holders(link, claim.article)
            if any(a == claim.article or (story and self.articles[a].story == story) for a in h.articles)
        ]
        if len(holders) != 1:
            return None
        name = holders[0].name
        behind = self._named(replace(link, name=name, text=name, type=holders[0].type), claim.article)
        return replace(behind, note=f"“{link.text}” is {name}, as an article of the story says.")

    def _cited_in(self, words: str) -> str | None:
        """The outlet of the pile that the words themselves give as their source: "…, Meldra Today reported"."""
        hit = self.citing.search(words) if self.citing else None
        return fold(hit[1] or hit[2]) if hit else None

    def original(self, claim: Claim) -> Article:
        """The article that had the words of a claim first; its own where they are in no passage that it shares.

        Where it is known which articles copy which, but not in which passages, through copies of copies.
        """
        article = self.articles[claim.article]
        seen = {article.id}
        while source := next(
            (self.articles[key] for key in article.taken_from(claim.content) if key in self.articles), None
        ):
            if source.id in seen:
                break
            seen.add(source.id)
            if article.passages:  # its spans are this article's: they say nothing of places in the other one
                return source
            article = source
        return article

    def _offices(self) -> dict[str, tuple[str, str]]:
        """What the people of the pile speak for, by canonical name."""
        links = [(link, c.article) for c in self.claims if (link := last_link(c)) and not unnamed(link)]
        bodies = {self.who.canonical(x, article) for x, article in links if x.type is SpeakerType.ORGANISATION}
        told: dict[str, list[str]] = {}
        for key in sorted(self.articles):
            told.setdefault(self.articles[key].story or key, []).append(self.articles[key].text)
        texts: dict[str, dict[str, None]] = {}
        persons: dict[str, set[str]] = {}
        for link, article in links:
            if link.type is SpeakerType.PERSON:
                story = told[self.articles[article].story or article]
                texts.setdefault(link.name, {}).update(dict.fromkeys(story[:STORY]))
                persons.setdefault(link.name, set()).add(self.who.canonical(link, article))
        found = Offices(bodies, self.peoples).find({name: tuple(seen) for name, seen in texts.items()})
        by_person: dict[str, set[tuple[str, str]]] = {}
        for name, tie in found.items():
            for person in persons[name]:
                by_person.setdefault(person, set()).add(tie)
        return {name: next(iter(ties)) for name, ties in by_person.items() if len(ties) == 1}

    def _named(self, link: Speaker, article: str) -> Origin:
        name = self.who.canonical(link, article)
        kind, what = self.offices.get(name, ("", "")) if link.type is SpeakerType.PERSON else ("", "")
        if kind == "body":
            body = Speaker(name=what, text=what, span=link.span, type=SpeakerType.ORGANISATION)
            behind = self._named(body, article)
            return replace(behind, name=name, note=f"{name} speaks for {the_body(what)}.")
        side = side_of(replace(link, name=name), self.peoples) or (what if kind == "state" else None)
        name = side if side and link.type is SpeakerType.STATE else name
        return Origin(name=name, known=True, key=f"state {side}" if side else f"name {fold(name)}", side=side)

    def _unnamed(self, claim: Claim, link: Speaker, outlet: str) -> Origin:
        before = claim.attribution.path[-2] if len(claim.attribution.path) > 1 else None
        if before and not unnamed(before) and self._own(before, link):
            return replace(self._named(before, claim.article), note=f"{before.name} names no source but “{link.text}”.")
        within = before.name if before and not unnamed(before) else outlet
        return Origin(
            name=f"unnamed (“{link.text}”) in {within}",
            known=False,
            key=f"unnamed {fold(link.text)} in {fold(within)}",
            side=side_of(link, self.peoples),
            prose=f"an unnamed source{said_to_be(link.text)} in {within}",
        )

    def _own(self, before: Speaker, link: Speaker) -> bool:
        """Whether the nearer speaker vouches for it: a person who names nobody, a body that gives out its own paper."""
        paper = link.type is SpeakerType.DOCUMENT and fold(before.name) not in self.outlets
        return before.type is SpeakerType.PERSON or paper

    def _through(self, claim: Claim, cited: str, path: tuple[str, ...]) -> Origin:
        outlet = self.outlets[cited]
        if cited in path:
            ring = " and ".join(sorted({self.outlets.get(p, p) for p in path[path.index(cited) :]}))
            note = f"{ring} cite each other for it, so that where it was first said is not known."
            return Origin(
                name=f"unknown: {ring} cite each other", known=False, key=f"ring {ring}", circular=True, note=note
            )
        for needle in self._needles(claim, cited):
            for said in self.saying.get(needle, ()):
                return self.origin(said, path)
        return Origin(name=outlet, known=True, key=f"outlet {cited}")

    @staticmethod
    def _needles(claim: Claim, outlet: str) -> Iterable[Needle]:
        groups = lists.meeting_groups()
        measures = [" ".join(f.measure.lower().split()) for f in claim.figures]
        numbers = [str(point(f.quantity)) for f in claim.figures]
        return [(outlet, groups.get(m, m), n) for m, n in zip(measures, numbers, strict=True)]


def said_to_be(words: str) -> str:
    """What is said of an unnamed source, in brackets; empty when the words say nothing ("a video", "they")."""
    return "" if words.lower().strip(" .:") in lists.words("origins", "nobody") else f" (“{words}”)"


def bare(name: str) -> str:
    """The name of an outlet without its article."""
    return name.removeprefix("The ").removeprefix("the ")


def the_body(name: str) -> str:
    """The name of a body in prose: "the Civil Protection Directorate"."""
    return name if name.lower().startswith("the ") or " " not in name else f"the {name}"


def root(home: list[int], i: int) -> int:
    """The group that ``i`` is in."""
    while home[i] != i:
        home[i] = home[home[i]]
        i = home[i]
    return i


def join(home: list[int], a: int, b: int) -> None:
    """Put two groups together, under the lower number."""
    low, high = sorted((root(home, a), root(home, b)))
    home[high] = low


def last_link(claim: Claim) -> Speaker | None:
    """The first utterer that the article names; None when it speaks itself."""
    if claim.attribution.mode is Mode.NARRATOR or not claim.attribution.path:
        return None
    return claim.attribution.path[-1]


def unnamed(link: Speaker) -> bool:
    """Whether nobody is named: "officials", or papers without an owner ("intelligence assessments")."""
    if link.type is SpeakerType.UNNAMED:
        return True
    words = link.name.split()
    return not any(w[:1].isupper() for w in words) and bool(
        {w.lower() for w in words} & lists.words("origins", "ownerless")
    )


def side_of(link: Speaker, peoples: Peoples) -> str | None:
    """The state that a speaker is or speaks for: a state, a body of one, or an office with a state's name beside it."""
    whole = state_named(link.name, peoples) if link.type is SpeakerType.STATE or fold(link.name) in peoples else None
    if whole:
        return whole
    body = body_state(link.name)
    if body:
        return body
    words = f"{link.text} {link.name}"
    if not {w.strip(STOPS).lower() for w in words.split()} & lists.words("origins", "official"):
        return None
    return state_in(words, peoples)
