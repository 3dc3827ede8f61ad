"""Bytes in, captures out: files, folders, globs and standard input; text, pages, and containers of many articles.

What cannot be read becomes an :class:`~onrecord.model.Issue` and the rest is still read; nothing here raises for
the sake of an input.
"""

from onrecord.ingest.read import MAX_CHARACTERS, article_name, read

__all__ = ["MAX_CHARACTERS", "article_name", "read"]
