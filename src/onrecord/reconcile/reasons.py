"""Reasons: the sentences that say why a question has its verdict and its range, as a desk editor would write them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from onrecord.model import Relation, Verdict
from onrecord.reconcile import lists
from onrecord.reconcile.grades import listed
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.numbers import day, in_words
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.ranges import point, vague
from onrecord.reconcile.roles import LATER, PART, Roles, as_of, as_of_start, known_origins
from onrecord.reconcile.verdict import Answer, alike
from onrecord.reconcile.wording import the

LOSSES = ("casualties", "killed", "injured", "missing")
NAMED = 6  # so many figures are named one by one


def reasons(roles: Roles, answer: Answer, disputers: Sequence[Origin], at_war: Collection[str]) -> tuple[str, ...]:
    """The sentences, each once, in the order in which an editor needs them; ``at_war`` holds the states with losses."""
    lines = [
        *verdict_lines(roles, answer.verdict, disputers),
        *left_out(roles),
        *definitions(roles),
        *interests(roles, at_war),
        *independence(roles),
        *ages(roles),
        *(i.origin.note for i in roles.items if i.origin.note),
        answer.rule,
    ]
    return tuple(dict.fromkeys(line for line in lines if line))


def said(item: Item) -> str:
    """Who says what: "more than 600,000 by Ukraine"."""
    number = item.figure.text if item.family == "share" or vague(item.quantity) else in_words(item.quantity)
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
        exact = len({point(i.quantity) for i in counted}) == 1
        yield f"{listing(counted)}: {'the same number' if exact else 'the same within rounding or ten per cent'}."
    if verdict is Verdict.COMPATIBLE and len(counted) > 1:
        numbers = [i for i in counted if i.quantity.low is not None and i.quantity.high is not None]
        holds = "all of these can hold at once" if alike(numbers) else "as estimates, none rules out another"
        yield f"{listing(counted)}: {holds}."


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
    """The clashes, each pair of numbers once: which lies below which."""
    seen: set[tuple[Decimal | None, Decimal | None]] = set()
    for a, b in roles.clashes:
        low, high = sorted((a, b), key=lambda i: (point(i.quantity) or 0, i.order))
        key = (point(low.quantity), point(high.quantity))
        if key not in seen and len(seen) < NAMED:
            seen.add(key)
            yield f"{capital(said(low))} lies below {said(high)}: both cannot hold."


def superseded_line(roles: Roles) -> str:
    """The series of a count that was brought up to date."""
    series = [i for i in roles.items if i.ref in roles.superseded]
    series += [i for i in roles.with_relation(Relation.UPDATES) if roles.of[i.ref].counted]
    heads = {i.ref: i for i in roles.superseded.values() if i.ref not in roles.superseded}
    seen = {i.ref for i in series}
    series += [i for ref, i in heads.items() if ref not in seen]
    numbers: dict[object, Item] = {}
    for item in sorted(series, key=lambda i: (as_of_start(i), i.order)):
        numbers.setdefault(point(item.quantity), item)
    steps = [f"{said(i)}{dated(i)}" for i in numbers.values()]
    return f"The figure was brought up to date: {', then '.join(steps[-NAMED:])}."


def dated(item: Item) -> str:
    """The day that a figure stands for in brackets, where it is known to the day."""
    days = as_of(item)
    return f" ({day(days[0])})" if days and days[0] == days[1] else ""


def single_line(roles: Roles) -> str:
    """Who alone gives the figure, and through how many articles it is seen."""
    counted = roles.counted(parts=True)
    if not counted:
        return ""
    articles = {i.article.id for i in roles.items}
    seen = f", seen through {len(articles)} articles" if len(articles) > 1 else ""
    return f"One origin only{seen}: {listing(counted)}."


def left_out(roles: Roles) -> Iterator[str]:
    """The figures that stay in the question and are not counted, or only to the low end, each with the reason."""
    for item in roles.items:
        role = roles.of[item.ref]
        if role.relation in (Relation.REPEATS, Relation.DISPUTES) or item.ref in roles.superseded:
            continue
        if item.part and not role.counted:
            continue
        number = item.figure.text if vague(item.quantity) else in_words(item.quantity)
        if role.rank == PART:
            yield f"{capital(number)} is a part of the whole, and bears on the low end only."
        elif role.rank >= LATER and role.counted:
            yield f"{capital(number)} is {noun(role.why)}."
        elif not role.counted and role.why:
            yield f"{capital(said(item))} is left out: {noun(role.why)}."


def noun(why: str) -> str:
    """A reason as it stands in the middle of a sentence."""
    return why.rstrip(".")[:1].lower() + why.rstrip(".")[1:]


def definitions(roles: Roles) -> Iterator[str]:
    """Measures that meet though they are not defined alike."""
    names = sorted({i.measure for i in roles.items})
    if len(names) > 1:
        yield f"{listed(f'“{n}”' for n in names)} may not count the same."


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
    unique = list(dict.fromkeys(said(i) for i in items))
    shown = unique[:NAMED]
    rest = len(unique) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]
