"""HTML pages in, captures out: the main text with what the page says about itself."""

from onrecord.ingest.html.read import MAX_PAGE_BYTES, read_html

__all__ = ["MAX_PAGE_BYTES", "read_html"]
