"""What a text must be to count as one article."""

from __future__ import annotations

from onrecord.errors import UnreadableError

MAX_CHARACTERS = 1_000_000
"""The longest text that is read as one article: more than a thick book. The language analysis needs about a
gigabyte for it, so a longer one is refused rather than left to fill the machine's memory."""


def check_text(text: str) -> None:
    """Pass a text that can be an article.

    Raises:
        UnreadableError: It is empty, has no letters, or is too long.
    """
    if not text.strip():
        raise UnreadableError("there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(
            f"the text has {len(text):,} characters; one article may have {MAX_CHARACTERS:,}. Split it into articles"
        )
    if not any(map(str.isalpha, text)):
        raise UnreadableError("there is not one letter in it")
