"""Copies as records and as text: which passages of an article stand where in earlier ones, and which are its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from onrecord.export.records import Record, places
from onrecord.model import Article, CopyKind, Passage, Span

WORDS = {
    CopyKind.EXACT: "the same, word for word, as",
    CopyKind.NEAR: "nearly the same as",
    CopyKind.PART: "in good part the same as",
    CopyKind.REWRITE: "the agency's report rewritten, as in",
    CopyKind.UPDATE: "another version, with changes, of",
    CopyKind.SHARED: "has passages of",
}


def copy_record(article: Article, by_id: Mapping[str, Article]) -> Record:
    """What an article has of earlier ones, passage by passage, with its places in both, and what is its own."""
    passages = [p for p in article.passages if p.of in by_id]
    return {
        "article": article.id,
        "path": article.path,
        "overlap": article.overlap.value if article.overlap else None,
        "copies_of": article.copies_of,
        "share": share(article),
        "passages": [
            {
                "text": p.span.of(article.text),
                **places((p.span,), article),
                "of": p.of,
                "of_path": by_id[p.of].path,
                "there": places((p.there,), by_id[p.of]),
            }
            for p in passages
        ],
        "own": [{"text": s.of(article.text), **places((s,), article)} for s in own(article)],
    }


def to_text(article: Article, by_id: Mapping[str, Article]) -> str:
    """The same for a person: the text in order, what was said before under ``=`` and what is new under ``+``."""
    sources = Counter(p.of for p in article.passages if p.of in by_id)
    main = by_id.get(article.copies_of or "") or by_id[sources.most_common(1)[0][0]]
    kind = WORDS[article.overlap] if article.overlap else WORDS[CopyKind.SHARED]
    lines = [f"{article.path}: {kind} {_name(main)} ({share(article):.0%} said before)"]
    rows = [(p.span, f"  = [{_name(by_id[p.of])} {p.there.start}-{p.there.end}] ") for p in _outermost(article, by_id)]
    rows += [(span, "  + ") for span in own(article)]
    lines += [mark + " ".join(span.of(article.text).split()) for span, mark in sorted(rows)]
    return "\n".join(lines) + "\n\n"


def _name(article: Article) -> str:
    return article.path.replace("\\", "/").rsplit("/", 1)[-1]


def share(article: Article) -> float:
    """How much of the text, in characters, stands in earlier articles: 0 to 1, two digits."""
    new = sum(len(s) for s in own(article))
    return round(min(1 - new / max(len(article.text.strip()), 1), 0.99 if new else 1), 2)


def own(article: Article) -> tuple[Span, ...]:
    """What of the text stands in no earlier article, white space trimmed."""
    return tuple(_gaps(article))


def _gaps(article: Article) -> Iterator[Span]:
    at = 0
    for start, end in [*((p.span.start, p.span.end) for p in article.passages), (len(article.text),) * 2]:
        words = article.text[at : max(start, at)]
        if words.strip():
            first = at + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()))
        at = max(at, end)


def _outermost(article: Article, by_id: Mapping[str, Article]) -> list[Passage]:
    """The passages that lie in no longer one."""
    known = [p for p in article.passages if p.of in by_id]
    return [p for p in known if not any(o.span.contains(p.span) and len(o.span) > len(p.span) for o in known)]
