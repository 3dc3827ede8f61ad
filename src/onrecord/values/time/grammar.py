"""The rules of ``times-rules.toml`` as regular expressions over one character a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.values.time.words import Codes, Tokens, classes, data

_PART = re.compile(
    r"(?P<name>[a-z]\w*):|\{(?P<cls>\w+)\}|%(?P<macro>\w+)|(?P<look>\(\?(?:<!|<=|!|=))|(?P<op>[()?*+|])|(?P<word>[a-z]+|[,/.])"
)
ANY = "[^#\n]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and the name of the reader that gives it a meaning."""

    how: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule holds: a range of words, with those that the rule names."""

    rule: Rule
    tokens: Tokens
    found: re.Match[str]

    @property
    def start(self) -> int:
        """Position of the first word."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Position after the last word."""
        return self.found.end()

    def words(self, name: str) -> tuple[str, ...]:
        """The words, in lower case, kept under a name; empty when there are none."""
        for key, value in self.found.groupdict().items():
            if value and key.split("_")[0] == name:
                return self.tokens.lower[self.found.start(key) : self.found.end(key)]
        return ()

    def word(self, name: str) -> str:
        """The last word kept under a name; empty when there is none."""
        words = self.words(name)
        return words[-1] if words else ""


def _expand(pattern: str, macros: dict[str, str]) -> str:
    while "%" in pattern:
        pattern = re.sub(r"%(\w+)", lambda m: macros[m[1]], pattern)
    return pattern


def _literals(pattern: str) -> set[str]:
    return {"." if m["word"] == "dot" else m["word"] for m in _PART.finditer(pattern) if m["word"]}


def _compile(pattern: str, codes: Codes) -> re.Pattern[str]:
    """Turn a pattern over words into a regular expression over their characters."""
    out, names, wrap = [], 0, ""
    for part in _PART.finditer(pattern):
        if part["name"]:
            names += 1
            wrap = f"(?P<{part['name']}_{names}>"
            continue
        piece = _piece(part, codes)
        if wrap:
            piece = wrap if piece == "(?:" else f"{wrap}{piece})"
            wrap = ""
        out.append(piece)
    return re.compile("".join(out))


def _piece(part: re.Match[str], codes: Codes) -> str:
    if part["look"]:
        return part["look"]
    if part["op"]:
        return "(?:" if part["op"] == "(" else part["op"]
    if part["word"]:
        return codes.words["." if part["word"] == "dot" else part["word"]]
    name = part["cls"]
    if name == "any":
        return ANY
    if name in codes.shapes:
        return codes.shapes[name]
    return "[" + "".join(codes.words[word] for word in sorted(classes()[name])) + "]"


@cache
def grammar() -> tuple[tuple[Rule, ...], Codes]:
    """All rules in their order, and the characters that they are written in."""
    source = data("times-rules.toml")
    patterns = [(rule["how"], _expand(rule["pattern"], source["macro"])) for rule in source["rule"]]
    codes = Codes.over(frozenset().union(*(_literals(pattern) for _, pattern in patterns)))
    return tuple(Rule(how, _compile(pattern, codes)) for how, pattern in patterns), codes


def matches(tokens: Tokens) -> Iterator[Match]:
    """All places where a rule holds, leftmost first, of those the longest first, of those the earliest rule."""
    rules, _ = grammar()
    found = [
        (match.start(), -match.end(), order, match)
        for order, rule in enumerate(rules)
        for match in rule.pattern.finditer(tokens.codes)
        if match.end() > match.start()
    ]
    found.sort(key=lambda item: item[:3])
    for _, _, order, match in found:
        yield Match(rules[order], tokens, match)
