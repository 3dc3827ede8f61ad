"""Plain numbers in a text: digits and words with their scales, found from the characters alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from onrecord.values.quantity.lexicon import alternatives, loose_ranges, unit_names, values_of

ONE = Decimal(1)
TOO_BIG = Decimal("1e24")  # no count, sum or measure in the news: a serial number, a key, a line of noise
_GAP = re.compile(r"[ \u00a0\u202f\-\u2010\u2011]|[ \u00a0]?\n?[ \u00a0]?")
SIGNS = "$£€¥₽₴₹₩₪₺"
_GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as written: its place, the values it may stand for, and how it was written.

    Attributes:
        form: ``digits``, ``words``, ``vague`` ("dozens"), ``fraction`` ("two-thirds", "one in five") or ``range``.
        scale: The multiplier in its words: 1000000 for "1.3 million".
        suffix: Where letters glued to the digits begin ("87mph"), else ``end``.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    form: str
    scale: Decimal = ONE


@dataclass(frozen=True, slots=True)
class _Lexeme:
    start: int
    end: int
    kind: str  # digits | unit | tens | hundred | scale | dozen | loose | and | plus_half | letter
    low: Decimal
    high: Decimal


_SPACE = r"[ \u00a0\u202f\u2009]"  # between groups of three; a plain space only before zeros or in a number of two gaps
_GROUPED = rf"(?:(?:{_SPACE}000)+|[\u00a0\u202f\u2009]\d{{3}}|(?:{_SPACE}\d{{3}}){{2,}})"
_DIGITS = (
    r"\d+(?:\.\d+)?\s?×\s?10\^?[−\-⁻]?\d+"
    r"|\d{1,3}[ -][1-7]/(?:[2-9]|16)(?![\d/])"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)"
    r"|\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"
    rf"|(?<![\d.,]\s)\d{{1,3}}{_GROUPED}(?![\d.,]\d|\d| \d)"
    r"|\d+\.\d+|\.\d{1,3}(?=[\s-](?:per|pct|pc\b|inch|mile|point))"
    r"|\d+,\d{1,2}(?=\s*(?:million|billion|thousand|trillion|bn|mn|m\b|Mio\b|Mrd\b|%|per\s?cent))"
    r"|\d+"
)


@cache
def _lexer() -> re.Pattern[str]:
    scales = alternatives(values_of("scales"))
    after_article = rf"(?=[\s\-](?:hundred|dozen|score\s+of|{scales})\b)"
    glued = "".join(rf"|(?<=\b{re.escape(code)})" for code in _glued_codes())
    words = alternatives([*values_of("units"), *values_of("tens")])
    return re.compile(
        rf"(?P<digits>(?=\.?\d)(?:(?<![\w.@]){glued})(?:{_DIGITS}))(?P<letter>(?:[kKmMbBt]|bn|mn|mln|tn|trn|BN|Bn)\b|(?-i:\s[BM](?=\s(?:people|users|of)\b)))?"
        rf"|(?P<glyph>[½¼¾⅓⅔])"
        rf"|\b(?:(?P<part>(?:three[\s-]quarters[\s-]of|(?:a[\s-])?quarter[\s-]of|(?:an?[\s-])?half)(?:[\s-]an?)?){after_article}"
        rf"|(?P<loose>(?:{alternatives(loose_ranges())})(?:[\s]of)?(?:[\s]an?)?){after_article}"
        rf"|(?P<article>an?){after_article}"
        rf"|(?P<half>and[\s-](?:an?|one)[\s-](?:half|quarter)|and[\s-]three[\s-]quarters)"
        rf"|(?P<and>and(?=\s+(?:{words})\b))"
        rf"|(?P<word>{words})"
        rf"|(?P<hundred>hundred)|(?P<dozen>dozen)|(?P<score>score(?=\s+of\b))|(?P<scale>{scales}))(?:\b|(?=fold\b))",
        re.IGNORECASE,
    )


def digits_value(written: str) -> Decimal:
    """The number that ``written`` digits stand for: "1,200", "1.300.000", "3,5" (a decimal comma), "12.5"."""
    plain = re.sub(r"[ \u00a0\u202f\u2009]", "", written)
    if "/" in plain:
        whole, above, below = re.split("[-/]", written.replace(" ", "-"))
        return Decimal(whole) + Decimal(above) / Decimal(below)
    if "×" in plain:
        number, power = re.split("×10\\^?", plain)
        power = power.replace("−", "-").replace("⁻", "-")
        return TOO_BIG if len(power.lstrip("-")) > 2 else Decimal(number) * Decimal(10) ** int(power)
    if plain.count(".") > 1:
        return Decimal(plain.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return Decimal(plain.replace(",", "."))
    return Decimal(re.sub("[,'’]", "", plain))


def _lexemes(text: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    for match in _lexer().finditer(text):
        kind = str(match.lastgroup)
        if match["digits"]:
            value = min(digits_value(match["digits"]), TOO_BIG)
            found.append(_Lexeme(match.start(), match.end("digits"), "digits", value, value))
            if match["letter"] and (scale := _letter_scale(text, match)):
                found.append(_Lexeme(match.start("letter"), match.end(), "scale", scale, scale))
        else:
            low, high, kind = _word_value(kind, match[0])
            found.append(_Lexeme(match.start(), match.end(), kind, low, high))
    return found


def _letter_scale(text: str, match: re.Match[str]) -> Decimal | None:
    """The scale a glued letter stands for; "m", "b" and "t" need a currency before or things counted behind."""
    letter = match["letter"].strip().lower()
    if len(letter) > 1:
        return values_of("scales")[letter]
    money = _priced().search(text, max(0, match.start() - 24), match.start())
    behind = re.match(r"\s+(?:[a-z]+\s+){0,2}?(?:people|[a-z]{3,}s)\b", text[match.end() :])
    if letter == "k" or money or (letter in "mb" and behind):
        return values_of("letters")[letter]
    return None


@cache
def _priced() -> re.Pattern[str]:
    """A currency before the digits, or before the first of two: "€5-10m"."""
    signs = alternatives(unit_names("currency_signs"))
    return re.compile(rf"(?<![A-Za-z])(?:{signs})\s?(?:[\d.,]+[kmb]?\s?(?:[-–]|to)\s?[{SIGNS}]?)?$")


def _glued_codes() -> list[str]:
    """Letters of a currency to which digits are glued: "Rs500", "EUR200bn"."""
    return [sign for sign in unit_names("currency_signs") if sign.isalpha()]


def _word_value(group: str, word: str) -> tuple[Decimal, Decimal, str]:
    word = re.sub(r"[\s-]+", " ", word.lower())
    if group == "glyph":
        return Decimal(_GLYPHS[word]), Decimal(_GLYPHS[word]), "plus_half"
    if group == "part":
        value = Decimal("0.75" if "three" in word else "0.25" if "quarter" in word else "0.5")
        return value, value, "unit"
    if group == "loose":
        key = next(k for k in sorted(loose_ranges(), key=len, reverse=True) if word.startswith(k))
        return *loose_ranges()[key], "loose"
    if group == "article":
        return ONE, ONE, "unit"
    if group == "half":
        value = Decimal("0.75" if "three" in word else "0.25" if "quarter" in word else "0.5")
        return value, value, "plus_half"
    fixed = {"and": (Decimal(0), "and"), "hundred": (Decimal(100), "hundred"), "dozen": (Decimal(12), "dozen")}
    fixed["score"] = (Decimal(20), "dozen")
    if group in fixed:
        return fixed[group][0], fixed[group][0], fixed[group][1]
    section = "scales" if group == "scale" else "tens" if word in values_of("tens") else "units"
    value = values_of(section)[word]
    return value, value, "tens" if section == "tens" else group if group == "scale" else "unit"


class _Sum:
    """Adds up lexemes from left to right until one does not fit: "two hundred and five thousand"."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: tuple[Decimal, Decimal] | None = None
        self.spread = Decimal(0)
        self.last = ""
        self.smallest = Decimal("1e30")
        self.scale = ONE

    def take(self, lexeme: _Lexeme) -> bool:
        """Whether the lexeme goes on with the number; when it does, it is added."""
        low, high = self.group or (Decimal(0), Decimal(0))
        if lexeme.kind == "and":
            return self.last in ("hundred", "scale")
        if lexeme.kind in ("digits", "loose"):
            return not self.last and self._put(lexeme, lexeme.low, lexeme.high)
        if lexeme.kind == "plus_half":
            if self.last in ("scale", "dozen"):  # "a million and a half"
                return self._put(lexeme, low + lexeme.low * self.scale, high + lexeme.low * self.scale)
            fits = self.last in ("unit", "digits", "tens", "") and (bool(self.last) or lexeme.end - lexeme.start == 1)
            return fits and self._put(lexeme, low + lexeme.low, high + lexeme.low)
        if lexeme.kind in ("unit", "tens"):
            return self._fits(lexeme) and self._put(lexeme, low + lexeme.low, high + lexeme.low)
        if lexeme.kind in ("hundred", "dozen"):
            fits = self.group is not None and self.last not in ("hundred", "dozen")
            return fits and self._multiply(lexeme)
        return self.group is not None and lexeme.low < self.smallest and self._close(lexeme)

    def _fits(self, lexeme: _Lexeme) -> bool:
        if not self.last or self.last in ("hundred", "scale", "and"):
            return True
        return self.last == "tens" and lexeme.kind == "unit" and ONE <= lexeme.low < 10

    def _put(self, lexeme: _Lexeme, low: Decimal, high: Decimal) -> bool:
        self.group, self.last = (low, high), lexeme.kind
        return True

    def _multiply(self, lexeme: _Lexeme) -> bool:
        low, high = self.group or (ONE, ONE)
        self.scale *= lexeme.low
        return self._put(lexeme, low * lexeme.low, high * lexeme.low)

    def _close(self, lexeme: _Lexeme) -> bool:
        low, high = self.group or (ONE, ONE)
        self.total += low * lexeme.low
        self.spread += (high - low) * lexeme.low
        self.group, self.last, self.smallest = None, "scale", lexeme.low
        self.scale = max(self.scale, lexeme.low)
        return True

    def value(self) -> tuple[Decimal, Decimal]:
        low, high = self.group or (Decimal(0), Decimal(0))
        return self.total + low, self.total + self.spread + high


def cardinals(text: str) -> list[Numeral]:
    """The plain numbers of a text, in order: "1,200", "1.3 million", "twenty-nine", "a dozen", "several hundred"."""
    lexemes, found, at = _lexemes(text), [], 0
    while at < len(lexemes):
        numeral, used = _cardinal(text, lexemes, at)
        if numeral and numeral.high < TOO_BIG:
            found.append(numeral)
        at += max(used, 1)
    return found


def _cardinal(text: str, lexemes: list[_Lexeme], at: int) -> tuple[Numeral | None, int]:
    """The numeral that begins at lexeme ``at``, and how many lexemes it uses."""
    first = lexemes[at]
    if first.kind in ("and", "hundred", "scale", "dozen") or (
        first.kind == "plus_half" and first.end - first.start > 1
    ):
        return _bare(first), 1
    total, used = _Sum(), 0
    for index in range(at, len(lexemes)):
        lexeme = lexemes[index]
        glued = index == at or _GAP.fullmatch(text[lexemes[index - 1].end : lexeme.start])
        before = total.last
        if not glued or not total.take(lexeme):
            break
        total.last = lexeme.kind
        used = index - at + 1
        if lexeme.kind == "and" and before:
            continue
    while used > 1 and lexemes[at + used - 1].kind == "and":
        used -= 1
    low, high = total.value()
    form = "digits" if first.kind == "digits" else "vague" if low != high else "words"
    end = lexemes[at + used - 1].end
    return Numeral(start=first.start, end=end, low=low, high=high, form=form, scale=total.scale), used


def _bare(lexeme: _Lexeme) -> Numeral | None:
    """A dozen without an article ("the dozen soldiers") counts; other bare scale words do not."""
    if lexeme.kind != "dozen" or lexeme.low != 12:
        return None
    return Numeral(start=lexeme.start, end=lexeme.end, low=lexeme.low, high=lexeme.low, form="words")
