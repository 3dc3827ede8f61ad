"""Searching the ledger's words: claims and articles, by the index that the database keeps (FTS5, or PostgreSQL's own).

What a person types is never handed on as it is: words must all occur, "quoted words" beside one another, ``-word`` must
not, ``word*`` begins one, and ``speaker:ruiz`` is looked for among those who are quoted. Words are found in their other
forms too (sank, sink: no; boats, boat: yes), and letters with marks by those without (Värnholm, varnholm).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from unicodedata import normalize

from sqlalchemy import Connection, TextClause, text

from onrecord.errors import UsageError
from onrecord.ledger.letters import BARE, as_written, bare

MANY = 2000  # from so many matches on the newest come first: to rank them all would take longer than anybody reads
TOKEN = re.compile(r'(?P<no>-)?(?:(?P<field>speaker):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))', re.IGNORECASE)
OPENING, CLOSING = "\x02", "\x03"  # what marks a found word in a passage while the database hands it over
PASSAGE = 30  # words of the passage that is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing to look for: words beside one another."""

    words: str
    absent: bool = False
    begins: bool = False
    speaker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One claim or article that has the words.

    Attributes:
        passage: The words around what was found.
        marks: Where the found words stand in ``passage``, half-open, in code points.
    """

    kind: str
    article: str
    claim: str | None
    path: str
    title: str | None
    publisher: str | None
    published: date | None
    passage: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found.

    Attributes:
        total: How many there are, :data:`MANY` at the most: then there are more, and the newest come first.
    """

    hits: tuple[Hit, ...]
    total: int

    @property
    def many(self) -> bool:
        """Whether there are so many that they were not counted to the end."""
        return self.total >= MANY


def read_terms(words: str) -> tuple[Term, ...]:
    """What is looked for, from what a person typed.

    Raises:
        UsageError: There is no word in it that is to occur.
    """
    terms = []
    for found in TOKEN.finditer(normalize("NFC", words).replace("“", '"').replace("”", '"')):
        said = found["phrase"] if found["phrase"] is not None else found["word"]
        if any(c.isalnum() for c in said):
            begins = found["phrase"] is None and said.endswith("*")
            bare = " ".join(re.findall(r"\w+", said))
            terms.append(Term(words=bare, absent=bool(found["no"]), begins=begins, speaker=bool(found["field"])))
    if all(term.absent for term in terms):
        raise UsageError("nothing to look for: name at least one word that is to occur")
    return tuple(terms)


def search(connection: Connection, words: str, *, kind: str = "claim", limit: int = 20, offset: int = 0) -> Found:
    """The claims (or with ``kind`` "article" the articles) that have the words, the best first.

    Raises:
        UsageError: There is nothing to look for.
    """
    terms = read_terms(words)
    if kind == "article":
        terms = tuple(t for t in terms if not t.speaker) or terms
    query = _sqlite_query(terms, kind) if connection.dialect.name == "sqlite" else _postgres_query(terms, kind)
    total = _count(connection, kind, query)
    found = connection.execute(
        _finding(connection, kind, ranked=total < MANY), {**query, "limit": limit, "offset": offset}
    )
    return Found(hits=tuple(_hit(kind, row) for row in found), total=total)


def _hit(kind: str, row: Any) -> Hit:
    passage, marks = _unmarked(as_written(row.passage or "", row.written or "", OPENING + CLOSING))
    return Hit(
        kind=kind,
        article=row.article,
        claim=row.claim,
        path=row.path,
        title=row.title,
        publisher=row.publisher,
        published=date.fromisoformat(row.published) if isinstance(row.published, str) else row.published,
        passage=passage,
        marks=marks,
    )


def _unmarked(passage: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A passage without the signs around what was found, and where they stood."""
    out: list[str] = []
    marks: list[tuple[int, int]] = []
    at, start = 0, None
    for part in re.split(f"([{OPENING}{CLOSING}])", " ".join(passage.split())):
        if part == OPENING:
            start = at
        elif part == CLOSING:
            if start is not None and at > start:
                marks.append((start, at))
            start = None
        else:
            out.append(part)
            at += len(part)
    return "".join(out), tuple(marks)


# -------------------------------------------------------------------------------- the two databases


def _sqlite_query(terms: Iterable[Term], kind: str) -> dict[str, Any]:
    """The query in the language of FTS5, every word between quotes."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for term in terms:
        piece = f'"{term.words}"' + ("*" if term.begins else "")
        piece = f"speakers : {piece}" if term.speaker and kind == "claim" else piece
        (unwanted if term.absent else wanted).append(piece)
    query = " AND ".join(wanted)
    return {"q": f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query}


def _postgres_query(terms: Iterable[Term], kind: str) -> dict[str, Any]:
    """The terms as values, without marks on their letters; what one said is only looked for among the speakers."""
    terms = [replace(t, words=bare(t.words)) for t in terms]
    wanted = [t for t in terms if not t.absent and not (t.speaker and kind == "claim")]
    speaking = [t for t in terms if t.speaker and not t.absent and kind == "claim"]
    return {
        "q": " & ".join(_tsquery(t) for t in [*wanted, *speaking]),
        "no": " & ".join(f"!({_tsquery(t)})" for t in terms if t.absent),
        "speakers": "%" + "%".join(t.words for t in speaking) + "%",
    }


def _tsquery(term: Term) -> str:
    r"""Letters and digits only reach this: ``\\w+`` took all else away."""
    words = [f"'{w}'" for w in term.words.split()]
    return " <-> ".join([*words[:-1], words[-1] + (":*" if term.begins else "")])


CLAIM_JOIN = (
    "FROM {source} JOIN readings ON readings.id = claims.reading AND readings.ended IS NULL "
    "JOIN articles ON articles.id = readings.article JOIN captures ON captures.id = articles.id "
)
ARTICLE_JOIN = (
    "FROM {source} JOIN articles ON articles.id = article_texts.article JOIN captures ON captures.id = articles.id "
)
FIELDS = "articles.id AS article, articles.title, articles.publisher, articles.published, captures.path"


def _parts(connection: Connection, kind: str) -> dict[str, str]:
    """The pieces of SQL in which the two databases and the two kinds differ."""
    claim = kind == "claim"
    table, words = ("claims", "claim_words") if claim else ("article_texts", "article_words")
    join = CLAIM_JOIN if claim else ARTICLE_JOIN
    if connection.dialect.name == "sqlite":
        return {
            "words": words,
            "join": join.format(source=f"{words} JOIN {table} ON {table}.row = {words}.rowid"),
            "where": f"WHERE {words} MATCH :q",
            "passage": f"snippet({words}, {0 if claim else 1}, '{OPENING}', '{CLOSING}', '…', {PASSAGE})",
            "written": "NULL",
            "rank": f"{words}.rank",
            "row": f"{words}.rowid",
            "claim": "claims.id" if claim else "NULL",
        }
    query = "(to_tsquery('english', :q) && CASE WHEN :no = '' THEN ''::tsquery ELSE to_tsquery('english', :no) END)"
    body = "claims.text" if claim else "left(article_texts.body, 100000)"
    plain = BARE.format(words=body)
    options = f"StartSel={OPENING}, StopSel={CLOSING}, MaxWords={PASSAGE}, MinWords={PASSAGE // 2}"
    heard = f" AND {BARE.format(words="coalesce(claims.speakers, '')")} ILIKE :speakers" if claim else ""
    return {
        "words": "",
        "join": join.format(source=table),
        "where": f"WHERE {table}.words @@ {query}{heard}",
        "passage": f"ts_headline('english', {plain}, {query}, '{options}')",
        "written": body,
        "rank": f"-ts_rank({table}.words, {query})",
        "row": f"{table}.row",
        "claim": "claims.id" if claim else "NULL",
    }


def _count(connection: Connection, kind: str, query: Mapping[str, Any]) -> int:
    """How many there are, :data:`MANY` at the most.

    The index alone says quickly whether they are many, claims that are no more among them; only few are looked at.
    """
    p = _parts(connection, kind)
    if p["words"]:
        quick = text(f"SELECT count(*) FROM (SELECT 1 FROM {p['words']} {p['where']} LIMIT :many)")
        if (connection.scalar(quick, {**query, "many": 2 * MANY}) or 0) >= 2 * MANY:
            return MANY
    slow = text(f"SELECT count(*) FROM (SELECT 1 {p['join']} {p['where']} LIMIT :many) AS found")
    return connection.scalar(slow, {**query, "many": MANY}) or 0


def _finding(connection: Connection, kind: str, *, ranked: bool) -> TextClause:
    p = _parts(connection, kind)
    order = f"{p['rank']}, {p['row']} DESC" if ranked else f"{p['row']} DESC"
    parts = f"{p['claim']} AS claim, {p['passage']} AS passage, {p['written']} AS written"
    inner = f"SELECT {FIELDS}, {parts} {p['join']} {p['where']}"
    return text(f"{inner} ORDER BY {order} LIMIT :limit OFFSET :offset")
