"""Weights: how many articles and claims hang on one origin, through however many links.

An origin is what independence is counted by: a ministry, its minister and its spokesman are one, and so are the organs
of a state. What an outlet says in its own voice weighs only where another outlet has it from there.
"""

from __future__ import annotations

from collections import Counter

from onrecord.model import Claim, Weight
from onrecord.reconcile.citations.edges import Links
from onrecord.reconcile.origins import Origin
from onrecord.values.name import fold


def weights(links: Links) -> tuple[Weight, ...]:
    """The origins of what the articles have from others, those on which most articles rest first."""
    found: dict[str, list[tuple[Claim, Origin]]] = {}
    for claim in links.tracer.claims:
        if claim.id in links.told:
            origin = links.tracer.origin(claim)
            if not _own(links, claim, origin):
                found.setdefault(origin.key, []).append((claim, origin))
    nodes: dict[str, list[str]] = {}
    used = {key for pair in links.shown for key in pair}
    for key in sorted(used):
        nodes.setdefault(links.names.made[key].origin, []).append(key)
    made = (_weight(links, key, rows, tuple(nodes.get(key, ()))) for key, rows in found.items())
    return tuple(sorted(made, key=lambda w: (-len(w.articles), -len(w.claims), w.origin)))


def _own(links: Links, claim: Claim, origin: Origin) -> bool:
    """Whether an article is its own origin."""
    article = links.tracer.articles[claim.article]
    return origin.own_voice and origin.key == f"outlet {fold(article.outlet)}"


def _weight(links: Links, key: str, rows: list[tuple[Claim, Origin]], nodes: tuple[str, ...]) -> Weight:
    articles = tuple(sorted({c.article for c, _ in rows}))
    names = Counter(origin.name for _, origin in rows)
    origin = rows[0][1]
    name = _name(origin, names)
    everything = len(links.tracer.articles)
    share = f"{len(articles)} of {everything} articles" if everything > 1 else "The one article"
    verb = "rests" if len(articles) == 1 or everything == 1 else "rest"
    told = "one claim" if len(rows) == 1 else f"{len(rows)} claims"
    through = [n for n in sorted(names, key=lambda n: (-names[n], n)) if n != name][:4]
    voices = f", also through {', '.join(through)}" if through and origin.known else ""
    return Weight(
        origin=key,
        name=name,
        known=origin.known,
        nodes=nodes,
        articles=articles,
        claims=tuple(sorted(c.id for c, _ in rows)),
        says=f"{share} {verb} on {name} ({told}{voices}).",
    )


def _name(origin: Origin, names: Counter[str]) -> str:
    """The state or the body that independence is counted by, not the person who speaks for it."""
    if origin.side and origin.known:
        return origin.side
    whole = [n for n in names if origin.key.endswith(f" {fold(n)}")]
    return min(whole or list(names), key=lambda n: (-names[n], n))
