"""From a capture that brings its claims ready made to an article: nothing is cut, every place stays."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onrecord.clean.dates import from_container
from onrecord.ingest import article_name
from onrecord.model import Article, ArticleKind, Capture, Claim, DateSource, Span, TextMap, content_id

LANGUAGE = "en"  # the claims are in the words that the record gives them, which are ours


def recorded(capture: Capture) -> Article:
    """The article of a capture with ``given`` claims: its text whole, and the claims as its own."""
    text = capture.text
    key = content_id(article_name(capture), hashlib.sha256(text.encode("utf-8")).hexdigest())
    return Article(
        id=key,
        path=capture.path,
        text=text,
        map=TextMap.keeping((Span(0, len(text)),)),
        sha256=capture.sha256,
        url=capture.url,
        title=capture.title,
        byline=capture.byline,
        publisher=capture.publisher,
        published=from_container(capture.published, DateSource(capture.published_how), capture.published_source),
        language=capture.language or LANGUAGE,
        kind=ArticleKind.RECORD if capture.as_written else ArticleKind.REPORT,
        captured=capture.captured,
        media_type=capture.media_type,
        provenance=capture.provenance,
        given=tuple(_owned(claim, key) for claim in capture.given),
    )


def _owned(claim: Claim, article: str) -> Claim:
    return replace(claim, article=article, id=Claim.make_id(article, claim.content))
