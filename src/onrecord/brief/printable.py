"""Text without the characters that no page can show: XML, PDF and the drawer of charts refuse them."""

import re

# Control characters, halves of surrogate pairs, and the two code points that are no characters.
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """``text`` without them; all else stays as it is."""
    return UNPRINTABLE.sub("", text)
