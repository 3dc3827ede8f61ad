"""Record: how each source of a pile fared, as far as the questions tell. It says nothing of who is right.

A source is whoever says something first, by name, and every outlet. Unnamed sources have no record of their own: how
often an outlet leans on them is told of the outlet. A pure function; the same for any order of arrival.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Article, Asks, Claim, Entry, Forecast, Outcome, Question, Relation, SourceRecord
from onrecord.reconcile.identities import Identities, identities
from onrecord.reconcile.kinship import joined_stories
from onrecord.reconcile.links import last_link, unnamed
from onrecord.reconcile.origins import Origin, Tracer
from onrecord.reconcile.peoples import learn
from onrecord.reconcile.reliability import by_every_name, letter

FATES = ("figures", "statements", "corroborated", "borne_out", "contradicted", "disputed", "updated", "overtaken")


@dataclass(slots=True)
class Notes:
    """What is noted of one source on the way."""

    group: str
    articles: set[str] = field(default_factory=set)
    claims: int = 0
    fates: dict[str, set[str]] = field(default_factory=lambda: {fate: set() for fate in FATES})
    forecasts: dict[str, Outcome | None] = field(default_factory=dict)
    published: int = 0
    laid: Counter[str] = field(default_factory=Counter)


def records(
    claims: Sequence[Claim],
    articles: Sequence[Article],
    questions: Sequence[Question],
    *,
    forecasts: Iterable[Forecast] = (),
    ratings: Mapping[str, str] | None = None,
) -> tuple[SourceRecord, ...]:
    """The sources of a pile, those with most figures first.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: The articles, with ``copies_of`` and ``story`` set where they are known.
        questions: What :func:`onrecord.reconcile.reconcile` made of them.
        forecasts: The board of forecasts, with their settlements.
        ratings: How reliable the user holds sources to be: a letter A to F by name.
    """
    by_id = {a.id: a for a in articles}
    kept = sorted({c.id: c for c in claims if c.article in by_id}.values(), key=lambda c: (c.article, c.content, c.id))
    origins, who = traced(kept, by_id)
    noted: dict[str, Notes] = {}
    note_claims(noted, kept, origins, by_id)
    note_outlets(noted, kept, by_id)
    claim_article = {c.id: by_id[c.article] for c in kept}
    for question in questions:
        note_question(noted, question, claim_article)
    for forecast in forecasts:
        if forecast.known and forecast.forecaster in noted:
            outcome = forecast.settlement.outcome if forecast.settlement else None
            noted[forecast.forecaster].forecasts[forecast.id] = outcome
    letters = by_every_name(ratings or {}, who)
    made = (record(name, notes, letters, by_id) for name, notes in noted.items())
    return tuple(sorted(made, key=lambda r: (-len(r.figures), -r.claims, -r.published, r.name)))


def traced(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[dict[str, Origin], Identities]:
    """The origin of every claim, and who is who."""
    pile = joined_stories(articles, claims)
    peoples = learn(a.text for a in pile.values())
    who = identities(claims, pile.values(), peoples)
    return Tracer(pile, claims, who, peoples).trace(), who


def speakers(claims: Iterable[Claim], articles: Iterable[Article]) -> tuple[tuple[str, int, int], ...]:
    """Who said most, first and by name, outlets left out: the number of claims, and of the articles that carry them."""
    by_id = {a.id: a for a in articles}
    outlets = {a.outlet for a in by_id.values()}
    kept = sorted({c.id: c for c in claims if c.article in by_id}.values(), key=lambda c: (c.article, c.content, c.id))
    noted: dict[str, Notes] = {}
    note_claims(noted, kept, traced(kept, by_id)[0], by_id)
    found = ((name, notes.claims, len(notes.articles)) for name, notes in noted.items() if name not in outlets)
    return tuple(sorted(found, key=lambda s: (-s[1], -s[2], s[0])))


def note_claims(
    noted: dict[str, Notes], claims: Iterable[Claim], origins: Mapping[str, Origin], articles: Mapping[str, Article]
) -> None:
    """Who said how much, and in which articles it stands; what nobody known said is left out."""
    for claim in claims:
        origin = origins[claim.id]
        if origin.known:
            notes = noted.setdefault(origin.name, Notes(origin.key))
            notes.claims += 1
            notes.articles.add(articles[claim.article].id)


def note_outlets(noted: dict[str, Notes], claims: Iterable[Claim], articles: Mapping[str, Article]) -> None:
    """What each outlet published, and on whom the claims in it are laid; what it copied is not its own."""
    from onrecord.values.name import fold

    for article in articles.values():
        if article.publisher:
            notes = noted.setdefault(article.outlet, Notes(f"outlet {fold(article.outlet)}"))
            notes.published += 1
            notes.articles.add(article.id)
    for claim in claims:
        article = articles[claim.article]
        if article.publisher and not any(key in articles for key in article.taken_from(claim.content)):
            noted[article.outlet].laid[laid_on(claim)] += 1


def laid_on(claim: Claim) -> str:
    """Whether a claim is laid to a source by name, to one without a name, or to nobody."""
    link = last_link(claim)
    if link is None:
        return "own_voice"
    return "unnamed" if unnamed(link) else "named"


def note_question(noted: dict[str, Notes], question: Question, article_of: Mapping[str, Article]) -> None:
    """How what each source says stands under one question."""
    groups = {e.origin: e.group for e in question.entries}
    for entry in question.entries:
        if not answers(entry) or not entry.independent or entry.origin not in noted:
            continue
        fates = noted[entry.origin].fates
        fates["figures" if question.asks is Asks.FIGURE else "statements"].add(question.id)
        for fate, so in (
            ("corroborated", entry.corroborated_by),
            ("contradicted", entry.contradicted_by),
            ("disputed", entry.disputed_by),
            ("borne_out", borne_out(entry, question, article_of)),
        ):
            if so:
                fates[fate].add(question.id)
        if entry.superseded_by:
            own = groups.get(entry.superseded_by, entry.superseded_by) == entry.group
            fates["updated" if own else "overtaken"].add(question.id)


def answers(entry: Entry) -> bool:
    """Whether an entry answers the question: a figure, or a word on whether it was so; a mere challenge does not."""
    return (entry.figure is not None and entry.relation is not Relation.DISPUTES) or entry.proposition is not None


def borne_out(entry: Entry, question: Question, article_of: Mapping[str, Article]) -> bool:
    """Whether others gave the same number, and all of them surely later."""
    mine = article_of[entry.claim].published if entry.claim in article_of else None
    theirs = [
        article_of[e.claim].published
        for e in question.entries
        if e.origin in entry.corroborated_by and answers(e) and e.claim in article_of
    ]
    return bool(mine and theirs) and all(p is not None and mine is not None and p.start > mine.end for p in theirs)


def record(name: str, notes: Notes, letters: Mapping[str, str], articles: Mapping[str, Article]) -> SourceRecord:
    """The record of one source."""
    days = [p for key in notes.articles if (p := articles[key].published)]
    fates = {fate: tuple(sorted(found)) for fate, found in notes.fates.items()}
    return SourceRecord(
        name=name,
        group=notes.group,
        reliability=letter(name, notes.group, letters),
        articles=len(notes.articles),
        claims=notes.claims,
        **fates,
        forecasts=tuple(sorted(notes.forecasts)),
        came_true=tuple(sorted(k for k, o in notes.forecasts.items() if o is Outcome.TRUE)),
        came_false=tuple(sorted(k for k, o in notes.forecasts.items() if o is Outcome.FALSE)),
        published=notes.published,
        named=notes.laid["named"],
        unnamed=notes.laid["unnamed"],
        own_voice=notes.laid["own_voice"],
        first=min((p.start for p in days), default=None),
        last=max((p.end for p in days), default=None),
    )
