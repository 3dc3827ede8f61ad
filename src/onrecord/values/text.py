"""The text of a parsed document, kept with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def text_of(doc: Doc) -> str:
    """The text of a document. ``doc.text`` is put together from all tokens anew at every call; this is kept."""
    text = doc.user_data.get("onrecord_text")
    if not isinstance(text, str):
        text = doc.user_data["onrecord_text"] = doc.text
    return text
