"""Numerals in a text: digits, words, vague plurals, fractions and ranges, found from the characters alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from onrecord.values.quantity.lexicon import alternatives, loose_ranges, values_of

ONE = Decimal(1)
_GAP = re.compile(r"[ \u00a0\u202f\-\u2010\u2011]|[ \u00a0]?\n?[ \u00a0]?")
_SIGNS = "$£€¥₽₴₹₩₪₺"
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


_DIGITS = (
    r"\d{1,3}(?:\.\d{3}){2,}(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?"
    r"|(?<![\d.,]\s)\d{1,3}(?:[ \u00a0\u202f\u2009]000)+(?![\d.,]\d|\d)"
    r"|\d+\.\d+|\d+,\d{1,2}(?=\s*(?:million|billion|thousand|trillion|bn|mn|m\b|%|per\s?cent))"
    r"|\d+"
)


@cache
def _lexer() -> re.Pattern[str]:
    scales = alternatives(values_of("scales"))
    after_article = rf"(?=[\s\-](?:hundred|dozen|half[\s-]dozen|score\s+of|{scales})s?\b)"
    words = alternatives([*values_of("units"), *values_of("tens")])
    return re.compile(
        rf"(?P<digits>(?<![\w.])(?:{_DIGITS}))(?P<letter>(?:[kKmMbBt]|bn|mn|mln|tn|trn|BN|Bn)\b)?"
        rf"|(?P<glyph>[½¼¾⅓⅔])"
        rf"|\b(?:(?P<part>(?:three[\s-]quarters[\s-]of|(?:a[\s-])?quarter[\s-]of|half)(?:[\s-]an?)?){after_article}"
        rf"|(?P<loose>(?:{alternatives(loose_ranges())})(?:[\s]of)?(?:[\s]an?)?){after_article}"
        rf"|(?P<article>an?){after_article}"
        rf"|(?P<half>and[\s-]an?[\s-]half)"
        rf"|(?P<and>and(?=\s+(?:{words})\b))"
        rf"|(?P<word>{words})"
        rf"|(?P<hundred>hundred)|(?P<dozen>dozen)|(?P<score>score(?=\s+of\b))|(?P<scale>{scales}))(?:\b|(?=fold\b))",
        re.IGNORECASE,
    )


def digits_value(written: str) -> Decimal:
    """The number that ``written`` digits stand for: "1,200", "1.300.000", "3,5" (a decimal comma), "12.5"."""
    plain = re.sub(r"[ \u00a0\u202f\u2009]", "", written)
    if plain.count(".") > 1:
        return Decimal(plain.replace(".", ""))
    if re.fullmatch(r"\d+,\d{1,2}", plain):
        return Decimal(plain.replace(",", "."))
    return Decimal(plain.replace(",", ""))


def _lexemes(text: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    for match in _lexer().finditer(text):
        kind = str(match.lastgroup)
        if match["digits"]:
            value = digits_value(match["digits"])
            found.append(_Lexeme(match.start(), match.end("digits"), "digits", value, value))
            if match["letter"] and (scale := _letter_scale(text, match)):
                found.append(_Lexeme(match.start("letter"), match.end(), "scale", scale, scale))
        else:
            low, high, kind = _word_value(kind, match[0])
            found.append(_Lexeme(match.start(), match.end(), kind, low, high))
    return found


def _letter_scale(text: str, match: re.Match[str]) -> Decimal | None:
    """The scale a glued letter stands for; "m", "b" and "t" need a currency before or things counted behind."""
    letter = match["letter"].lower()
    if len(letter) > 1:
        return values_of("scales")[letter]
    money = re.search(rf"[{_SIGNS}]\s?(?:[\d.,]+[kmb]?\s?(?:[-–]|to)\s?[{_SIGNS}]?)?$", text[: match.start()])
    behind = re.match(r"\s+(?:[a-z]+\s+){0,2}?(?:people|[a-z]{3,}s)\b", text[match.end() :])
    if letter == "k" or money or (letter in "mb" and behind):
        return values_of("letters")[letter]
    return None


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
        return Decimal("0.5"), Decimal("0.5"), "plus_half"
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


def _cardinals(text: str) -> list[Numeral]:
    lexemes, found, at = _lexemes(text), [], 0
    while at < len(lexemes):
        numeral, used = _cardinal(text, lexemes, at)
        if numeral:
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


@cache
def _vague() -> re.Pattern[str]:
    words = alternatives(w for w in values_of("vague") if w not in ("tens", "scores"))
    return re.compile(
        rf"\b(?:(?P<a>tens|{words}|scores)(?:\s+of\s+(?P<b>{words}))|(?P<c>{words})"
        r"|(?P<d>scores)(?=\s+(?:of(?!\s+\d)|more|were|are|have)\b))\b",
        re.IGNORECASE,
    )


def _vague_numerals(text: str) -> list[Numeral]:
    found = []
    for match in _vague().finditer(text):
        low = ONE
        for word in (match["a"], match["b"], match["c"], match["d"]):
            low *= values_of("vague")[word.lower()] if word else ONE
        found.append(Numeral(start=match.start(), end=match.end(), low=low, high=low * 10, form="vague"))
    return found


@cache
def _fractions() -> re.Pattern[str]:
    units = alternatives(values_of("units"))
    parts = alternatives(values_of("fractions"))
    number = rf"(?:{units}|\d+)"
    unlike = r"(?!\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|separate|different|\w+\s+attacks))"
    return re.compile(
        rf"\b(?:(?P<n>a|an|{units})[\s\-–](?P<d>{parts})\b(?![\s-](?:a|an)?[\s-]?(?:dozen|million|billion|hundred))"
        r"(?P<of>\s+of\b)?"
        r"|(?<!first )(?<!second )(?<!this )(?<!last )(?<!and a )(?<!other )(?<!-)"
        r"(?P<half>half)(?=\s+(?:of|the|a|an|its|their|his|her|our|my|all|that|those|these|as)\b)"
        r"(?!\s+an?[\s-](?:dozen|million|billion|hundred|thousand|hour|century|mile|day))"
        rf"|(?P<x>one|\d+|{units})\s+(?:(?P<in>in)(?:\s+every)?|out\s+of(?:\s+every)?)\s+(?P<y>{number}|100)\b{unlike}"
        r"|(?<![\d/])(?P<p>\d{1,2})[/⁄](?P<q>\d{1,3})(?=\s+of\b))",
        re.IGNORECASE,
    )


def _small(word: str) -> Decimal:
    word = word.lower()
    return ONE if word in ("a", "an") else values_of("units").get(word) or Decimal(word if word.isdigit() else 0)


def _fraction_numerals(text: str) -> list[Numeral]:
    found = []
    for match in _fractions().finditer(text):
        value, end = _fraction_value(match)
        if value is not None:
            found.append(Numeral(start=match.start(), end=end, low=value, high=value, form="fraction"))
    return found


def _fraction_value(match: re.Match[str]) -> tuple[Decimal | None, int]:
    if match["half"]:
        return Decimal("0.5"), match.end("half")
    if match["n"]:
        plural = match["d"].lower().endswith(("s", "lves"))
        number, part = _small(match["n"]), values_of("fractions")[match["d"].lower()]
        fits = (number > 1) == plural and (plural or match["of"] or part in (2, 4))
        fits = fits and number < part + (part == 2)
        return (_ratio(number, part) if fits else None), match.end("d")
    if match["p"]:
        number, part = Decimal(match["p"]), Decimal(match["q"])
        return (_ratio(number, part) if 0 < number < part else None), match.end()
    number, part = _small(match["x"]), _small(match["y"])
    usual = part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)
    fits = 0 < number < part and (not match["in"] or (number == 1 and usual) or part in (4, 5, 10, 100))
    return (_ratio(number, part) if fits else None), match.end()


def _ratio(number: Decimal, part: Decimal) -> Decimal:
    """Seven digits where they say the fraction in full, else four."""
    exact, short = (number / part).quantize(Decimal("0.0000001")), (number / part).quantize(Decimal("0.0001"))
    return (exact if exact * part == number else short).normalize()


def scan(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, in order, none overlapping: fractions and vague plurals first, then plain numbers."""
    kept: list[Numeral] = []
    for numeral in [*_fraction_numerals(text), *_vague_numerals(text), *_cardinals(text)]:
        if not any(k.start < numeral.end and numeral.start < k.end for k in kept):
            kept.append(numeral)
    kept.sort(key=lambda n: n.start)
    return _join_ranges(text, kept)


_UNIT_BETWEEN = r"(?:\s?(?:%|per\s?cent|percent|km|miles?|metres?|meters?|kg|tons?|tonnes?|years?|days?|hours?))?"
_LINK = re.compile(
    rf"{_UNIT_BETWEEN}(?:\s?[-–—‑]\s?|\s+(?P<word>to|and|or)(?:\s+even|\s+possibly|\s+perhaps|\s+as\s+many\s+as|\s+up\s+to)?[\s-]+)"
    rf"(?:US|HK|A|C)?[{_SIGNS}]?\s?"
)
_CHANGE = re.compile(
    r"\b(?:rose|rise|risen|rising|fell|fall|fallen|falling|gr[eo]w|grown|growing|dropp?|dropped|dropping|jump\w*|climb\w*|"
    r"increas\w*|decreas\w*|declin\w*|slow\w*|cut|cutting|rais\w*|revis\w*|chang\w*|went|going|up|down|reduc\w*|creep\w*|"
    r"widen\w*|narrow\w*|slid\w*|plung\w*|soar\w*|surg\w*|lower\w*|shrunk|shr[ai]nk\w*|swell\w*|swollen|doubl\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def _join_ranges(text: str, numerals: list[Numeral]) -> tuple[Numeral, ...]:
    joined: list[Numeral] = []
    for numeral in numerals:
        pair = _range(text, joined[-1], numeral) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(numeral)
    return tuple(joined)


def _range(text: str, left: Numeral, right: Numeral) -> Numeral | None:
    """The range that two neighbours make ("3,000 to 5,000", "$2-3bn", "between 10 and 12"), if they do."""
    link = _LINK.fullmatch(text[left.end : right.start])
    if not link or {left.form, right.form} & {"range", "fraction", "score"} or "\n" in text[left.end : right.start]:
        return None
    if not _same_unit(link[0], text[right.end : right.end + 12]):
        return None
    if (score := _score(text, left, right, link)) is not None:
        return score
    before = text[max(0, left.start - 12) : left.start].rstrip(_SIGNS + " ").lower()
    lead = re.search(r"\b(between|from|anywhere from|of)$", before)
    word = link["word"]
    if word == "and" and not (lead and lead[1] == "between"):
        return None
    if word == "to" and lead and _CHANGE.search(text[max(0, left.start - 90) : left.start - len("from")]):
        return None
    low = _shared_scale(left, right)
    if low >= right.high or (word == "or" and (right.high > 2 * low + 10 or low == 1)):
        return None
    if word is None and not _is_span(text, left, right, link[0]):
        return None
    return replace(left, end=right.end, low=low, high=right.high, form="range", scale=right.scale)


def _same_unit(link: str, behind: str) -> bool:
    """Whether a unit named between two numbers comes again behind the second: "10 per cent to 18 yuan" is no range."""
    unit = re.match(r"\s?(%|percent|per\scent|[A-Za-z]+)", link)
    if not unit or unit[1] in ("to", "and", "or"):
        return True
    again = behind.strip().replace("per cent", "%").replace("percent", "%")
    return again.startswith(unit[1].replace("per cent", "%").replace("percent", "%")[:3])


def _score(text: str, left: Numeral, right: Numeral, link: re.Match[str]) -> Numeral | None:
    """ "3-1": two plain numbers, the second not larger, with a dash and nothing else around them."""
    around = text[max(0, left.start - 1) : left.start] + text[right.end : right.end + 1]
    plain = left.form == right.form == "digits" and left.scale == right.scale == ONE
    small = 0 <= right.low <= left.low < 1000 and re.fullmatch(r"[-–]", link[0])
    if not plain or not small or re.search(r"[\-–/\w]", around):
        return None
    return replace(left, end=right.end, low=right.low, high=left.high, form="score")


def _shared_scale(left: Numeral, right: Numeral) -> Decimal:
    """The low end in full: "$2-3bn" is 2 to 3 billion, "3-5,000" is 3,000 to 5,000."""
    if left.scale == ONE and right.scale > ONE and left.low < right.low / right.scale:
        return left.low * right.scale
    thousands = right.scale == ONE and right.low >= 1000 and right.low % 1000 == 0
    return left.low * 1000 if thousands and left.low < right.low / 1000 else left.low


def _is_span(text: str, left: Numeral, right: Numeral, link: str) -> bool:
    """Whether two numbers with a dash between are a range, not a score, a telephone number or a model."""
    if left.form == "words" and right.form == "words":
        return " " not in link or "–" in link or "—" not in link
    around = text[max(0, left.start - 1) : left.start] + text[right.end : right.end + 1]
    return left.form == right.form == "digits" and not re.search(r"[\-–/\w]", around.replace("k", ""))
