"""Claims put together: one for each statement, one for each sentence (or rest of it) in the article's own voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.actors import Actors
from onrecord.extract.certainty import judge
from onrecord.extract.datelines import find_datelines, without
from onrecord.extract.disputes import Disputes
from onrecord.extract.figures import read_figures
from onrecord.extract.language import parse
from onrecord.extract.loaded import find_loaded
from onrecord.extract.places import Places
from onrecord.extract.propositions import read_propositions
from onrecord.extract.speech import Statement, read_statements
from onrecord.extract.stance import disputed_by_article, stance_of
from onrecord.model import Article, ArticleKind, Attribution, Claim, Figure, Mode, Span
from onrecord.values.text import text_of
from onrecord.values.time import TimeMention, read_times

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as DocSpan

NARRATOR = Attribution(mode=Mode.NARRATOR)
REST_WORDS = 4  # fewer words than this beside a statement assert nothing of their own


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the article that makes one claim; ``statement`` is None where the article speaks itself."""

    content: tuple[Span, ...]
    statement: Statement | None = None

    def holds(self, span: Span) -> int:
        """How many characters of ``span`` lie in the content."""
        return sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in self.content)


def read_claims(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Each article with its claims, in order, as they come off the parser."""
    articles = tuple(articles)
    for article, doc in zip(articles, parse(a.text for a in articles), strict=True):
        yield article, claims_of(article, doc)


def claims_of(article: Article, doc: Doc) -> tuple[Claim, ...]:
    """The claims of one parsed article, in the order of their first character.

    Corrections and editor's notes make none: they are of the article and not of what it reports.
    """
    actors = Actors(doc, article)
    notes = Places(n.span for n in article.notes)
    datelines = find_datelines(article.text)
    said = without(read_statements(doc, actors), datelines)
    statements = [s for s in said if not any(map(notes.near, s.content))]
    times = tuple(times_of(article))
    figures = read_figures(doc, actors, times)
    parts = [Part(s.content, s) for s in statements]
    parts += narrator_parts(doc, statements, figures, Places((*(n.span for n in article.notes), *datelines)))
    parts.sort(key=lambda p: p.content[0])
    owners = share_out(figures, parts)
    claims = [make_claim(article, doc, part, owned, times) for part, owned in zip(parts, owners, strict=True)]
    return read_propositions(with_disputes(claims, doc), doc, actors, times)


def times_of(article: Article) -> Iterator[TimeMention]:
    """The time expressions, in order: in a live blog each is reckoned from the day of its own entry."""
    entries = [e.span for e in article.entries]
    ends = {0, len(article.text), *(e.start for e in entries), *(e.end for e in entries)}
    for start, end in pairwise(sorted(ends)):
        piece = Span(start, end)
        for mention in read_times(piece.of(article.text), article.published_at(piece)):
            yield replace(mention, span=mention.span.shifted(start))


def make_claim(
    article: Article, doc: Doc, part: Part, figures: tuple[Figure, ...], times: tuple[TimeMention, ...]
) -> Claim:
    """One claim from one part: its certainty judged, its figures taken along."""
    modality = judge(
        doc,
        part.content,
        statement=part.statement,
        times=times,
        published=article.published_at(part.content[0]),
        opinion_piece=article.kind is ArticleKind.OPINION,
    )
    return Claim(
        id=Claim.make_id(article.id, part.content),
        article=article.id,
        content=part.content,
        text=" … ".join(s.of(article.text) for s in part.content),
        kind=modality.kind,
        attribution=_attribution(doc, part),
        certainty=modality.certainty,
        affirmed=modality.affirmed,
        hedges=modality.hedges,
        likelihood=modality.likelihood,
        due=modality.due,
        figures=figures,
        loaded=find_loaded(doc, part.content),
    )


def _attribution(doc: Doc, part: Part) -> Attribution:
    """Who said it, with the stance that the article takes in the same sentence."""
    if part.statement is None:
        return NARRATOR
    attribution = part.statement.attribution
    stance = stance_of(doc, attribution, part.content)
    return replace(attribution, stance=stance) if stance is not attribution.stance else attribution


def narrator_parts(
    doc: Doc, statements: Iterable[Statement], figures: Iterable[Figure], aside: Places
) -> Iterator[Part]:
    """What the article says itself: each sentence, less what a statement covers, what stands aside and what frames it.

    Notes and datelines stand aside.
    """
    text = text_of(doc)
    taken = Places(s for statement in statements for s in statement.content)
    frames = Places(s for statement in statements for s in frame_of(statement))
    figured = Places(f.span for f in figures)
    for sentence in doc.sents:
        whole = trimmed(text, Span(sentence.start_char, max(sentence.end_char, sentence.start_char + 1)))
        if whole is None:
            continue
        covered = sorted((*taken.near(whole), *aside.near(whole)))
        rest = tuple(pieces(text, whole, covered))
        framing = frames.near(whole) if covered else ()
        if asserts(sentence, rest, frames=framing, figures=figured.near(whole)):
            yield Part(rest)


def frame_of(statement: Statement) -> Iterator[Span]:
    """The cue and the speakers: words that present a statement and assert nothing besides."""
    yield from statement.attribution.cue
    for speaker in statement.attribution.path:
        yield speaker.span


def asserts(sentence: DocSpan, rest: tuple[Span, ...], *, frames: tuple[Span, ...], figures: tuple[Span, ...]) -> bool:
    """Whether what is left of a sentence says something: a figure, or a finite verb that frames no statement."""
    if any(piece.contains(f) for piece in rest for f in figures):
        return True
    words = [
        t
        for t in sentence
        if t.is_alpha
        and any(p.start <= t.idx < p.end for p in rest)
        and not any(f.start <= t.idx < f.end for f in frames)
    ]
    finite = any(
        t.pos_ in ("VERB", "AUX") and (t.morph.get("VerbForm", []) == ["Fin"] or t.tag_ == "MD") for t in words
    )
    return finite and len(words) >= REST_WORDS


def pieces(text: str, whole: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """The parts of ``whole`` outside ``covered`` that hold a letter or digit, without space and marks around them."""
    at = whole.start
    for span in [*covered, Span(whole.end, whole.end + 1)]:
        if at < span.start:
            piece = trimmed(text, Span(at, min(span.start, whole.end)), marks=",;:–— \n\t\r\u00a0")
            if piece:
                yield piece
        at = max(at, span.end)
        if at >= whole.end:
            return


def trimmed(text: str, span: Span, marks: str = " \n\t\r\u00a0") -> Span | None:
    """``span`` without ``marks`` at either end; None when no letter or digit is left."""
    inside = span.of(text)
    start = span.start + len(inside) - len(inside.lstrip(marks))
    end = span.end - (len(inside) - len(inside.rstrip(marks)))
    if start >= end or not any(c.isalnum() for c in text[start:end]):
        return None
    return Span(start, end)


def share_out(figures: tuple[Figure, ...], parts: list[Part]) -> list[tuple[Figure, ...]]:
    """The figures of each part: a figure belongs to the part that holds most of it, the shortest among equals."""
    owned: list[list[Figure]] = [[] for _ in parts]
    holders = defaultdict(list)
    for i, part in enumerate(parts):
        for span in part.content:
            holders[span].append(i)
    places = Places(holders)
    for figure in figures:
        best = max(
            sorted({i for span in places.near(figure.span) for i in holders[span]}),
            key=lambda i: (parts[i].holds(figure.span), -sum(map(len, parts[i].content))),
            default=None,
        )
        if best is not None:
            owned[best].append(figure)
    return [tuple(sorted(mine, key=lambda f: f.span)) for mine in owned]


def with_disputes(claims: list[Claim], doc: Doc) -> Iterator[Claim]:
    """The claims, each that challenges others pointing at them; what the article itself disputes has its stance."""
    disputes = Disputes(claims, doc)
    aimed = [replace(c, disputes=t) if (t := disputes.challenged(i)) else c for i, c in enumerate(claims)]
    stances = disputed_by_article(aimed, doc)
    for claim in aimed:
        stance = stances.get(claim.id)
        told = stance is not None and claim.attribution.mode is not Mode.NARRATOR
        yield replace(claim, attribution=replace(claim.attribution, stance=stance)) if told and stance else claim
