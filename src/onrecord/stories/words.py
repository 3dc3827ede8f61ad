"""The words of an article that tell what it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.model import Article

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
INSIDE = re.compile(r"(?<=[\w,;’)”\"] )[^\W\d_][^\W_]*(?:[’'][^\W_]+)*")
NAME_SHARE = 0.8  # of the places inside sentences in which a name is written with a capital
TITLE_WEIGHT = 2  # a word of the title counts as so many of the text
LEAD_CHARACTERS = 600  # the lead holds the event; what follows is background
LEAD_WEIGHT = 1


@cache
def stopwords() -> frozenset[str]:
    """Words that stand in any report, whatever it tells of."""
    return frozenset((files(__package__) / "data" / "stopwords.txt").read_text("utf-8").split())


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without possessive endings."""
    return [re.sub(r"['’]s?$", "", word) for word in WORD.findall(text.casefold())]


def stem(word: str) -> str:
    """A word without its plural or tense ending, roughly: "soldiers" as "soldier", "shipped" as "shipp"."""
    for ending, shortest in (("ies", 3), ("ing", 4), ("ed", 4), ("es", 4), ("s", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= shortest and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word.removesuffix("e") if len(word) > 4 else word


def content_words(article: Article) -> Counter[str]:
    """How often each content word stands in the article; the title and the lead count more."""
    counts = _content(article.text)
    counts.update({word: LEAD_WEIGHT * n for word, n in _content(article.text[:LEAD_CHARACTERS]).items()})
    if article.title:
        counts.update(dict.fromkeys(_content(article.title), TITLE_WEIGHT))
    return counts


def _content(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, n in Counter(WORD.findall(text.casefold())).items():
        if kept := _content_stem(word):
            counts[kept] += n
    return counts


@lru_cache(maxsize=200_000)
def _content_stem(word: str) -> str | None:
    """The stem of a word that tells what a text is about; None for one that does not."""
    bare = re.sub(r"['’]s?$", "", word)
    return stem(bare) if len(bare) > 1 and bare not in stopwords() else None


def names(text: str) -> frozenset[str]:
    """Words with a capital inside a sentence, in lower case: near enough the names."""
    found = re.findall(r"(?<=[a-z,;’'\"”)] )[A-Z][\w’'-]{2,}", text)
    return frozenset(re.sub(r"['’]s?$", "", name.casefold()) for name in found) - stopwords()


def name_words(texts: Iterable[str]) -> frozenset[str]:
    """The stems that these texts write with a capital, nearly always, where no sentence, line or quotation begins.

    Which words are names is read from the whole pile, so that "May" or "Guard" is judged by how it is used there.
    """
    written: Counter[str] = Counter()
    for text in texts:
        written.update(INSIDE.findall(text))
    capital: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for form, n in written.items():
        word = stem(re.sub(r"['’]s?$", "", form.casefold()))
        every[word] += n
        capital[word] += n if form[0].isupper() else 0
    return frozenset(word for word, n in capital.items() if n >= NAME_SHARE * every[word])
