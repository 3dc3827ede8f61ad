"""The checker: finds again all that a line says before the line is printed.

It works on the finished line alone (its text, its cites and the phrases declared as made) and on the record; it
shares no code with the sections that write the lines, and reads numbers with a reader of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from onrecord.brief.draft import Derived, Draft, Made
from onrecord.brief.reading import Number, numbers
from onrecord.model import Cite

MASK = "□"
QUOTED = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")
STRAY = re.compile(r"[“”\"]")
CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ][\w.]*(?:[’'-]\w+)*(?<!\.)")
OPENS = re.compile(r"(?:^|[.!?:] |[.!?]” |□ )$")
MONTHS = {
    name: i
    for i, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        1,
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the checker may look into.

    Attributes:
        raws: The input text of each article.
        labels: What an article is called by: outlet, title, authors.
        aliases: A canonical name and the wordings that were resolved to it.
        dates: The days on record: of publication, of figures, of forecasts.
        sums: The sentences of arithmetic that reconciliation gave.
        scales: Words of likelihood with their range in per cent.
        words: Ordinary words that may open a sentence, in small letters.
        mended: By article, the numbers that a person set in the place of what its words say, and who did.
    """

    raws: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: frozenset[date] = frozenset()
    sums: frozenset[str] = frozenset()
    scales: Mapping[str, frozenset[Decimal]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    mended: Mapping[str, frozenset[tuple[Decimal, str]]] = field(default_factory=dict)


def check(line: Draft, evidence: Evidence) -> tuple[str, ...]:
    """Why the line must not be printed; empty when all of it was found again."""
    if not line.cites:
        return ("it cites nothing",)
    places = [why for c in line.cites if (why := _place(c, evidence.raws))]
    if places:
        return tuple(places)
    made = [why for d in line.derived if (why := _made(d, line.text, evidence))]
    text, quotes = _quotes(line, evidence)
    text = _mask(text, (d.phrase for d in line.derived))
    return (*made, *quotes, *_numbers(text, line, evidence), *_names(text, line, evidence))


# ------------------------------------------------------------------------------------------ places and quotes


def _place(cite: Cite, raws: Mapping[str, str]) -> str:
    raw = raws.get(cite.article)
    if raw is None:
        return f"no such article: {cite.article}"
    if not cite.quote.strip():
        return "a cite quotes nothing"
    return "" if cite.raw.of(raw) == cite.quote else f"the quote is not at its place: {cite.quote[:60]!r}"


def _quotes(line: Draft, evidence: Evidence) -> tuple[str, list[str]]:
    """The text with its quoted passages masked, and what was not found of them."""
    sources = [_fold(c.quote) for c in line.cites]
    titles = [_fold(label) for c in line.cites for label in evidence.labels.get(c.article, ())]
    why = []
    for m in QUOTED.finditer(line.text):
        words = _fold(m[1] if m[1] is not None else m[2]).strip(" .,")
        if not words or (not any(words in s for s in sources) and not any(t.startswith(words) for t in titles)):
            why.append(f"the quoted words stand in no cited place: {m[0][:80]}")
    text = QUOTED.sub(MASK, line.text)
    if STRAY.search(text):
        why.append("a quotation mark is without its fellow")
    return text, why


@lru_cache(maxsize=512)
def _fold(text: str) -> str:
    """Small letters without accents, straight apostrophes and no quotation marks, single blanks."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    text = "".join(ch for ch in text if not unicodedata.combining(ch) and ch not in '“”"')
    return " ".join(text.casefold().split())


def _mask(text: str, phrases: Iterable[str]) -> str:
    for phrase in sorted(phrases, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", MASK, text)
    return text


# ------------------------------------------------------------------------------------------ made numbers


def _made(derived: Derived, text: str, evidence: Evidence) -> str:
    """Why a phrase that was declared as made does not follow from the record; empty when it does."""
    if derived.phrase not in text:
        return f"declared but not in the line: {derived.phrase!r}"
    values = {n.value for n in numbers(derived.phrase)}
    if derived.made is Made.MENDED:
        return _mended(derived, values, text, evidence)
    holds = {
        Made.COUNT: lambda: values == {Decimal(len(set(derived.of)))},
        Made.DATE: lambda: _dates_hold(derived, values, evidence.dates),
        Made.SUM: lambda: set(derived.of) <= evidence.sums and values <= _values(derived.of),
        Made.SCALE: lambda: all(evidence.scales.get(words, frozenset()) == frozenset(values) for words in derived.of),
    }[derived.made]()
    return "" if holds else f"the {derived.made.value} does not follow from the record: {derived.phrase!r}"


def _mended(derived: Derived, values: set[Decimal | None], text: str, evidence: Evidence) -> str:
    """A number that a person set may stand in a line that says so, and with no name but that person's."""
    known = {pair for article in derived.of for pair in evidence.mended.get(article, ())}
    set_by = {by for value, by in known if value in values or derived.phrase == f"mended by {by}"}
    if not set_by or not any(f"mended by {by}" in text for by in set_by):
        return f"nobody is said to have mended it: {derived.phrase!r}"
    return "" if values <= {value for value, _ in known} else f"nobody mended it so: {derived.phrase!r}"


def _dates_hold(derived: Derived, values: set[Decimal | None], known: frozenset[date]) -> bool:
    days = {date.fromisoformat(d) for d in derived.of}
    allowed = {Decimal(d.day) for d in days} | {Decimal(d.year) for d in days}
    months = {MONTHS[w] for w in re.findall(r"[A-Z][a-z]+", derived.phrase) if w in MONTHS}
    return bool(days) and days <= known and values <= allowed and months <= {d.month for d in days}


def _values(texts: Iterable[str]) -> set[Decimal | None]:
    return {n.value for text in texts for n in numbers(text)}


# ------------------------------------------------------------------------------------------ numbers and names


def _numbers(text: str, line: Draft, evidence: Evidence) -> list[str]:
    quoted = [n for c in line.cites for n in numbers(c.quote)]
    for label in sorted((x for c in line.cites for x in evidence.labels.get(c.article, ())), key=len, reverse=True):
        text = text.replace(label, MASK)
    return [f"the number stands in no cited place: {n.words!r}" for n in numbers(text) if not _among(n, quoted)]


def _among(n: Number, quoted: list[Number]) -> bool:
    if n.value is None:
        return any(q.words.casefold().rstrip("s") == n.words.casefold().rstrip("s") for q in quoted)
    return any(q.value == n.value for q in quoted)


def _names(text: str, line: Draft, evidence: Evidence) -> list[str]:
    articles = dict.fromkeys(c.article for c in line.cites)
    hay = " | ".join(_fold(x) for a in articles for x in (evidence.raws[a], *evidence.labels.get(a, ())))
    why = []
    for name in sorted(evidence.aliases, key=lambda n: (-len(n), n)):
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        if name[:1].isupper() and re.search(pattern, text):
            wordings = (name, name.split()[-1], *evidence.aliases[name])
            if not any(_stands(w, hay) for w in wordings):
                why.append(f"the name stands in no cited article: {name!r}")
            text = re.sub(pattern, MASK, text)
    why += [f"the name stands in no cited article: {run!r}" for run in _unfound(text, hay, evidence.words)]
    return why


def _unfound(text: str, hay: str, words: frozenset[str]) -> list[str]:
    """Runs of capitalised words that the cited articles do not hold."""
    found = []
    for start, run in _runs(text):
        tokens = run.split()
        if OPENS.search(text[:start]) and (tokens[0].casefold() in plain_words() | words) and not _stands(run, hay):
            tokens = tokens[1:]
        if tokens and not _stands(" ".join(tokens), hay):
            found.append(" ".join(tokens))
    return found


def _runs(text: str) -> list[tuple[int, str]]:
    """Capitalised words that stand side by side, without their possessive endings, and where they start."""
    runs: list[tuple[int, str]] = []
    last_end = -2
    for m in CAPITAL.finditer(text):
        if m.start() and text[m.start() - 1].isalnum():
            continue
        bare = re.sub(r"[’']s?$", "", m[0])
        if runs and m.start() == last_end + 1 and text[last_end] == " ":
            runs[-1] = (runs[-1][0], f"{runs[-1][1]} {bare}")
        else:
            runs.append((m.start(), bare))
        last_end = m.end() if bare == m[0] else -2
    return runs


def _stands(words: str, hay: str) -> bool:
    folded = _fold(words)
    return bool(folded) and re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", hay) is not None


@cache
def plain_words() -> frozenset[str]:
    """Ordinary words that may open a sentence of a brief; none of them is a name."""
    from importlib.resources import files

    lines = (files("onrecord.brief") / "data" / "plain_words.txt").read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())
