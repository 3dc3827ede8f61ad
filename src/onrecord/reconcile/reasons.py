"""Reasons: the sentences that say why a question has its verdict and its range, as a desk editor would write them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from onrecord.model import Relation, Verdict
from onrecord.reconcile import lists
from onrecord.reconcile.grades import Evidence, listed
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.kin import table
from onrecord.reconcile.numbers import day, in_words
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.ranges import APPROXIMATE, point, vague
from onrecord.reconcile.roles import DISPUTED, LATER, PART, Roles, known_origins
from onrecord.reconcile.rules import alike
from onrecord.reconcile.series import as_of, as_of_start, dated
from onrecord.reconcile.verdict import SUPPORTED, Answer
from onrecord.reconcile.wording import the

LOSSES = ("casualties", "killed", "injured", "missing")
NAMED = 6  # so many figures are named one by one
MANY = {
    "is ": "are ",
    "it is": "they are",
    "it holds": "they hold",
    "a part of": "parts of",
    "and bears": "and bear",
    "a forecast": "forecasts",
    "present figure": "present figures",
    "an opinion": "opinions",
    "the number is": "the numbers are",
    "the claim says that it is": "the claims say that it is",
}
MOST = 5  # so many sentences are read


def reasons(
    evidence: Evidence, answer: Answer, disputers: Sequence[Origin], at_war: Collection[str]
) -> tuple[str, ...]:
    """At most :data:`MOST` sentences, what an editor needs first at the head; ``at_war``: the states with losses."""
    roles = evidence.roles
    lines = [
        *verdict_lines(roles, answer.verdict, disputers),
        *([answer.did] if roles.clashes or answer.rule != SUPPORTED else []),
        *(i.origin.note for i in roles.items if i.origin.circular),
        *definitions(roles),
        *interests(roles, at_war),
        *left_out(evidence, told=answer.verdict is Verdict.DISPUTED and bool(disputers)),
        *independence(roles),
        *ages(roles),
    ]
    said_before = " ".join(lines)
    lines += [i.origin.note for i in roles.items if i.origin.note and i.origin.name in said_before]
    # A name may end in a full stop of its own ("Harbour Corp."): the sentence needs no second.
    return tuple(dict.fromkeys(line.replace("..", ".") for line in [*lines, answer.did] if line))[:MOST]


def said(item: Item) -> str:
    """Who says what: "more than 600,000 by Ukraine"."""
    number = in_words(item.quantity)
    if item.family == "share" or vague(item.quantity):
        number = item.figure.text[:1].lower() + item.figure.text[1:]
    return f"{number} by {the(item.origin.in_prose)}"


def verdict_lines(roles: Roles, verdict: Verdict, disputers: Sequence[Origin]) -> Iterator[str]:
    """What the verdict rests on."""
    counted = roles.counted()
    if verdict is Verdict.DISPUTED:
        yield from dispute_lines(roles, disputers)
    if verdict is Verdict.CONFLICT or roles.clashes:
        yield from clash_lines(roles)
    if roles.superseded:
        yield superseded_line(roles)
    if verdict is Verdict.SINGLE:
        yield single_line(roles)
    if verdict is Verdict.AGREE:
        yield f"{listing(counted)}: {sameness(counted)}."
    if verdict is Verdict.COMPATIBLE and len(counted) > 1:
        numbers = [i for i in counted if i.quantity.low is not None and i.quantity.high is not None]
        holds = "all of these can hold at once" if alike(numbers) else "as estimates, none rules out another"
        yield f"{listing(counted)}: {holds}."


def sameness(items: Sequence[Item]) -> str:
    """In what sense several figures say the same: to the digit, within rounding, or as "about" and "nearly" allow."""
    if len({point(i.quantity) for i in items}) == 1:
        return "the same number"
    loose = sorted({i.quantity.bound.value for i in items if i.quantity.bound in APPROXIMATE})
    if loose:
        words = " and ".join(f"“{w}”" for w in loose)
        return f"the same within ten per cent, as {words} {'allows' if len(loose) == 1 else 'allow'}"
    return "the same within rounding"


def dispute_lines(roles: Roles, disputers: Sequence[Origin]) -> Iterator[str]:
    """Who challenges whose number."""
    who = [o.name for o in disputers] + [i.origin.name for i in roles.with_relation(Relation.DISPUTES)]
    targets = [i for i in roles.disputed if roles.of[i.ref].relation is not Relation.REPEATS]
    if who and targets:
        yield f"{capital(listed(map(the, who)))} {plural_verb(who, 'dispute')} {listing(targets)}."
    elif who:
        yield f"{capital(listed(map(the, who)))} {plural_verb(who, 'denie')} it, and nobody in the record asserts it."


def plural_verb(who: Sequence[str], verb: str) -> str:
    """The verb with the ending that one or several speakers ask for."""
    if len(set(who)) == 1:
        return f"{verb}s"
    return "deny" if verb == "denie" else verb


def clash_lines(roles: Roles) -> Iterator[str]:
    """One sentence for all that cannot hold together, each number once, from the lowest up."""
    numbers: dict[object, Item] = {}
    for item in sorted({i.ref: i for pair in roles.clashes for i in pair}.values(), key=lambda i: (size(i), i.order)):
        numbers.setdefault((size(item), item.quantity.bound), item)
    items = list(numbers.values())[:NAMED]
    pairs = {frozenset((numbers_of(a), numbers_of(b))) for a, b in roles.clashes}
    every = all(frozenset((numbers_of(a), numbers_of(b))) in pairs for n, a in enumerate(items) for b in items[n + 1 :])
    if len(items) == 2:
        yield f"{capital(said(items[0]))} lies below {said(items[1])}: both cannot hold."
    elif len(items) == 3 and every:
        low, middle, high = items
        yield f"{capital(said(middle))} lies between {said(low)} and {said(high)}: no two of them can both hold."
    elif items:
        together = "no two of them can both hold" if every else "they cannot all hold"
        yield f"{capital(', '.join(map(said, items[:-1])))} and {said(items[-1])}: {together}."


def size(item: Item) -> Decimal:
    """The one number of an item, to sort by."""
    return point(item.quantity) or Decimal(0)


def numbers_of(item: Item) -> tuple[Decimal, str]:
    """What tells one number of a question from another: its size and its bound."""
    return size(item), item.quantity.bound


def superseded_line(roles: Roles) -> str:
    """The series of a count that was brought up to date: of one origin, by day, each number once."""
    heads = {i.ref: i for i in roles.superseded.values() if i.ref not in roles.superseded}
    head = max(heads.values(), key=lambda i: (as_of_start(i), i.order))
    series = [i for i in roles.items if i.ref in roles.superseded]
    series += [head, *(i for i in roles.items if roles.repeated.get(i.ref, head).ref in roles.superseded)]
    own = [i for i in series if i.origin.key == head.origin.key]
    if len({size(i) for i in own}) > 1:
        body = min(own, key=lambda i: (bool(i.origin.note), i.order)).origin  # a note says for whom a person speaks
        return series_of(own, [body.in_prose])
    return series_of([i for i in series if last_of(roles, i).ref == head.ref], [])


def last_of(roles: Roles, item: Item) -> Item:
    """The figure that stands in the place of an item now; of a repeat, in that of what it repeats."""
    item, seen = roles.repeated.get(item.ref, item), set()
    while item.ref in roles.superseded and item.ref not in seen:
        seen.add(item.ref)
        item = roles.superseded[item.ref]
    return item


def series_of(series: Sequence[Item], by: Sequence[str]) -> str:
    """The steps of a series, each number on the first day on which it surely stood; ``by``: the one who gives all."""
    steps: dict[Decimal, Item] = {}
    for item in sorted(series, key=lambda i: (not dated(i), i.origin.own_voice, not i.origin.known, as_of_start(i))):
        steps.setdefault(size(item), item)
    ordered = sorted(steps.values(), key=lambda i: ((as_of(i) or (date.max, date.max))[1], i.order))[-NAMED:]
    if by:
        words = ", then ".join(f"{in_words(i.quantity)}{on_day(i)}" for i in ordered)
        return f"The figure was brought up to date by {the(by[0])}: {words}."
    return f"The figure was brought up to date: {', then '.join(f'{said(i)}{on_day(i)}' for i in ordered)}."


def on_day(item: Item) -> str:
    """The day that a figure stands for in brackets, where it is known to the day."""
    days = as_of(item)
    return f" ({day(days[0])})" if days and dated(item) else ""


def single_line(roles: Roles) -> str:
    """Who alone gives the figure, and through how many articles it is seen."""
    counted = roles.counted(parts=True)
    if not counted:
        return ""
    articles = {i.article.id for i in roles.items}
    seen = f", seen through {len(articles)} articles" if len(articles) > 1 else ""
    return f"One origin only{seen}: {listing(counted)}."


def left_out(evidence: Evidence, *, told: bool) -> Iterator[str]:
    """What is not counted, or only to the low end, in one sentence; ``told``: the disputed are named before."""
    roles = evidence.roles
    found: dict[str, dict[Decimal, str]] = {}
    for item in sorted(roles.items, key=lambda i: (roles.of[i.ref].rank, not i.origin.known)):
        role = roles.of[item.ref]
        aside = role.relation in (Relation.REPEATS, Relation.DISPUTES) or item.ref in roles.superseded
        if aside or (item.part and not role.counted) or (told and role.rank == DISPUTED):
            continue
        if role.rank == PART:
            number = item.figure.text if vague(item.quantity) else in_words(item.quantity)
            found.setdefault("is a part of the whole, and bears on the low end only", {}).setdefault(size(item), number)
        elif role.rank >= LATER and role.counted:
            found.setdefault(f"is {noun(role.why)}", {}).setdefault(size(item), in_words(item.quantity))
        elif not role.counted and role.why:
            by = evidence.challengers(item) if role.rank == DISPUTED else ()
            why = noun(role.why) + (f" by {listed(by)}" if by else "")
            found.setdefault(f"is left out: {why}", {}).setdefault(size(item), said(item))
    clauses = [f"{listed(numbers.values())} {plural(why, len(numbers))}" for why, numbers in found.items()]
    if clauses:
        yield f"{capital('; '.join(clauses))}."


def plural(clause: str, number: int) -> str:
    """A clause that begins with "is" as so many things ask for it."""
    if number == 1:
        return clause
    for one, many in MANY.items():
        clause = clause.replace(one, many, 1)
    return clause


def noun(why: str) -> str:
    """A reason as it stands in the middle of a sentence."""
    return why.rstrip(".")[:1].lower() + why.rstrip(".")[1:]


def definitions(roles: Roles) -> Iterator[str]:
    """Measures that meet though they are not defined alike."""
    names = sorted({i.measure for i in roles.items})
    if len(names) > 1:
        told = [row["why"] for row in table()["meets"] if set(row["measures"]) <= set(names)]
        yield f"{listed(f'“{n}”' for n in names)} may not count the same{f': {told[0]}' if told else ''}."


def interests(roles: Roles, at_war: Collection[str]) -> Iterator[str]:
    """Origins that are a party to the war and count their enemy's losses, or their own."""
    for item in roles.items:
        side = item.origin.side
        if not side or (item.group not in LOSSES and not lists.cumulative(item.measure)):
            continue
        if item.who == side:
            yield f"{capital(the(side))} counts losses of its own side."
        elif item.who in at_war and (side in at_war or side == item.where):
            yield f"{capital(the(side))} is a party to the war and counts losses of its enemy."


def independence(roles: Roles) -> Iterator[str]:
    """How many sources there are whose independence cannot be judged."""
    unknown = {i.origin.key for i in roles.items if not i.origin.known}
    if unknown and not known_origins(roles.items) and any(i.origin.circular for i in roles.items):
        yield "No independent origin is known at all."
    elif unknown:
        known = len(known_origins(roles.items))
        more = " more" if known else ""
        origins = "origin names" if len(unknown) == 1 else "origins name"
        yield f"{len(unknown)}{more} {origins} no source or publisher, so that independence cannot be judged."


def ages(roles: Roles) -> Iterator[str]:
    """Figures that stand years apart."""
    days: list[date] = [i.days[0] for i in roles.items if i.days]
    years = round((max(days) - min(days)).days / 365) if days else 0
    if years and roles.items[0].scope in (Scope.SLOW, Scope.STANDING):
        yield f"The articles are {years} {'year' if years == 1 else 'years'} apart."


def listing(items: Iterable[Item]) -> str:
    """Who says what, each once."""
    once: dict[tuple[Decimal, str], str] = {}
    for item in sorted(items, key=lambda i: not i.origin.known):
        once.setdefault((size(item), item.origin.key if item.origin.known else ""), said(item))
    known = {number for number, key in once if key}
    unique = list(dict.fromkeys(w for (number, key), w in once.items() if key or number not in known))
    shown = unique[:NAMED]
    rest = len(unique) - len(shown)
    if rest or len(shown) == 1:
        return ", ".join(shown) + (f" and {rest} more" if rest else "")
    return ", ".join(shown[:-1]) + f" and {shown[-1]}" if shown else ""


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]
