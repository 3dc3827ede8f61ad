"""Origins: who first uttered a claim. Origins, not articles and not outlets, are what corroboration counts.

The origin is the last link of the chain. A claim in the article's own voice has the outlet as its origin, or the agency
that the article is from; a copy has the outlet of what it copies. Where the last link is itself an outlet of the pile,
its articles are searched for the same figure and their origin is taken, the earliest that leads anywhere; outlets that
cite each other and nobody else lead nowhere, and that is said. A spokesman without a name is the body that he speaks
for. Any other unnamed last link stays unnamed: whether it is independent of the others cannot be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from onrecord.model import Article, Claim, Speaker, SpeakerType
from onrecord.reconcile import lists
from onrecord.reconcile.identities import Identities, Identity
from onrecord.reconcile.links import by_office, last_link, side_of, unnamed
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.offices import Offices
from onrecord.reconcile.outlets import Outlets
from onrecord.reconcile.peoples import Peoples, state_named
from onrecord.reconcile.ranges import point
from onrecord.reconcile.telling import is_hearsay, is_voice, serves
from onrecord.values.name import fold

Needle = tuple[str, str, str]  # an outlet, a measure and a number in it
STORY = 200  # so many articles of a story are searched for what a person speaks for
CITING = "reported|reports|wrote|writes|said|says"
CITES = re.compile(rf"\b(?:{CITING}|according to)\b", re.IGNORECASE)
WORD = re.compile(r"\w+")
PATTERNS = 1024  # of outlets cited that are kept
SAYINGS = 20  # so many claims of an outlet are followed for one figure


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
        apart: For an unknown one, what tells it from another of the same key, who may be somebody else: the article.
        ring: The keys of the outlets that cite each other for it, where they do.
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
    apart: str = ""
    ring: tuple[str, ...] = ()

    @property
    def in_prose(self) -> str:
        """The name as it stands in a sentence."""
        return self.prose or self.name


@dataclass(frozen=True, slots=True)
class Way:
    """What a claim alone tells of where it is from.

    Attributes:
        link: The first utterer that the article names, if any.
        named: Whether it names somebody. nameless: Whether it names nobody, or many.
        office: Whether it is an office that one alone has in a place.
        cites: Whether a claim without a link may name another outlet in its own words.
    """

    link: Speaker | None
    named: bool = False
    nameless: bool = False
    office: bool = False
    cites: bool = False


def way_of(claim: Claim) -> Way:
    """Where a claim is from, as far as it tells itself."""
    link = last_link(claim)
    if link is None:
        return NOBODY_CITED if CITES.search(claim.text) is None else Way(None, cites=True)
    nobody = unnamed(link)
    return Way(link, named=not nobody, nameless=nobody or is_hearsay(link), office=by_office(link))


NOBODY_CITED = Way(None)


@dataclass(slots=True)
class Tracer:
    """Finds the origin of every claim of a pile."""

    articles: Mapping[str, Article]
    claims: Sequence[Claim]
    who: Identities
    peoples: Peoples = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    outlets: Outlets = field(init=False)
    offices: dict[str, tuple[str, str]] = field(init=False)
    citing: dict[str, list[str]] = field(init=False)  # the outlets by the first word of their names
    _cited: dict[str, str | None] = field(default_factory=dict)
    _originals: dict[str, Article] = field(default_factory=dict)
    _voices: dict[str, Origin] = field(default_factory=dict)
    _behind: dict[tuple[str, ...], Origin] = field(default_factory=dict)
    _sides: dict[tuple[str, ...], str | None] = field(default_factory=dict)
    _counting: dict[Needle, list[Claim]] | None = None
    _saying: dict[Needle, list[Claim]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.offices = self._offices()
        self.outlets = Outlets(self.articles, self.claims, self.memory)
        self.citing = self.memory.noted("citing", self.outlets.names, _by_first_word)

    def saying(self, needle: Needle) -> Sequence[Claim]:
        """The claims of an outlet that give a number, the earliest first."""
        if self._counting is None:  # seldom asked for
            self._counting = self.memory.noted("counting", self.claims, self._by_needle)
        if needle not in self._saying:
            self._saying[needle] = self._vouched(self._counting.get(needle, ()))[:SAYINGS]
        return self._saying[needle]

    def _by_needle(self, claims: Sequence[Claim]) -> dict[Needle, list[Claim]]:
        found: dict[Needle, list[Claim]] = {}
        counting = [c for c in claims if c.figures]
        for claim in sorted(counting, key=lambda c: (*self._age(c), c.article, c.content, c.id)):
            for key in self._needles(claim, fold(self.articles[claim.article].outlet)):
                found.setdefault(key, []).append(claim)
        return found

    def _age(self, claim: Claim) -> tuple[int]:
        published = self.articles[claim.article].published
        return ((published.start if published else date.max).toordinal(),)

    def _vouched(self, claims: Sequence[Claim]) -> list[Claim]:
        """The claims of an outlet less those of its own voice from the day on which it names a source for the same."""
        sourced = [self._age(c) for c in claims if self.cited(c) or self._way(c).link]
        first = min(sourced, default=(date.max.toordinal() + 1,))
        return [c for c in claims if self._age(c) < first or self.cited(c) or self._way(c).link]

    def trace(self) -> dict[str, Origin]:
        """The origin of each claim, by claim id."""
        return {claim.id: self.origin(claim) for claim in self.claims}

    def origin(self, claim: Claim, path: tuple[str, ...] = (), seen: set[str] | None = None) -> Origin:
        """The origin of one claim.

        Args:
            claim: One of the pile's.
            path: The outlets that were passed through on the way here.
            seen: Ids of the claims that were followed before, and led back to where they came from.
        """
        original, way = self.original(claim), self._way(claim)
        own, link = fold(original.outlet), way.link
        if cited := self.cited(claim):
            seen = set() if seen is None else seen
            seen.add(claim.id)
            return self._through(claim, cited, (*path, own), seen)
        if seen is not None:
            seen.add(claim.id)
        if link is None or self.outlets.find(link, own) == own:
            return self._own_voice(original)
        held = self._by_office(claim, link) if way.office else None
        if way.nameless:
            return held or self._by_voice(claim, link) or self._unnamed(claim, link, original)
        return held or self.behind(link, claim.article)

    def _way(self, claim: Claim) -> Way:
        return self.memory.noted("way", claim, way_of)

    def cited(self, claim: Claim) -> str | None:
        """The folded name of the other outlet of the pile that a claim is from, by its chain or by its own words."""
        if claim.id not in self._cited:
            own, way = fold(self.original(claim).outlet), self._way(claim)
            cited = self.outlets.find(way.link, own) if way.link else self._cited_in(claim.text) if way.cites else None
            self._cited[claim.id] = cited if cited != own else None
        return self._cited[claim.id]

    def _own_voice(self, article: Article) -> Origin:
        """The outlet itself, or the agency that the article is from."""
        known = self._voices.get(article.id)
        if known is None:
            known = self._voices[article.id] = self._found_voice(article)
        return known

    def _found_voice(self, article: Article) -> Origin:
        if agency := self.outlets.agency(article):
            note = f"{article.outlet} has it from the agency {agency}."
            return Origin(name=agency, known=True, key=f"outlet {fold(agency)}", own_voice=True, note=note)
        known = article.publisher is not None  # two files that name no publisher may be of one
        key = f"outlet {fold(article.outlet)}"
        return Origin(name=article.outlet, known=known, key=key, own_voice=True, apart="" if known else article.id)

    def _by_voice(self, claim: Claim, link: Speaker) -> Origin | None:
        """The body or state for which one without a name speaks: "a spokesman for the water board"."""
        if not link.of or not (is_voice(link.text) or serves(link.text)):
            return None
        state = state_named(link.of, self.peoples)
        kind = SpeakerType.STATE if state else SpeakerType.ORGANISATION
        behind = self.behind(replace(link, name=link.of, text=link.of, type=kind, of=None), claim.article)
        return replace(behind, note=f"“{link.text}” speaks for {the_body(behind.name)}.")

    def _by_office(self, claim: Claim, link: Speaker) -> Origin | None:
        """The origin that is the holder of the office by which a link without a name speaks."""
        held = self.holder(link, claim.article)
        if held is None:
            return None
        behind = self.behind(replace(link, name=held.name, text=held.name, type=held.type), claim.article)
        return replace(behind, note=f"“{link.text}” is {held.name}, as an article of the story says.")

    def holder(self, link: Speaker, article: str) -> Identity | None:
        """The person whom an article of the story gives the office that a link without a name speaks by, if just one.

        One article's "mayor of Norwick" and another's mayor by name are one origin, and "the governor" is the one
        governor that a story names. "A spokesman for Norwick" or "the minister" may be somebody else.
        """
        if not by_office(link):
            return None
        story = self.articles[article].story
        holders = [
            h
            for h in self.who.holders(link, article)
            if any(a == article or (story and self.articles[a].story == story) for a in h.articles)
        ]
        return holders[0] if len(holders) == 1 else None

    def _cited_in(self, words: str) -> str | None:
        """The outlet of the pile that the words themselves give as their source: "…, Meldra Today reported"."""
        if not self.citing:
            return None
        first = sorted({"", *WORD.findall(words.lower())} & self.citing.keys())
        hit = citing(tuple(name for word in first for name in self.citing[word])).search(words) if first else None
        return fold(hit[1] or hit[2]) if hit else None

    def original(self, claim: Claim) -> Article:
        """The article that had the words of a claim first; its own where they are in no passage that it shares.

        Where it is known which articles copy which, but not in which passages, through copies of copies.
        """
        known = self._originals.get(claim.id)
        if known is None:
            known = self._originals[claim.id] = self._original(claim)
        return known

    def _original(self, claim: Claim) -> Article:
        article = self.articles[claim.article]
        if not (article.passages or article.copies_of):
            return article
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
        links = [(way.link, c.article) for c in self.claims if (way := self._way(c)).link and way.named]
        bodies = {self.who.canonical(x, article) for x, article in links if x.type is SpeakerType.ORGANISATION}
        told: dict[str, list[str]] = {}
        for key in sorted(self.articles):
            told.setdefault(self.articles[key].story or key, []).append(self.articles[key].text)
        stories: dict[str, dict[str, None]] = {}
        persons: dict[str, set[str]] = {}
        for link, article in links:
            if link.type is SpeakerType.PERSON:
                stories.setdefault(link.name, {})[self.articles[article].story or article] = None
                persons.setdefault(link.name, set()).add(self.who.canonical(link, article))
        texts = {name: tuple(t for story in seen for t in told[story][:STORY]) for name, seen in stories.items()}
        found = Offices(bodies, self.peoples, self.memory).find(texts)
        by_person: dict[str, set[tuple[str, str]]] = {}
        for name, tie in found.items():
            for person in persons[name]:
                by_person.setdefault(person, set()).add(tie)
        for link, article in links:  # what one article calls a person holds in the others too
            person = self.who.canonical(link, article) if link.type is SpeakerType.PERSON else ""
            if person and (side := self._side(link)):
                by_person.setdefault(person, set()).add(("state", side))
            elif person and link.of and (link.office or "").startswith(f"{link.of} ") and is_voice(link.office or ""):
                by_person.setdefault(person, {("body", link.of)})
        return {name: one for name, ties in by_person.items() if (one := _one_tie(ties))}

    def behind(self, link: Speaker, article: str) -> Origin:
        """The origin that a named link is: itself, or the body or the state that it speaks for."""
        key = (self.articles[article].story or article, link.type, link.name, link.text)
        known = self._behind.get(key)
        if known is None:
            known = self._behind[key] = self._found_behind(link, article)
        return known

    def _found_behind(self, link: Speaker, article: str) -> Origin:
        name = self.who.canonical(link, article)
        kind, what = self.offices.get(name, ("", "")) if link.type is SpeakerType.PERSON else ("", "")
        if kind == "body":
            body = Speaker(name=what, text=what, span=link.span, type=SpeakerType.ORGANISATION)
            behind = self.behind(body, article)
            return replace(behind, name=name, note=f"{name} speaks for {the_body(what)}.")
        side = self._side(replace(link, name=name)) or (what if kind == "state" else None)
        name = side if side and link.type is SpeakerType.STATE else name
        sort = "outlet" if self.outlets.is_agency(name) else "name"
        return Origin(name=name, known=True, key=f"state {side}" if side else f"{sort} {fold(name)}", side=side)

    def _side(self, link: Speaker) -> str | None:
        """The state that a speaker is or speaks for, by the same words always the same."""
        key = (link.type, link.name, link.text)
        if key not in self._sides:
            self._sides[key] = side_of(link, self.peoples)
        return self._sides[key]

    def _unnamed(self, claim: Claim, link: Speaker, original: Article) -> Origin:
        before = claim.attribution.path[-2] if len(claim.attribution.path) > 1 else None
        if before and not unnamed(before) and self._own(before, link):
            return replace(self.behind(before, claim.article), note=f"{before.name} names no source but “{link.text}”.")
        within = before.name if before and not unnamed(before) else original.outlet
        return Origin(
            name=f"unnamed (“{link.text}”) in {within}",
            known=False,
            key=f"unnamed {fold(link.text)} in {fold(within)}",
            side=self._side(link),
            prose=f"an unnamed source{said_to_be(link.text)} in {within}",
            apart=original.id if within == original.outlet else "",
        )

    def _own(self, before: Speaker, link: Speaker) -> bool:
        """Whether the nearer speaker vouches for it: a person who names nobody, a body that gives out its own paper."""
        paper = link.type is SpeakerType.DOCUMENT and fold(before.name) not in self.outlets.names
        return before.type is SpeakerType.PERSON or paper

    def _through(self, claim: Claim, cited: str, path: tuple[str, ...], seen: set[str]) -> Origin:
        """The origin of what another outlet says of the same figure; a ring where all that it says leads back."""
        ring = self._ring(path[path.index(cited) :]) if cited in path else None
        for needle in self._needles(claim, cited):
            for said in self.saying(needle):
                if said.id in seen:
                    continue
                found = self.origin(said, path, seen)
                if not found.circular:
                    return found
                ring = ring or found
        name = self.outlets.names[cited]
        return ring or Origin(name=name, known=True, key=f"outlet {cited}")

    def _ring(self, members: Iterable[str]) -> Origin:
        members = sorted(set(members))
        ring = " and ".join(sorted({self.outlets.names.get(p, p) for p in members}))
        note = f"{ring} cite each other for it, so that where it was first said is not known."
        name = f"unknown: {ring} cite each other"
        keys = tuple(f"outlet {member}" for member in members)
        return Origin(name=name, known=False, key=f"ring {ring}", circular=True, ring=keys, note=note)

    @staticmethod
    def _needles(claim: Claim, outlet: str) -> Iterable[Needle]:
        groups = lists.meeting_groups()
        measures = [" ".join(f.measure.lower().split()) for f in claim.figures]
        numbers = [str(point(f.quantity)) for f in claim.figures]
        return [(outlet, groups.get(m, m), n) for m, n in zip(measures, numbers, strict=True)]


def _by_first_word(outlets: Mapping[str, str]) -> dict[str, list[str]]:
    """The names of outlets by their first words."""
    found: dict[str, list[str]] = {}
    for outlet in outlets.values():
        name = bare(outlet)
        found.setdefault((WORD.findall(name.lower()) or [""])[0], []).append(name)
    return found


def _one_tie(ties: set[tuple[str, str]]) -> tuple[str, str] | None:
    """The body that a person speaks for, else the state; None where articles name several."""
    bodies = {tie for tie in ties if tie[0] == "body"} or ties
    return next(iter(bodies)) if len(bodies) == 1 else None


@lru_cache(maxsize=PATTERNS)
def citing(outlets: tuple[str, ...]) -> re.Pattern[str]:
    """What finds that words are cited from one of these outlets."""
    names = "|".join(sorted(map(re.escape, outlets), key=len, reverse=True))
    said = rf"\b({names}),? (?:has |had )?(?:{CITING})\b"
    return re.compile(rf"{said}|\baccording to (?:the )?({names})\b", re.IGNORECASE)


def said_to_be(words: str) -> str:
    """What is said of an unnamed source, in brackets; empty when the words say nothing ("a video", "they")."""
    return "" if words.lower().strip(" .:") in lists.words("origins", "nobody") else f" (“{words}”)"


def bare(name: str) -> str:
    """The name of an outlet without its article."""
    return name.removeprefix("The ").removeprefix("the ")


def the_body(name: str) -> str:
    """The name of a body in prose: "the Civil Protection Directorate"."""
    return name if name.lower().startswith("the ") or " " not in name else f"the {name}"
