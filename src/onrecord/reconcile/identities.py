"""Who is who across a pile: the same person under every spelling, and the offices that articles give to people.

An article's own reader has already made one name of the ways it writes somebody; here the names of many articles meet.
The step is conservative: given names must agree, an initial must be that of the given name, and a surname alone joins a
full name only within the story it stands in, or where an article gives both the same office; so does a body's kind
("defence ministry"), within the story alone. A person and an office are linked and never merged: "the mayor of Norwick"
goes on being the mayor, whoever holds the office. The result is the same for any order of articles and claims.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from onrecord.model import Article, Claim, Speaker, SpeakerType
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.peoples import Peoples, state_named
from onrecord.values.name import fold, is_capital_or_seat, leader_named, merge_counted, state_of

PERSON, ORGANISATION = SpeakerType.PERSON, SpeakerType.ORGANISATION
NAMED = (PERSON, ORGANISATION)
REMEMBERED = 65_536  # offices whose words are kept
TOGETHER = re.compile(r", | and ")
POSSESSIVE = re.compile(r"['’]s?\Z")
SMALL = frozenset(["of", "for", "the", "at", "in", "and", "a", "an", "to", "s"])
PAST = frozenset(["former", "ex", "late", "acting", "deputy", "vice", "then", "outgoing", "incoming"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One person or body of the pile.

    Attributes:
        name: The fullest of its names. names: Every way the articles write it, by alphabet.
        offices: What articles say that the person is, as written, by alphabet: "mayor of Norwick".
        articles: Ids of the articles in which it speaks, by alphabet.
    """

    name: str
    type: SpeakerType
    names: tuple[str, ...]
    offices: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identities:
    """The people and bodies of a pile, and who of them a link of a chain is or may be."""

    all: tuple[Identity, ...]
    _of: Mapping[tuple[str, str, SpeakerType], Identity] = field(default_factory=dict)  # (name, story, type)
    _story: Mapping[str, str] = field(default_factory=dict)  # article -> story
    _holding: Mapping[frozenset[str], tuple[Identity, ...]] = field(default_factory=dict)  # office -> who has it
    _names: dict[tuple[str, str, SpeakerType], str] = field(default_factory=dict, compare=False)  # found before

    def of(self, link: Speaker, article: str) -> tuple[Identity, ...]:
        """Whom a link names: one, or each of several who speak together; nobody where it names none."""
        story = self._story.get(article, "")
        found = (self._find(name, story, link.type) for name in spoken_names(link))
        return tuple(dict.fromkeys(i for i in found if i is not None))

    def holders(self, link: Speaker, article: str) -> tuple[Identity, ...]:
        """Whom some article gives the office that an unnamed link speaks by, by name: linked with it, not the same.

        An office without its place or body ("the mayor") is looked up in the link's own story alone.
        """
        asked = office_key(f"{link.name} {link.of or ''}")
        if not asked or self.of(link, article):
            return ()
        if len(asked) > 1:
            return self._holding.get(asked, ())
        story = self._story.get(article, "")
        return tuple(i for i in self.all if self._tells(i, story) and _holds(i, asked))

    def canonical(self, link: Speaker, article: str) -> str:
        """The name that a link goes under in the whole pile."""
        key = (link.name, self._story.get(article, ""), link.type)
        known = self._names.get(key)
        if known is None:
            known = self._names[key] = " and ".join(i.name for i in self.of(link, article)) or link.name
        return known

    def _find(self, name: str, story: str, type_: SpeakerType) -> Identity | None:
        return next((i for t in (type_, *NAMED) if (i := self._of.get((name, story, t))) is not None), None)

    def _tells(self, identity: Identity, story: str) -> bool:
        return any(self._story.get(article, "") == story for article in identity.articles)


@dataclass(frozen=True, slots=True)
class Heard:
    """One name in one story, as the chains of its claims have it."""

    name: str
    story: str
    type: SpeakerType
    offices: frozenset[str]
    articles: frozenset[str]


def identities(claims: Sequence[Claim], articles: Iterable[Article], peoples: Peoples | None = None) -> Identities:
    """The people and bodies that speak in the claims, each once.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: The articles; ``story`` says which belong together.
        peoples: States that the gazetteer lacks, by their names and adjectives.
    """
    by_article: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    return identities_of(by_article, {a.id: a for a in articles}, peoples or {}, Memory())


def identities_of(
    said: Mapping[str, Sequence[Claim]], articles: Mapping[str, Article], peoples: Peoples, memory: Memory
) -> Identities:
    """As :func:`identities`, of the claims by their articles; ``memory`` knows what they held the last time."""
    story = {key: a.story for key, a in articles.items()}
    heard = _heard(said, articles, memory)
    names = heard_names(heard, peoples, memory)
    groups: defaultdict[tuple[str, str, SpeakerType], list[Heard]] = defaultdict(list)
    for one in heard:
        groups[_group(one, names)].append(one)
    made = {
        key: memory.kept("identity", key, tuple(members), partial(_identity, key[0]))
        for key, members in sorted(groups.items())
    }
    of = {(m.name, m.story, m.type): made[key] for key, members in groups.items() for m in members}
    return Identities(all=tuple(made.values()), _of=of, _story=story, _holding=_holding(made.values()))


def spoken_names(link: Speaker) -> tuple[str, ...]:
    """The names in a link: its own, or those of two or three people that "and" joins."""
    parts = tuple(TOGETHER.split(link.name)) if link.type is PERSON else ()
    joint = len(parts) > 1 and all(" " in p and p[:1].isupper() for p in parts)
    return parts if joint else (link.name,)


@lru_cache(maxsize=REMEMBERED)
def office_key(words: str) -> frozenset[str]:
    """The words that tell an office from others, folded, a state by its name: "Norwegian minister" is of Norway."""
    parts = (state_of(part) or part for part in re.findall(r"[^\W\d_]+", words))
    return frozenset(fold(part) for part in parts if part.lower() not in SMALL and fold(part))


def _holds(identity: Identity, asked: frozenset[str]) -> bool:
    """Whether the person has an office that goes by this word, "the mayor", and that is not a past one."""
    return any(asked <= key and not (PAST & (key - asked)) for key in map(office_key, identity.offices))


def _holding(every: Iterable[Identity]) -> dict[frozenset[str], tuple[Identity, ...]]:
    """By the words of an office, those who are said to have that very one, in order."""
    found: defaultdict[frozenset[str], list[Identity]] = defaultdict(list)
    for identity in every:
        for key in {office_key(words) for words in identity.offices}:
            found[key].append(identity)
    return {key: tuple(holders) for key, holders in found.items()}


type Told = dict[tuple[str, SpeakerType], tuple[frozenset[str], frozenset[str]]]  # by name: offices, articles


def _heard(said: Mapping[str, Sequence[Claim]], articles: Mapping[str, Article], memory: Memory) -> list[Heard]:
    """Every name in every story, in order."""
    stories: defaultdict[str, list[tuple[str, Told]]] = defaultdict(list)
    for key, claims in sorted(said.items()):
        told = memory.kept("heard in article", key, tuple(claims), partial(_heard_in, key))
        stories[articles[key].story if key in articles else ""].append((key, told))
    every = {
        story: memory.kept("heard in story", story, tuple(some), _together) for story, some in sorted(stories.items())
    }
    types = _types(every.values())
    found = []
    for story, together in every.items():
        given = (together, tuple([types[folded] for folded, *_ in together.votes]))
        found += memory.kept("heard", story, given, partial(_typed, story))
    return sorted(found, key=lambda h: (h.name, h.story, h.type))


def _heard_in(article: str, claims: Sequence[Claim]) -> Told:
    """Who is named in the chains of one article's claims, with the offices that they are given."""
    offices: defaultdict[tuple[str, SpeakerType], set[str]] = defaultdict(set)
    for claim in claims:
        for link in claim.attribution.path:
            if link.type not in NAMED or (link.type is PERSON and not link.name[:1].isupper()):
                continue
            for name in spoken_names(link):
                offices[name, link.type] |= {_whole_office(link)} if link.office and name == link.name else set()
    here = frozenset((article,))
    return {key: (frozenset(some), here) for key, some in sorted(offices.items())}


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Who is named in one story.

    Attributes:
        told: By name and type, the offices and the articles.
        votes: For each of these in order: its folded name, its type, in how many articles it is named so.
    """

    told: Told
    votes: tuple[tuple[str, SpeakerType, int], ...]


def _together(some: Sequence[tuple[str, Told]]) -> Together:
    told: Told = {}
    for _, one in some:
        for key, (offices, articles) in one.items():
            before = told.get(key)
            told[key] = (before[0] | offices, before[1] | articles) if before else (offices, articles)
    told = dict(sorted(told.items()))
    return Together(told, tuple((fold(name), type_, len(told[name, type_][1])) for name, type_ in told))


def _typed(story: str, given: tuple[Together, Sequence[SpeakerType]]) -> list[Heard]:
    """The names of one story, each as what the pile takes it for."""
    found: dict[tuple[str, SpeakerType], Heard] = {}
    for ((name, _), (offices, articles)), type_ in zip(given[0].told.items(), given[1], strict=True):
        old = found.get((name, type_))
        said, read = (offices | old.offices, articles | old.articles) if old else (offices, articles)
        found[name, type_] = Heard(name, story, type_, said, read)
    return list(found.values())


def _whole_office(link: Speaker) -> str:
    """The office with the body it is of, where the article tells them apart: "spokesman", of the water board."""
    office = link.office or ""
    return f"{office} of {link.of}" if link.of and not office_key(link.of) <= office_key(office) else office


def _types(every: Iterable[Together]) -> dict[str, SpeakerType]:
    """What each name is, by the vote of the articles; among equals a full name is a person's."""
    votes: dict[str, dict[SpeakerType, int]] = {}
    for together in every:
        for folded, type_, number in together.votes:
            mine = votes.setdefault(folded, {})
            mine[type_] = mine.get(type_, 0) + number
    return {name: next(iter(mine)) if len(mine) == 1 else _voted(name, mine) for name, mine in votes.items()}


def _voted(name: str, votes: Mapping[SpeakerType, int]) -> SpeakerType:
    return max(NAMED, key=lambda t: (votes.get(t, 0), (t is PERSON) == (" " in name)))


def heard_names(
    heard: Sequence[Heard], peoples: Peoples, memory: Memory | None = None
) -> dict[tuple[str, str, SpeakerType], str]:
    """Each name in its story with the fullest one it stands for, by the rules at the head of this module."""
    memory = memory or Memory()
    usual = _usual(heard, peoples, memory)
    every: Counter[tuple[str, SpeakerType]] = Counter()
    by_story: defaultdict[str, list[Heard]] = defaultdict(list)
    bearers: defaultdict[str, list[Heard]] = defaultdict(list)  # of a surname, by full name
    for one in heard:
        by_story[one.story].append(one)
        if one.type is PERSON and " " in one.name:
            bearers[fold(one.name).split()[-1]].append(one)
        if not _local(one.name, one.type):
            every[usual[one.name], one.type] += len(one.articles)
    full = merge_counted(every)
    found: dict[tuple[str, str, SpeakerType], str] = {}
    for story, members in by_story.items():
        counts: Counter[tuple[str, SpeakerType]] = Counter()
        for m in members:
            counts[usual[m.name], m.type] += len(m.articles)
        here = memory.kept("names in story", story, counts, merge_counted)
        for m in members:
            best = full.get(here[usual[m.name]], here[usual[m.name]])
            if m.type is PERSON and " " not in best:
                best = _elsewhere(m, bearers[fold(best)], full)
            found[m.name, story, m.type] = best
    return found


def _usual(heard: Sequence[Heard], peoples: Peoples, memory: Memory) -> dict[str, str]:
    """Each name with the most frequent that names the same: "Norway's" for "Norwegian finance ministry"."""
    ways: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    known: dict[str, tuple[str, ...]] = memory.kept("body keys", "", dict(peoples), lambda _: {})
    keys: dict[str, tuple[str, ...]] = {}
    for h in heard:  # of a name that stories take for different things, the last counts
        if h.type is not ORGANISATION:
            keys[h.name] = (h.name,)
        else:
            if h.name not in known:
                known[h.name] = body_key(h.name, peoples)
            keys[h.name] = known[h.name]
    for h in heard:
        ways[keys[h.name]][h.name] += len(h.articles)
    best = {key: min(of, key=lambda n, of=of: (-of[n], n)) for key, of in ways.items()}  # type: ignore[misc]
    return {name: best[key] for name, key in keys.items()}


def body_key(name: str, peoples: Peoples) -> tuple[str, ...]:
    """The words of a body's name folded, a state by its name; a capital is a city as well and stays as it is."""
    words, key = [POSSESSIVE.sub("", word) for word in name.split()], []
    while words:
        size, state = next(
            (
                (n, state)
                for n in (3, 2, 1)
                if not is_capital_or_seat(some := " ".join(words[:n])) and (state := state_named(some, peoples))
            ),
            (1, fold(words[0])),
        )
        key.append(state)
        words = words[size:]
    return tuple(key)


def _elsewhere(short: Heard, bearers: Sequence[Heard], full: Mapping[str, str]) -> str:
    """The one full name of another story that has the surname and the office, or that a known leader bears."""
    known = leader_named(short.name)
    keys = {office_key(words) for words in short.offices}
    alike = {
        full[h.name]
        for h in bearers
        if keys & {office_key(words) for words in h.offices} or (known and leader_named(h.name) == known)
    }
    return next(iter(alike)) if len(alike) == 1 else short.name


def _group(one: Heard, names: Mapping[tuple[str, str, SpeakerType], str]) -> tuple[str, str, SpeakerType]:
    """The key under which a name is gathered: by its story if it is of that alone, else across the pile."""
    name = names[one.name, one.story, one.type]
    return (name, one.story if _local(name, one.type) else "", one.type)


def _local(name: str, type_: SpeakerType) -> bool:
    """Whether a name tells one from others in its story alone: a bare surname, a body without a proper name."""
    return " " not in name if type_ is PERSON else name.islower()


def _identity(name: str, members: Sequence[Heard]) -> Identity:
    return Identity(
        name=name,
        type=members[0].type,
        names=tuple(sorted({m.name for m in members} | {name})),
        offices=tuple(sorted({o for m in members for o in m.offices})),
        articles=tuple(sorted({a for m in members for a in m.articles})),
    )
