"""The section on sources: each article with outlet, title, authors, date, how that was found, and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from onrecord.brief.draft import Draft, Phrase, draft, join, merged
from onrecord.brief.made import made_count, made_date
from onrecord.brief.pile import Pile
from onrecord.brief.wording import count, flat, in_time, listing, window
from onrecord.model import Article, ArticleKind, Cite, CopyKind, DateSource, Removal, Span

KINDS = {
    ArticleKind.REPORT: "report",
    ArticleKind.OPINION: "opinion",
    ArticleKind.DIGEST: "news digest",
    ArticleKind.RECORD: "row of a table",
}
LEFT_OUT = {
    Removal.REPEAT: "text that repeats its own",
    Removal.BOILERPLATE: "page furniture",
    Removal.TEASER: "teasers of other pieces",
}
MOST = 40  # articles: of a larger pile only those cited are listed
SHOWN = 100  # characters of a part that was left out


def lines(pile: Pile, cited: Collection[str]) -> tuple[Draft, ...]:
    """One line an article, in the order of the pile; of a large pile those that the brief cites, the rest counted."""
    if len(pile.articles) <= MOST:
        return tuple(_line(pile, a) for a in pile.articles)
    shown = tuple(_line(pile, a) for a in pile.articles if a.id in cited)
    rest = [a for a in pile.articles if a.id not in cited]
    if not rest:
        return shown
    more = made_count(count(len(rest), "further article"), (a.id for a in rest))
    where = merged(*(pile.cite_article(a) for a in rest[:3]))
    return (*shown, draft(join("{} read and not cited", Phrase(more.text, where, more.derived))))


def _line(pile: Pile, article: Article) -> Draft:
    bare = join("{}: {}; {}", Phrase(_name(pile, article), pile.cite_article(article)), _what(article), _dated(article))
    full = join("{}{}{}{}", bare, _evidence(article), _copies(pile, article), _left_out(pile, article))
    middle = join("{}{}{}", bare, _copies(pile, article), _left_out(pile, article))
    name = draft(Phrase(_name(pile, article), pile.cite_article(article)))
    return draft(full, plainer=draft(middle, plainer=draft(bare, plainer=name)))


def _name(pile: Pile, article: Article) -> str:
    """The tag, with the file's name where the article has no publisher."""
    tag = pile.tag(article)
    return tag if article.publisher else f"{tag} ({article.path.replace(chr(92), '/').rsplit('/', 1)[-1]})"


def _what(article: Article) -> Phrase:
    title = flat(article.title or "").replace("“", "‘").replace("”", "’").replace('"', "’")
    by = f" by {listing(article.byline)}" if article.byline else ", unsigned"
    kind = KINDS[article.kind]
    return Phrase(f"“{title}”{by}, {kind}" if title else f"untitled {kind}{by}")


def _dated(article: Article) -> Phrase:
    p = article.published
    if p is None:
        return Phrase("no date in the text, and none could be inferred")
    date = made_date(window(p.start, p.end), p.start.isoformat(), p.end.isoformat())
    if p.how is DateSource.INFERRED:
        words = in_time(date.text).removesuffix(date.text)
        return join(f"undated, written {words}{{}} as far as can be inferred".replace("  ", " "), date)
    how = Phrase("stated in the text" if p.how is DateSource.STATED else "from its metadata")
    return join("published {} ({})", date, how)


def _evidence(article: Article) -> Phrase:
    p = article.published
    if p is None or p.how is not DateSource.INFERRED or not p.evidence:
        return Phrase("")
    return Phrase(f", from {listing(tuple(flat(e).rstrip('.') for e in p.evidence[:3]))}")


def _copies(pile: Pile, article: Article) -> Phrase:
    if article.copies_of in pile.article:
        of = pile.article[article.copies_of]
        return Phrase(f"; a copy of what {pile.label(of)} has, not counted again", pile.cite_article(of))
    updated = [p.of for p in article.passages if p.of in pile.article and article.overlap is CopyKind.UPDATE]
    if updated:
        of = pile.article[Counter(updated).most_common(1)[0][0]]
        words = f"; another version of what {pile.label(of)} has, of which only the changes count"
        return Phrase(words, pile.cite_article(of))
    copies = [a for a in pile.articles if a.copies_of == article.id]
    if not copies:
        return Phrase("")
    where = merged(*(pile.cite_article(a) for a in copies))
    return Phrase(f"; also printed by {listing(tuple(dict.fromkeys(pile.label(a) for a in copies)))}", where)


def _left_out(pile: Pile, article: Article) -> Phrase:
    removed = [r for r in article.removed if r.why in LEFT_OUT]
    if not removed:
        return Phrase("")
    kinds = list(dict.fromkeys(LEFT_OUT[r.why] for r in sorted(removed, key=lambda r: list(LEFT_OUT).index(r.why))))
    first = [next(r for r in removed if LEFT_OUT[r.why] == k) for k in kinds]
    return Phrase(f"; left out: {listing(kinds)}", merged(*(_shown(pile, article, r.raw) for r in first)))


def _shown(pile: Pile, article: Article, raw: Span) -> tuple[Cite, ...]:
    text = pile.raws[article.id]
    start = raw.start + len(raw.of(text)) - len(raw.of(text).lstrip())
    end = min(raw.end, start + SHOWN)
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if end <= start:
        return ()
    return (Cite(article=article.id, path=article.path, raw=Span(start, end), quote=text[start:end]),)
