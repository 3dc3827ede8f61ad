"""Names in the graph: which node a link of a chain, an outlet or an agency is, the same across the pile."""

from __future__ import annotations

from onrecord.extract.cues import is_outlet
from onrecord.model import Article, Claim, Node, NodeKind, Speaker, SpeakerType
from onrecord.reconcile.links import side_of, unnamed
from onrecord.reconcile.origins import Tracer, the_body
from onrecord.reconcile.peoples import state_named
from onrecord.reconcile.telling import is_hearsay, is_voice
from onrecord.values.name import fold

KINDS = {
    SpeakerType.PERSON: NodeKind.PERSON,
    SpeakerType.ORGANISATION: NodeKind.ORGANISATION,
    SpeakerType.STATE: NodeKind.STATE,
    SpeakerType.DOCUMENT: NodeKind.DOCUMENT,
    SpeakerType.UNNAMED: NodeKind.UNNAMED,
}


class Names:
    """The nodes of a pile, made as they are asked for."""

    def __init__(self, tracer: Tracer) -> None:
        self.tracer = tracer
        self.made: dict[str, Node] = {}
        self.within: dict[str, str] = {}  # an unnamed node -> the node that names it
        self._published: dict[str, list[str]] = {}
        for key, article in sorted(tracer.articles.items()):
            self._published.setdefault(outlet_id(article), []).append(key)

    def outlet(self, article: Article) -> str:
        """The node of the outlet that published an article; of the article itself where it names no publisher."""
        key = outlet_id(article)
        name = self.tracer.outlets.names.get(fold(article.outlet), article.outlet)
        return self._add(key, name, self._outlet_kind(name), origin=f"outlet {fold(article.outlet)}")

    def named_outlet(self, folded: str) -> str:
        """The node of an outlet of the pile, by its folded name."""
        name = self.tracer.outlets.names[folded]
        return self._add(f"outlet {folded}", name, self._outlet_kind(name), origin=f"outlet {folded}")

    def agency(self, name: str) -> str:
        """The node of an agency, by its name."""
        return self._add(f"outlet {fold(name)}", name, NodeKind.AGENCY, origin=f"outlet {fold(name)}")

    def links(self, link: Speaker, claim: Claim, within: str) -> tuple[str, ...]:
        """The nodes of one link: one, or each of those who speak together; ``within`` is who names it.

        A link that is the outlet's own name or "we" is the outlet's node.
        """
        article = self.tracer.articles[claim.article]
        own = fold(article.outlet)
        if link.type is SpeakerType.PERSON and fold(link.name) in {fold(name) for name in article.byline}:
            return (self.outlet(article),)  # "I", of who signed it
        if (folded := self.tracer.outlets.find(link, own)) is not None:
            return (self.named_outlet(folded),)
        if self.tracer.outlets.is_agency(link.name) and not unnamed(link):
            return (self.agency(link.name),)
        if unnamed(link) or is_hearsay(link):
            holder = self.tracer.holder(link, claim.article)
            return (self._person(holder.name, holder.type, link, article) if holder else self._unnamed(link, within),)
        people = self.tracer.who.of(link, article.id)
        if link.type is SpeakerType.PERSON and len(people) > 1:
            return tuple(self._person(p.name, p.type, link, article) for p in people)
        return (self._person(self.tracer.who.canonical(link, article.id), link.type, link, article),)

    def _person(self, name: str, type_: SpeakerType, link: Speaker, article: Article) -> str:
        speaker = Speaker(name=name, text=link.text, span=link.span, type=type_, of=link.of)
        origin = self.tracer.behind(speaker, article.id)
        state = state_named(name, self.tracer.peoples) if type_ is SpeakerType.STATE else None
        carries = type_ is SpeakerType.ORGANISATION and (is_outlet(name) or is_outlet(link.text))
        kind = NodeKind.OUTLET if carries else KINDS[type_]
        spoken_for = self._speaks_for(name, origin.side)
        return self._add(
            f"{'state' if kind is NodeKind.STATE else 'name'} {fold(state or name)}",
            state or name,
            kind,
            origin=origin.key,
            speaks_for=spoken_for if spoken_for != (state or name) else None,
        )

    def _speaks_for(self, name: str, side: str | None) -> str | None:
        kind, what = self.tracer.offices.get(name, ("", ""))
        return what if kind else side

    def _unnamed(self, link: Speaker, within: str) -> str:
        if link.of and is_voice(link.text):
            state = state_named(link.of, self.tracer.peoples)
            type_ = SpeakerType.STATE if state else SpeakerType.ORGANISATION
            name = state or link.of
            key = f"{'state' if state else 'name'} {fold(name)}"
            origin = f"state {state}" if state else f"name {fold(name)}"
            return self._add(key, name, KINDS[type_], origin=origin)
        kind = NodeKind.DOCUMENT if link.type is SpeakerType.DOCUMENT else NodeKind.UNNAMED
        words = " ".join(link.text.split())
        key = f"unnamed {fold(words)} in {within}"
        side = side_of(link, self.tracer.peoples)
        self.within[key] = within
        return self._add(key, f"“{words}”", kind, origin=key, speaks_for=the_body(side) if side else None)

    def _outlet_kind(self, name: str) -> NodeKind:
        return NodeKind.AGENCY if self.tracer.outlets.is_agency(name) else NodeKind.OUTLET

    def said(self, key: str) -> str:
        """The name of a node in a sentence: an unnamed one with whoever names it."""
        name, holder = self.made[key].name, self.made.get(self.within.get(key, ""))
        return f"{name} in {holder.name}" if holder else name

    def _add(self, key: str, name: str, kind: NodeKind, *, origin: str, speaks_for: str | None = None) -> str:
        articles = tuple(self._published.get(key, ()))
        before = self.made.get(key)
        if before is None:
            self.made[key] = Node(
                id=key,
                name=name,
                kind=kind,
                in_pile=bool(articles),
                origin=origin,
                speaks_for=speaks_for,
                articles=articles,
            )
        return key


def outlet_id(article: Article) -> str:
    """The id of the node of an article's outlet: two files that name no publisher are two nodes."""
    return f"outlet {fold(article.outlet)}" if article.publisher else f"article {article.id}"
