"""The making of items: names made one across the pile, and what the words around a figure say of its measure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.model import Article, Basis, Claim, Figure, SpeakerType
from onrecord.reconcile import lists
from onrecord.reconcile.items import FEW_LOST, GRAVE_WITHIN, Item, Scope, generic, percent
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.people import counted_noun, counts_people, fights, some_of
from onrecord.reconcile.peoples import Peoples, state_in, state_named
from onrecord.reconcile.periods import counted_period, since
from onrecord.reconcile.ranges import point
from onrecord.values.name import fold, merge_counted, named

LONG_PERIOD = 20  # days from which a stretch of time is a question of its own
TOTAL_PERIOD = 7  # the same, for a figure that is called a total
ADJECTIVE = re.compile(r"\b([A-Z][a-z]+(?:an|ese|ish|i)) \w+")
STATIONED = re.compile(
    r"\b(?:has|have|had|are|were|was|is|with|keeps?|kept) (?:[\w,.-]+ ){1,5}(?:troops|soldiers|fighters) (?:\w+ )?"
    r"(?:in|on|at|near|along|inside|around)\b",
    re.IGNORECASE,
)
OR_HURT = re.compile(
    r"\W+(?:(?:were|was|left|either)\W+)?(?:dead|killed) or (?:\w+ )?(?:injured|wounded|hurt)\b", re.IGNORECASE
)
TURNOUT = re.compile(r"\bturnout\b[^.%]*$", re.IGNORECASE)
BEFORE = 60  # characters before a share that may say that it is one of turnout
WAR = 1000  # so many of a state's people killed or captured are those of a war, fewer those of an event


def make_items(
    claims: Iterable[Claim],
    articles: Mapping[str, Article],
    origins: Mapping[str, Origin],
    peoples: Peoples,
    memory: Memory | None = None,
) -> list[Item]:
    """Every figure of ``claims`` as an item, in order; ``origins`` is by claim id."""
    memory = memory or Memory()
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.figures:
            by_article.setdefault(claim.article, []).append(claim)
    every = Counter(f.who for some in by_article.values() for c in some for f in c.figures if f.who)
    people = canonical_names(every, peoples)
    items: list[Item] = []
    for key, some in by_article.items():
        counted = tuple(people.get(f.who or "") for c in some for f in c.figures)
        given = (articles[key], tuple(some), tuple(origins[c.id] for c in some), counted)
        items += memory.answered("items", key, given, peoples, items_in)
    given_by = {i.told for i in items if i.article.story and i.origin.known and not i.origin.own_voice}
    lent = [(i.origin.own_voice or not i.origin.known) and i.told in given_by for i in items]
    marked = [memory.noted("lent", i, _lent) if b else i for i, b in zip(items, lent, strict=True)]
    return sorted(marked, key=lambda i: i.order)


def _lent(item: Item) -> Item:
    return replace(item, borrowed=True)


type Counted = tuple[Article, tuple[Claim, ...], tuple[Origin, ...], tuple[str | None, ...]]


def items_in(given: Counted, peoples: Peoples) -> list[Item]:
    """The figures of one article: its claims, their origins, and whom each figure counts by the name in the pile."""
    article, claims, origins, counted = given
    whom = iter(counted)
    people = {f.who: name for c in claims for f in c.figures if (name := next(whom)) and f.who}
    names = Names({c.id: o for c, o in zip(claims, origins, strict=True)}, people, peoples)
    return [make_item(claim, index, article, names) for claim in claims for index in range(len(claim.figures))]


def of_body(who: str | None) -> str | None:
    """A people for the organ that counts its own, where nothing tells their state: Ardeshi, of "the Ardeshi army"."""
    words = (who or "").split()
    organ = len(words) > 1 and words[-1].lower() in lists.words("origins", "official")
    return words[0] if organ and ADJECTIVE.match(f"{words[0]} {words[1]}") else who


def whose(figure: Figure, peoples: Peoples) -> str | None:
    """The side that the counted noun names: "34 Marovian tanks"; None for people at large."""
    if not (found := ADJECTIVE.search(figure.text)) or counted_noun(figure) not in figure.text.lower():
        return None
    arms = figure.measure in lists.words("meeting", "vague_measures") or fights(some_of(figure))
    things = figure.measure.endswith(tuple(lists.words("meeting", "cumulative_endings")))
    return (state_named(found[1], peoples) or found[1]) if arms or things else None


@dataclass(frozen=True, slots=True)
class Names:
    """What the pile's names stand for: origins by claim id, the counted by name, and states learned from the pile."""

    origins: Mapping[str, Origin]
    people: Mapping[str, str]
    peoples: Peoples


def make_item(claim: Claim, index: int, article: Article, names: Names) -> Item:
    """One figure with its names made canonical; of a live blog's, the article is dated as the entry is."""
    figure = claim.figures[index]
    if article.entries:
        article = replace(article, published=article.published_at(figure.span))
    measure = " ".join(figure.measure.lower().split())
    if measure == "share" and TURNOUT.search(article.text[max(figure.span.start - BEFORE, 0) : figure.span.start]):
        measure = "turnout"
    elif percent(figure):
        measure = share_told(claim.text) or measure
    if measure == "troops" and STATIONED.search(claim.text):
        measure = "troops deployed"
    if measure == "killed" and OR_HURT.match(article.text[figure.span.end :][:GRAVE_WITHIN]):
        measure = "killed or wounded"
    who = of_body(names.people.get(figure.who)) if figure.who else whose(figure, names.peoples)
    state = bool(who and state_named(who, names.peoples))
    period = counted_period(figure, claim, article)
    toll = measure in lists.words("meeting", "event")
    if toll and not state and not counts_people(who, figure):
        who = None
    some = some_of(figure)
    if toll and fights(some) and generic(who):
        who = None  # those who bear arms are no civilians
    where = place(figure.where)
    scope = scope_of(measure, who, replace(figure, period=period), article)
    return Item(
        claim=claim,
        index=index,
        figure=figure,
        article=article,
        origin=names.origins[claim.id],
        measure=measure,
        who=who,
        where=where,
        period=period,
        scope=scope,
        state=state,
        land=bool(where and (named(where) or fold(where) in names.peoples)),
        some=some if scope is Scope.EVENT else "",
    )


def canonical_names(names: Mapping[str, int], peoples: Peoples) -> dict[str, str]:
    """Each name of those counted with the one that stands for it: the state it means, else the fullest form.

    Args:
        names: How often each is given.
        peoples: States that the gazetteer lacks, by their names and adjectives.
    """
    states = {name: state for name in names if (state := state_behind(name, peoples))}
    rest = merge_counted({(name, SpeakerType.ORGANISATION): n for name, n in names.items() if name not in states})
    return {**{name: merged.strip() for name, merged in rest.items()}, **states}


def state_behind(name: str, peoples: Peoples) -> str | None:
    """The state that a name means, itself or by its forces ("the Russian army", "Norway's defence ministry")."""
    words = name.split()
    forces = len(words) > 1 and words[-1].lower() in lists.words("origins", "official")
    owner = " ".join(words[:-1]) if forces else ""
    owner = re.sub(r"['’]s( \w+)*$", "", owner)
    return state_named(name, peoples) or (state_named(owner, peoples) or state_in(owner, peoples) if owner else None)


def place(words: str | None) -> str | None:
    """A place by its common name; None for words that say nothing ("the front line")."""
    if not words or not words.strip():
        return None
    bare = re.sub(r"^the\s+", "", words.strip(), flags=re.IGNORECASE)
    return None if bare.lower() in lists.words("meeting", "vague_places") else named(bare) or bare


def scope_of(measure: str, who: str | None, figure: Figure, article: Article) -> Scope:
    """How far the figure reaches."""
    if measure in lists.words("meeting", "slow"):
        return Scope.SLOW
    event, period = of_event(measure, who, figure, article), figure.period
    if event and since(period, article):
        return Scope.EVENT
    if period and period.start and period.end and (figure.basis is not Basis.LEVEL or lists.cumulative(measure)):
        length = (period.end - period.start).days + 1
        if length >= LONG_PERIOD or (length >= TOTAL_PERIOD and figure.basis is Basis.TOTAL and not event):
            return Scope.PERIOD
    return Scope.EVENT if event else Scope.STANDING


def of_event(measure: str, who: str | None, figure: Figure, article: Article) -> bool:
    """Whether the figure counts what one event did, not what a side lost in a war or has in all."""
    open_ended = figure.period is not None and figure.period.start is not None and figure.period.end is None
    if article.given and figure.basis is Basis.TOTAL and who and not figure.where:
        return False  # a recorder's running total of a side
    if figure.basis in (Basis.RATE, Basis.SHARE) or (open_ended and not since(figure.period, article)):
        return False
    if measure.endswith(tuple(lists.words("meeting", "event_endings"))):
        return True
    if measure in lists.words("meeting", "lost"):
        return fights(some_of(figure)) and (point(figure.quantity) or 0) < FEW_LOST
    if measure not in lists.words("meeting", "event"):
        return False
    return not (who and named(who)) or (point(figure.quantity) or 0) < WAR


def share_told(words: str) -> str | None:
    """The measure of a share that the words tell, whatever they call it: "31 percent took part in the vote"."""
    lower = f" {re.sub(r'[^a-z]+', ' ', words.lower())} "
    for measure, events, deeds in lists.shares_told():
        if any(f" {w} " in lower for w in events) and any(f" {w} " in lower for w in deeds):
            return measure
    return None
