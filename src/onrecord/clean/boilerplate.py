"""Lines that a page prints around its article: buttons, prompts, notices, menus, links to other articles.

Every rule looks at the shape and the words of a line, none at the site. A line with a sentence in it is taken only
for words that speak to the reader of the page, because losing news is worse than keeping a button.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.clean.lines import Line, fold
from onrecord.model import Removal, Removed

LONGEST_BUTTON = 60
WORDS_A_CUE = 20  # a prompt has at least two cues, and one for each so many words
LONGEST_MENU, LONGEST_BREADCRUMB = 400, 200
LEAST_ENTRIES, LEAST_KNOWN = 6, 4  # words of a menu in one line, and how many of them are known as such
SPEECH = re.compile(r"\b(?:said|says|told|according to|announced|warned)\b", re.IGNORECASE)
COUNT = re.compile(r"\(?\d+\)?")
NO_MENU = re.compile(r"[^\w\s&’'|-]")
ENDS = re.compile(r"[.!?;]")
SPACED_SIGN = re.compile(r"\s*([./:?&=#_%-])\s*")
WEB_ADDRESS = re.compile(r"(?:https?:/|www\.)\S+", re.IGNORECASE)
JOINT = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Rules:
    """The data file, compiled."""

    lines: frozenset[str]
    comment_section: frozenset[str]
    menu: frozenset[str]
    patterns: tuple[tuple[re.Pattern[str], int, str], ...]
    address: re.Pattern[str]
    cues: tuple[re.Pattern[str], ...]


@cache
def rules() -> Rules:
    """The word lists and patterns of ``data/boilerplate.toml``."""
    table = tomllib.loads((files(__package__) / "data" / "boilerplate.toml").read_text("utf-8"))
    return Rules(
        lines=frozenset(map(fold, table["lines"])),
        comment_section=frozenset(map(fold, table["comment_section"])),
        menu=frozenset(map(fold, table["menu"])),
        patterns=tuple((re.compile(p["regex"], re.IGNORECASE), p["max"], p["note"]) for p in table["pattern"]),
        address=re.compile(table["prompt"]["address"], re.IGNORECASE),
        cues=tuple(re.compile(cue, re.IGNORECASE) for cue in table["prompt"]["cues"]),
    )


def find_boilerplate(lines: Sequence[Line]) -> Iterator[Removed]:
    """The lines that are no part of the article, in order, each with its reason."""
    menus = _menu_runs(lines)
    shouting = sum(_is_shouted(line.text) for line in lines) * 2 > len(lines)
    for at, line in enumerate(lines):
        note = line_note(line)
        if not note and at in menus:
            note = "a menu"
        if not note and at > 1 and not shouting and _is_shouted(line.text) and line.words >= 6:
            note = "a headline that links to another article"
        if note:
            yield line.removed(Removal.BOILERPLATE, note)


def line_note(line: Line) -> str:
    """What the line is, by itself, if it is boilerplate; empty if it is not."""
    if _is_button(line):
        return "a button or heading of the page"
    for pattern, longest, note in rules().patterns:
        if len(line.text) <= longest and pattern.fullmatch(line.text):
            return note
    if is_glued_menu(line.text):
        return "a menu, its entries run together"
    if is_spaced_menu(line.text):
        return "a menu"
    if _is_breadcrumb(line.text):
        return "the page's place in the site"
    if WEB_ADDRESS.fullmatch(SPACED_SIGN.sub(r"\1", line.text)):
        return "a web address"
    return "a prompt to the reader" if _is_prompt(line) else ""


def _is_button(line: Line) -> bool:
    """A known line; one word with a full stop is rather a short sentence."""
    one_word_sentence = line.text.endswith(".") and " " not in line.text
    return len(line.text) <= LONGEST_BUTTON and not one_word_sentence and fold(line.text) in rules().lines


def is_glued_menu(text: str) -> bool:
    """Whether entries stand in ``text`` without a space between: "HomeNewsSportArmyNEWSPolitics"."""
    if len(text) > LONGEST_MENU or ENDS.search(text):
        return False
    joints = [len(JOINT.findall(word)) for word in text.split()]
    return sum(joints) >= 3 and (max(joints) >= 2 or sum(joints) >= 5) and sum(joints) * 4 >= len(joints)


def is_spaced_menu(text: str) -> bool:
    """Whether entries stand in one line with spaces between: "Home News Weather Roads Obituaries Jobs Contact".

    Many capitalised words without a sign between them, and no fewer than two in five are words of menus.
    """
    if len(text) > LONGEST_MENU or NO_MENU.search(text):
        return False
    words = text.split()
    if len(words) < LEAST_ENTRIES or not all(word[0].isupper() for word in words if word.isalpha()):
        return False
    known = sum(fold(word) in rules().menu for word in words)
    return known >= LEAST_KNOWN and known * 5 >= len(words) * 2


def menu_entries(text: str) -> tuple[str, ...]:
    """The entries of a glued menu."""
    return tuple(part.strip() for part in JOINT.split(text) if part.strip())


def is_comment_section(line: Line) -> bool:
    """Whether readers' comments and other posts follow this line."""
    if len(line.text) > LONGEST_BUTTON:
        return False
    return fold(COUNT.sub("", line.text)) in rules().comment_section


def _is_prompt(line: Line) -> bool:
    text, found = line.text, rules()
    if not found.address.search(text) or SPEECH.search(text):
        return False
    cues = sum(bool(cue.search(text)) for cue in found.cues)
    return cues >= 2 and cues * WORDS_A_CUE >= line.words


def _is_shouted(text: str) -> bool:
    """Capitals throughout, and neither a sentence nor a numbered heading; scripts without capitals never shout."""
    if not text.isupper() or text.endswith((".", ":")) or text[0].isdigit():
        return False
    return 2 * sum(map(str.isupper, text)) > sum(map(str.isalpha, text)) > 3


def _is_breadcrumb(text: str) -> bool:
    if len(text) >= LONGEST_BREADCRUMB:
        return False
    parts = [fold(part) for part in re.split(r"\s*[>|›»·•/]\s*", text)]
    known = sum(part in rules().menu for part in parts)
    return len(parts) >= 3 and known >= 2 and known * 2 >= len(parts)


def _menu_runs(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of lines in runs of four or more short ones, most of them menu words, outside the article's body."""
    body = [at for at, line in enumerate(lines) if line.words >= 20]
    first, last = (body[0], body[-1]) if body else (len(lines), -1)
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(lines) + 1):
        outside = at < first or at > last
        if at < len(lines) and outside and lines[at].words <= 3 and not lines[at].ends_sentence:
            run.append(at)
            continue
        if len(run) >= 4 and sum(fold(lines[i].text) in rules().menu for i in run) * 2 >= len(run):
            found.update(run)
        run = []
    return frozenset(found)
