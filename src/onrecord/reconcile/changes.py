"""Changes: what the record says otherwise on one day than on another, and which claims made the difference.

A question is the same as one of before when it holds most of that one's figures, whatever its id: so that it is known
again where later articles bring a fuller name or a place. Where it holds those of two, the two have merged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from onrecord.model import (
    Article,
    Asks,
    Basis,
    Change,
    ChangeKind,
    Claim,
    Entry,
    Question,
    Relation,
    Shift,
    Verdict,
)
from onrecord.reconcile import lists
from onrecord.reconcile.grades import listed
from onrecord.reconcile.numbers import day, in_words, plain
from onrecord.reconcile.past import changed_after, published_by
from onrecord.reconcile.wording import the

Key = tuple[str, int | None]
FIELDS = ("verdict", "status", "low", "best", "high", "origins")
WEIGHT = {
    ChangeKind.CORRECTION: 90,
    ChangeKind.MERGED: 45,
    ChangeKind.GONE: 40,
    ChangeKind.QUESTION: 25,
    ChangeKind.SPLIT: 20,
    ChangeKind.UPDATE: 15,
    ChangeKind.ORIGIN: 10,
    ChangeKind.ARTICLE: 5,
}
HARD = {Verdict.CONFLICT: 40, Verdict.DISPUTED: 40, Verdict.SUPERSEDED: 10}  # what an answer that turned so weighs more
MOVED, SAID, LOST, GRAVEST = 30, 10, 15, 15  # a number that moved, one more given; a count of losses, of the dead
FEW = 10  # a count of fewer lost weighs less
MOST_NAMED = 4


@dataclass(frozen=True, kw_only=True)
class Stand:
    """The record as it stood on a day."""

    day: date
    articles: Sequence[Article]
    claims: Sequence[Claim]
    questions: Sequence[Question]

    @cached_property
    def by_id(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return {c.id: c for c in self.claims}

    @cached_property
    def home(self) -> Mapping[Key, Question]:
        """The question of every figure."""
        return {key: q for q in self.questions for key in keys(q)}


def changes(before: Stand, after: Stand) -> tuple[Change, ...]:
    """All that changed, the weightiest first; the same for any order of the articles."""
    found = [*of_questions(before, after), *of_articles(before, after), *of_origins(before, after)]
    return tuple(sorted(found, key=lambda c: (-c.weight, c.kind, c.text, c.says, c.question or c.article or "")))


def keys(question: Question) -> Iterator[Key]:
    """What names the figures (or statements) of a question; mere challenges belong to several."""
    for entry in question.entries:
        if entry.figure is not None or entry.relation is not Relation.DISPUTES:
            yield (entry.claim, entry.figure)


# -------------------------------------------------------------------------------- questions


def of_questions(before: Stand, after: Stand) -> Iterator[Change]:
    """New questions, answers that changed, questions that merged, were split, or lost all they had."""
    heirs = {q.id: heir for q in before.questions if (heir := heir_of(q, after))}
    parents: dict[str, list[Question]] = {}
    for q in before.questions:
        if q.id in heirs:
            parents.setdefault(heirs[q.id].id, []).append(q)
        else:
            says = f"{q.text} Nothing is left on record that answers it: what did was changed."
            yield Change(kind=ChangeKind.GONE, says=says, weight=weight(ChangeKind.GONE, q), question=q.id, text=q.text)
    for q in after.questions:
        old = parents.get(q.id, [])
        if not old:
            yield new_question(q, before, after)
        elif len(old) > 1:
            yield merged(q, old, after)
        elif change := answer_change(old[0], q, after):
            yield change


def heir_of(question: Question, after: Stand) -> Question | None:
    """The later question that holds most of its figures; among equals the one with its id, then the first."""
    places = Counter(after.home[key].id for key in keys(question) if key in after.home)
    if not places:
        return None
    chosen = min(places, key=lambda k: (-places[k], k != question.id, k))
    return next(after.home[key] for key in keys(question) if key in after.home and after.home[key].id == chosen)


def new_question(q: Question, before: Stand, after: Stand) -> Change:
    """A question that nothing answered before, or one that was told apart from another."""
    from_others = [before.home[key] for key in keys(q) if key in before.home]
    kind = ChangeKind.SPLIT if from_others else ChangeKind.QUESTION
    tail = " In conflict." if q.verdict is Verdict.CONFLICT else ""
    if from_others:
        tail += f" Before it stood under: {from_others[0].text}"
    told = [e for e in q.entries if e.counted] or [e for e in q.entries if e.relation is not Relation.REPEATS]
    who = figures(told, after, capital=q.asks is Asks.FIGURE)
    says = f"{q.text} {who}.{tail}" if q.asks is Asks.FIGURE else f"{q.text} {str(q.verdict).capitalize()}: {who}."
    was = (from_others[0].id,) if from_others else ()
    return Change(
        kind=kind, says=says, weight=weight(kind, q), question=q.id, text=q.text, was=was, claims=claims_of(q.entries)
    )


def merged(q: Question, old: Sequence[Question], after: Stand) -> Change:
    """Two questions that have turned out to be one."""
    main = min(old, key=lambda o: (o.id != q.id, -len(o.entries), o.id))
    others = [o for o in old if o is not main]
    told = "; ".join(f"{o.text} {value(o, capital=True)}" for o in others)
    says = f"{sentence(main, q, fresh(main, q), after)} It is now one with what was asked by itself: {told}."
    return Change(
        kind=ChangeKind.MERGED,
        says=says,
        weight=max(weight(ChangeKind.MERGED, q), heft(main, q)),
        question=q.id,
        text=q.text,
        was=tuple(sorted(o.id for o in old)),
        shifts=shifts(main, q),
        claims=claims_of(e for e in q.entries if not any(e.claim == f.claim for o in old for f in o.entries)),
    )


def answer_change(old: Question, new: Question, after: Stand) -> Change | None:
    """How the answer to a question changed; None where it is as it was."""
    moved = shifts(old, new)
    if not moved:
        return None
    entries = fresh(old, new)
    return Change(
        kind=ChangeKind.ANSWER,
        says=sentence(old, new, entries, after),
        weight=heft(old, new),
        question=new.id,
        text=new.text,
        was=(old.id,) if old.id != new.id else (),
        shifts=moved,
        claims=claims_of(entries),
    )


def shifts(old: Question, new: Question) -> tuple[Shift, ...]:
    """The fields of the answer that are not as they were."""
    pairs = ((name, getattr(old, name), getattr(new, name)) for name in FIELDS)
    return tuple(Shift(what=name, before=was, after=now) for name, was, now in pairs if was != now)


def fresh(old: Question, new: Question) -> tuple[Entry, ...]:
    """The entries that are new under a question."""
    known = {(e.claim, e.figure) for e in old.entries}
    return tuple(e for e in new.entries if (e.claim, e.figure) not in known)


def claims_of(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Their claims, each once."""
    return tuple(dict.fromkeys(e.claim for e in entries))


# -------------------------------------------------------------------------------- in words


def sentence(old: Question, new: Question, entries: Sequence[Entry], after: Stand) -> str:
    """The change of an answer: how the number moved, what made it, and what the verdict is now."""
    if new.asks is not Asks.FIGURE:
        turned = (
            f"Now {new.verdict}, before {old.verdict}" if old.verdict is not new.verdict else f"Still {new.verdict}"
        )
        causes = "; ".join(reasons_for(old, new, entries, after))
        return f"{new.text} {turned}{f': {causes}' if causes else ''}."
    parts = [movement(old, new)]
    if causes := "; ".join(reasons_for(old, new, entries, after)):
        parts.append(f": {causes}")
    if old.verdict is not new.verdict:
        parts.append(f". Now {new.verdict}, before {old.verdict}")
    elif old.status is not new.status:
        parts.append(f". Now {new.status}, before {old.status}")
    return f"{new.text} {''.join(parts)}."


def movement(old: Question, new: Question) -> str:
    """How the number moved: "Rose from 11 to 24"."""
    was, now = value(old), value(new)
    if was == now:
        return f"Still {now}"
    verb = "Went"
    if old.best is not None and new.best is not None:
        verb = "Rose" if new.best > old.best else "Fell"
    return f"{verb} from {was} to {now}"


def value(question: Question, *, capital: bool = False) -> str:
    """The answer in words: its best figure, else its range."""
    low, best, high = question.low, question.best, question.high
    if best is not None:
        words = plain(best)
    elif low is not None and high is not None:
        words = f"{plain(low)} to {plain(high)}" if low != high else plain(low)
    elif low is not None:
        words = f"at least {plain(low)}"
    else:
        words = f"up to {plain(high)}" if high is not None else "no number"
    return words[:1].upper() + words[1:] if capital else words


def reasons_for(old: Question, new: Question, entries: Sequence[Entry], after: Stand) -> Iterator[str]:
    """What made the difference: new origins, figures that were replaced, challenges, what was withdrawn."""
    spoken = {e.group or e.origin for e in old.entries}
    aside = [e for e in entries if e.aside and e.relation is not Relation.DISPUTES and not e.superseded_by]
    telling = [e for e in entries if e.counted and e.relation not in (Relation.REPEATS, Relation.DISPUTES)]
    newcomers = [e for e in telling if (e.group or e.origin) not in spoken]
    again = [e for e in telling if (e.group or e.origin) in spoken]
    if newcomers:
        many = len({e.group or e.origin for e in newcomers})
        yield f"{count(many)} new {'origin' if many == 1 else 'origins'}, {figures(newcomers, after)}"
    if again:
        yield f"{figures(again, after)}, who had given a figure before" if not newcomers else figures(again, after)
    counted = {(e.claim, e.figure) for e in old.entries if e.counted}
    gone = [e for e in new.entries if not e.counted and (e.claim, e.figure) in counted]
    if replaced := [e for e in gone if e.superseded_by]:
        yield f"{figures(replaced, after)} was replaced by a later figure"
    if doubters := [e for e in entries if e.relation is Relation.DISPUTES]:
        yield f"disputed by {listed(named(e.origin) for e in doubters)}"
    if aside:
        yield f"{figures(aside, after)} {'is' if len(aside) == 1 else 'are'} left out ({noun(aside[0].why)})"
    left = {(e.claim, e.figure) for e in old.entries} - {(e.claim, e.figure) for e in new.entries}
    if left:
        yield f"{count(len(left))} {'figure' if len(left) == 1 else 'figures'} no longer under it"


def noun(why: str) -> str:
    """The first sentence of a reason, as it stands within brackets."""
    first = why.split(". ")[0].rstrip(".")
    return f"{first[:1].lower()}{first[1:]}"


def figures(entries: Sequence[Entry], after: Stand, *, capital: bool = False) -> str:
    """Who gives what, each once: "24 by the fire service and 19 by Ana Ruiz"."""
    said = list(dict.fromkeys(words for e in entries if (words := figure_of(e, after))))
    shown = said[:MOST_NAMED] + ([f"{len(said) - MOST_NAMED} more"] if len(said) > MOST_NAMED else [])
    words = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else "nothing counted"
    return words[:1].upper() + words[1:] if capital else words


def figure_of(entry: Entry, after: Stand) -> str:
    """One figure with who gives it; the origin alone for a statement."""
    claim, who = after.by_id.get(entry.claim), named(entry.origin)
    if claim is None or entry.figure is None:
        return who
    figure = claim.figures[entry.figure]
    return f"{figure.text if figure.basis is Basis.SHARE else in_words(figure.quantity)} by {who}"


def named(origin: str) -> str:
    """An origin as it stands in a sentence."""
    return origin.replace("unnamed (", "an unnamed source (", 1) if origin.startswith("unnamed") else the(origin)


def count(number: int) -> str:
    """A small number in words."""
    return {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}.get(number, str(number))


# -------------------------------------------------------------------------------- weights


def weight(kind: ChangeKind, question: Question) -> int:
    """How much a change of a question weighs by itself."""
    hard = HARD.get(question.verdict, 0) if kind is ChangeKind.QUESTION else 0
    return WEIGHT[kind] + hard + losses(question) + min(question.origins, 5)


def heft(old: Question, new: Question) -> int:
    """How much a changed answer weighs: a number that moved, a verdict that turned, many origins."""
    turned = HARD.get(new.verdict, 0) if old.verdict is not new.verdict else 0
    moved = MOVED if (old.low, old.best, old.high) != (new.low, new.best, new.high) else 0
    said = SAID if any(e.counted for e in fresh(old, new)) else 0
    return 20 + turned + moved + said + losses(new) + min(new.origins, 5)


def losses(question: Question) -> int:
    """What a count of people or things lost weighs more, the dead the most."""
    if not lists.cumulative(question.measure):
        return 0
    gravest = GRAVEST if lists.meeting_groups().get(question.measure, question.measure) == "killed" else 0
    most = max((n for n in (question.low, question.best, question.high) if n is not None), default=Decimal(0))
    return (gravest + LOST) // (1 if most >= FEW else 3)


# -------------------------------------------------------------------------------- articles and origins


def of_articles(before: Stand, after: Stand) -> Iterator[Change]:
    """Articles that are new, were changed, or carry a correction."""
    known = {a.id for a in before.articles}
    for article in (a for a in after.articles if a.id not in known or grown(a, before.day)):
        name = f"{article.outlet}: “{article.title}”" if article.title else article.outlet
        if changed_after(article, before.day) and published_by(article, before.day):
            when = f" on {day(article.updated.start)}" if article.updated else ""
            says = f"{name} was changed{when}; how it read before is not known."
            kind = ChangeKind.UPDATE
        else:
            kind, says = ChangeKind.ARTICLE, f"{name}{new_as(article)}."
        yield Change(kind=kind, says=says, weight=WEIGHT[kind], article=article.id)
        for note in article.notes:
            words = " ".join(note.span.of(article.text).split())
            says = f"{article.outlet} prints a {note.kind}: “{words}”"
            yield Change(
                kind=ChangeKind.CORRECTION, says=says, weight=WEIGHT[ChangeKind.CORRECTION], article=article.id
            )


def grown(article: Article, since: date) -> bool:
    """Whether a live blog has entries of a later day."""
    return any(e.published.end > since for e in article.entries)


def new_as(article: Article) -> str:
    """What a new article is: a copy of another one, an update, or by itself; with its day."""
    known = article.published
    last = f" to {day(known.end)}" if known and known.end != known.start else ""
    when = f", {day(known.start)}{last}" if known else ""
    if article.copies_of:
        return f"{when}, a copy of an earlier article"
    return f"{when}, an earlier article with other figures or names in it" if article.overlap == "update" else when


def of_origins(before: Stand, after: Stand) -> Iterator[Change]:
    """Known origins that are on record for the first time, with how many questions they answer."""
    known = {e.group or e.origin for q in before.questions for e in q.entries}
    answering: dict[str, list[tuple[Entry, str]]] = {}
    for q in after.questions:
        for entry in q.entries:
            group = entry.group or entry.origin
            if entry.independent and group not in known:
                answering.setdefault(group, []).append((entry, q.id))
    for found in answering.values():
        entry, asked = found[0][0], len({q for _, q in found})
        about = f"{count(asked)} {'question' if asked == 1 else 'questions'}"
        who = named(entry.origin)
        says = f"{who[:1].upper()}{who[1:]} is on record for the first time, on {about}."
        claims = tuple(dict.fromkeys(e.claim for e, _ in found))
        yield Change(kind=ChangeKind.ORIGIN, says=says, weight=WEIGHT[ChangeKind.ORIGIN], claims=claims)
