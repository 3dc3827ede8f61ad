"""Traits of a pair of figures: the same measure, people and place; each with its points and its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Kind
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item, Scope, both_hold, contradict, generic
from onrecord.reconcile.links import last_link
from onrecord.reconcile.people import counted_noun, fights
from onrecord.reconcile.phrases import around_number, content_words, meant, objects_of, parts_in, places_in, subgroups
from onrecord.reconcile.ranges import equal, point, ratio
from onrecord.values.name import fold, named, same_name, state_of

ONE_STATE = 2  # days within which a number that may change is of one state of things
WIDE = re.compile(
    r"\b(?i:across|throughout|all over|in (?:all of|all parts of|the whole|the entire)) (?i:the )?"
    r"(?:[A-Z]|(?:whole |entire )?(?:country|province|region|city|state|district|nation|county|island|world)\b)"
    r"|\b(?i:nationwide|countrywide|statewide|worldwide|globally)\b"
)
NIGHT = re.compile(r"\b(?:night|overnight|midnight|morning|dawn|evening)\b", re.IGNORECASE)
CIVILIANS, PEOPLE = ("civilian", "civilians"), ("people", "person", "persons")
SHARED_LEAST, SHARED = 3, 0.5  # of the words of the shorter of two claims, those that the other has, too
OPEN_RATIO = 2  # two numbers of a noun that is no known measure are hardly of one thing when farther apart


PEOPLE_OF = re.compile(r"([A-Z][a-z]{2,}?)(?:ian|an|ish|ese|ic|i)$")
LAND_ENDING = 3  # letters of a land's name behind what its adjective shares with it


@dataclass(frozen=True, slots=True)
class Part:
    """One trait of a pair: points for it (None forbids), whether it is beyond doubt, and its reason in a few words."""

    points: int | None
    firm: bool
    reason: str


def tied(a: Item, b: Item) -> bool:
    """Whether the two stand in one article or in one story."""
    return a.article.id == b.article.id or (bool(a.article.story) and a.article.story == b.article.story)


def unit_class(item: Item) -> str:
    """The unit where it decides what may be compared: money and measures; counted nouns do not."""
    unit = (item.quantity.unit or "").lower()
    named_after_unit = item.measure.endswith(")") or item.measure in ("money", "share")
    return unit if named_after_unit or unit in lists.words("meeting", "measured_units") else ""


def measures(a: Item, b: Item) -> Part:
    """The same measure, or two that may meet."""
    if a.deed[1] and b.deed[1] and a.deed[1] != b.deed[1]:
        return Part(None, True, f"{a.measure} are not {b.measure}")
    firm = comparable(a, b)
    if a.measure == b.measure or (a.scope is Scope.EVENT and tied(a, b)):
        return Part(4, firm, f"both count {a.measure}")
    return Part(3, firm, f"{a.measure} and {b.measure} may meet")


def one_answer(a: Item, b: Item) -> bool:
    """Whether a story has one number of this measure, which the two give: its strikers, its turnout, its oil spilt.

    So it has of anything that is done in one place, or to one side, that both name ("schools closed in Vestria").
    Two days apart at most, for such numbers change.
    """
    if not tied(a, b) or a.group != b.group or a.family != b.family:
        return False
    if not both_hold(a, b) or a.origin.key == b.origin.key or not near_in_time(a, b):
        return False
    if elsewhere(a, b):
        return False
    if {a.group, a.measure} & lists.words("meeting", "one_each"):
        return True
    if a.family.startswith("rate"):
        return False
    if unit_class(a) in lists.words("meeting", "sizes"):
        return True
    if not two_voices(a, b):
        return False
    if a.family == "share" and a.measure != "share" and same_side(a, b):
        return True
    return (one_doing(a) and not_apart(a, b)) or (a.measure != "share" and same_words(a, b))


def elsewhere(a: Item, b: Item) -> bool:
    """Whether each names a place that the other's article never does: they may well count different things.

    Within one article, a place that the other's sentence does not name.
    """
    one = a.article.id == b.article.id
    if one and a.family == b.family == "share" and placed(a) != placed(b):
        return True  # a share "in Harn" beside one that names no place is of Harn alone
    return all(
        (found := places_in(i.claim.text)) and not any(p in (o.claim.text if one else o.article.text) for p in found)
        for i, o in ((a, b), (b, a))
    )


def placed(item: Item) -> frozenset[str]:
    """The places named in the claim, and before the number in its sentence."""
    before, _ = around_number(item.article.text, item.figure.span.start, item.figure.span.end)
    return places_in(item.claim.text) | places_in(before) | parts_in(item.claim.text) | parts_in(before)


def one_doing(item: Item) -> bool:
    """Whether the measure says what was done to what ("schools closed"), in numbers that are no sums of money."""
    return " " in item.measure and not item.measure.endswith(")") and item.family == "count"


def not_apart(a: Item, b: Item) -> bool:
    """Whether places and sides are the same as far as they are told, and one of these is told by one at least."""
    places, sides = {fold(w) for w in (a.where, b.where) if w}, [w for w in (a.who, b.who) if w and not generic(w)]
    one_side = len(sides) < 2 or same_name(sides[0], sides[1])
    return len(places) < 2 and one_side and bool(places or sides) and not (a.land or b.land)


def same_words(a: Item, b: Item) -> bool:
    """Whether the two are given in nearly the same words, numbers and days aside: "… cost … the Orrin bridge"."""
    ours, theirs = sorted((content_words(i.claim.text, i.figure.text, i.quantity.unit or "") for i in (a, b)), key=len)
    shared = ours & theirs
    return len(shared) >= SHARED_LEAST and len(shared) >= SHARED * len(ours)


def two_voices(a: Item, b: Item) -> bool:
    """Whether two origins speak, neither of them the outlet itself nor a source of which nothing is told."""
    return all((i.origin.known or told_of(i)) and not i.origin.own_voice for i in (a, b))


def told_of(item: Item) -> bool:
    """Whether a source without a name is told by what it is ("the village priest", "officials at the court")."""
    link = last_link(item.claim)
    return not item.origin.circular and link is not None and link.text.lower() not in lists.words("origins", "nobody")


def same_side(a: Item, b: Item) -> bool:
    """Whether both name whose they are, and name the same."""
    return bool(a.who and b.who and not generic(a.who) and same_name(a.who, b.who))


def near_in_time(a: Item, b: Item) -> bool:
    """Whether two figures may be of one day or of days next to each other, as far as they and their articles tell."""
    spans = [(p.start, p.end) for p in (a.period, b.period) if p and p.start and p.end]
    if spans_apart(a, b):
        return False
    if len(spans) == 2 and any((end - start).days > ONE_STATE for start, end in spans):
        return all(abs((x - y).days) <= ONE_STATE for x, y in zip(*spans, strict=True))
    days = spans if len(spans) == 2 else [d for d in (a.days, b.days) if d]
    return len(days) < 2 or (max(days[0][0], days[1][0]) - min(days[0][1], days[1][1])).days <= ONE_STATE


def spans_apart(a: Item, b: Item) -> bool:
    """Whether each is of one day, another one each, and neither of a night, which has two."""
    ours, theirs = a.period, b.period
    if not (ours and theirs and ours.start and theirs.start) or ours.start == theirs.start:
        return False
    single = ours.start == ours.end and theirs.start == theirs.end
    return single and not any(NIGHT.search(i.claim.text) for i in (a, b))


def comparable(a: Item, b: Item) -> bool:
    """Whether two numbers of the measure may be held against each other: not of vague ones, seldom of mere nouns."""
    if a.measure in lists.words("meeting", "vague_measures"):
        return tied(a, b) and same_words(a, b) and (one_answer(a, b) or not contradict(a, b))
    known = lists.listed(a.measure) or a.measure in lists.meeting_groups() or lists.cumulative(a.group)
    if tied(a, b) and a.measure.removesuffix(" (money)") in lists.words("meeting", "whole_sums"):
        return True
    if one_answer(a, b):
        return True
    again = a.origin.key == b.origin.key and a.measure == b.measure and " " in a.measure
    return known or (again and tied(a, b)) or (tied(a, b) and ratio(a.quantity, b.quantity) <= OPEN_RATIO)


def civilians_of(a: Item, b: Item) -> bool:
    """Whether one counts civilians and the other people: of these, who may be fighters, the civilians are a part."""
    nouns = {counted_noun(i.figure): point(i.quantity) or 0 for i in (a, b)}
    civil = [number for noun, number in nouns.items() if noun in CIVILIANS]
    people = [number for noun, number in nouns.items() if noun in PEOPLE]
    return a.scope is Scope.EVENT and bool(civil and people) and civil[0] < people[0]


def other_aim(a: Item, b: Item) -> bool:
    """Whether the one number was promised, asked for or planned, and the other done."""
    ours, theirs = (
        meant(*around_number(i.article.text, i.figure.span.start, i.figure.span.end)) or asked_for(i) for i in (a, b)
    )
    return ours != theirs


def asked_for(item: Item) -> bool:
    """Whether whoever gives the number asks for it: "asked the court to fine the bank 60 million"."""
    cues = {w for s in item.claim.attribution.cue for w in s.of(item.article.text).lower().split()}
    return not cues.isdisjoint(lists.words("meeting", "asking"))


def other_group(a: Item, b: Item) -> bool:
    """Whether the words say of whom, or by what reckoning, and do not say the same: "unemployment among women".

    Of a toll they seldom do: "among the dead was a teacher" stands in one sentence with the whole toll.
    """
    if a.scope is Scope.EVENT:
        return False
    return subgroups(a.claim.text) != subgroups(b.claim.text)


def other_object(a: Item, b: Item) -> bool:
    """Whether the words say of what the share or the sum is, and do not say the same: "the price of bread"."""
    if a.family == "count" and not unit_class(a):
        return False
    ours, theirs = (objects_of(i.claim.text, i.measure) for i in (a, b))
    if bool(ours.narrowing) != bool(theirs.narrowing):
        return True  # "rents for newly let flats" are not all rents
    return bool(ours.all and theirs.all) and not ours.all & theirs.all


def own_deeds(a: Item, b: Item) -> bool:
    """Whether each of two bodies tells what it did itself: what the navy rescued is not what the coast guard did.

    What one side of a war lost the other destroyed: that is one thing.
    """
    if a.origin.key == b.origin.key or a.part or b.part or fights(a.some or b.some) or same_side(a, b):
        return False
    return a.own_deed and b.own_deed and not (a.origin.own_voice or b.origin.own_voice)


def wider_area(a: Item, b: Item) -> bool:
    """Whether the larger of two alone is said to hold for all of an area: "across the province", "nationwide"."""
    small, large = sorted((a, b), key=lambda i: point(i.quantity) or 0)
    said = WIDE.search(large.claim.text)
    return bool(said) and not WIDE.search(small.claim.text)


def who(a: Item, b: Item) -> Part:
    """Whether the same people or the same side are counted."""
    event = a.scope is Scope.EVENT
    if a.scope is Scope.SLOW:
        return owner(a, b)
    if a.some != b.some and not one_force(a, b):
        return Part(None, True, "one counts only some of the people")
    if a.who and b.who and (a.who == b.who or same_name(a.who, b.who) or of_its_people(a.who, b.who)):
        return Part(2 if event else 3, True, f"both of {a.who}")
    if generic(a.who) and generic(b.who):
        many = len(a.measure.split()) > 1 or (lists.cumulative(a.measure) and not elsewhere(a, b))
        specific = tied(a, b) and a.measure == b.measure and many
        specific = specific or one_answer(a, b) or (a.scope is Scope.PERIOD and same_place(a, b))
        return Part(2 if event else 1, event or specific, "nobody in particular is counted")
    sides = [i.state or fights(i.some) for i in (a, b) if not generic(i.who)]
    one_story = event and tied(a, b) and all(sides)  # a party of its own, or "children", are not all the people
    if a.who and b.who and not (one_story and (generic(a.who) or generic(b.who))):
        return Part(None, True, f"{a.who} is not {b.who}")
    known = a.who if b.who is None or generic(b.who) else b.who
    if generic(known) and not event:
        return Part(1, False, "")
    if one_story and not generic(known):
        return Part(2, True, "told in one story, where only one names whose people they are")
    surely = one_answer(a, b)
    return Part(int(surely), surely, f"only one names {known}")


def of_its_people(one: str, other: str) -> bool:
    """Whether one is the adjective of the other, by its form alone: "Orrish", of "Orria"."""
    for people, land in ((one, other), (other, one)):
        hit = PEOPLE_OF.match(people)
        if hit and land.startswith(hit[1]) and len(land) - len(hit[1]) <= LAND_ENDING:
            return True
    return False


def one_force(a: Item, b: Item) -> bool:
    """Whether both count those of one side, of whom only one figure says that they are soldiers."""
    if Kind.DISPUTE in (a.claim.kind, b.claim.kind) and equal(a.quantity, b.quantity) and tied(a, b):
        return True  # "the figure of 500 killed": whoever challenges a number need not say of whom it is
    nouns = {a.some, b.some}
    bare = all(i.some or not counted_noun(i.figure) for i in (a, b))
    one = a.who == b.who or (equal(a.quantity, b.quantity) and (generic(a.who) or generic(b.who)))
    return bare and any(map(fights, nouns)) and "" in nouns and one and not generic(a.who or b.who) and tied(a, b)


def owner(a: Item, b: Item) -> Part:
    """Whose army or population it is: the side named, else the place."""
    ours, theirs = (i.where if generic(i.who) else i.who for i in (a, b))
    if ours and theirs:
        return Part(3 if same_name(ours, theirs) else None, True, f"of {ours} and of {theirs}")
    return Part(0, False, "only one says whose it is")


def same_place(a: Item, b: Item) -> bool:
    """Whether both name one place, and no state."""
    return bool(a.where and b.where and fold(a.where) == fold(b.where) and not a.land)


def where(a: Item, b: Item) -> Part:
    """Whether the places may be the same, or one lie in the other."""
    if a.scope is Scope.SLOW:
        return Part(0, True, "")
    if a.where is None or b.where is None:
        return _one_place(a, b)
    if fold(a.where) == fold(b.where):
        state = named(a.where) is not None
        return Part((1 if state else 3) if a.scope is Scope.EVENT else 2, True, f"both in {a.where}")
    return _two_places(a, b)


def _one_place(a: Item, b: Item) -> Part:
    known = a.where or b.where
    if a.scope is Scope.EVENT:
        apart = a.article.id != b.article.id or a.early or b.early or ratio(a.quantity, b.quantity) <= OPEN_RATIO
        return Part(0, tied(a, b) and (apart or rivals(a, b)), "")
    again = a.origin.key == b.origin.key and a.origin.known and tied(a, b)
    return Part(0, known is None or a.land or b.land or again or one_answer(a, b), "")


def _two_places(a: Item, b: Item) -> Part:
    here, there = a.where or "", b.where or ""
    words, others = set(fold(here).split()), set(fold(there).split())
    if not (a.land or b.land):
        if words <= others or others <= words:
            return Part(2, True, f"{here} and {there} are one place or one in the other")
        return Part(None, True, f"{here} is not {there}")
    if a.land and b.land:
        return Part(None, True, f"{here} is not {there}")
    inside = state_of(there if a.land else here)
    if inside and inside != (named(here) or named(there)):
        return Part(None, True, f"{here} and {there} lie apart")
    return Part(1 if inside else 0, a.scope is Scope.EVENT and tied(a, b), "one may lie in the other")


def rivals(a: Item, b: Item) -> bool:
    """Whether two speakers give the toll of one story, each in full: these may be as far apart as they like.

    One at least must be named, and neither tell of a place that the other does not know.
    """
    if one_answer(a, b):
        return not (a.origin.own_voice or b.origin.own_voice)
    main = all(i.scope is Scope.EVENT and i.present and (i.borrowed or not i.origin.own_voice) for i in (a, b))
    known = [i.borrowed or i.origin.known or i.origin.circular for i in (a, b)]
    one_event = lists.cumulative(a.measure) or a.measure in lists.words("meeting", "falling")
    return main and any(known) and tied(a, b) and one_event and not elsewhere(a, b)
