"""Captures in, articles out: cleaned text that maps back to the input."""

from onrecord.clean.article import clean

__all__ = ["clean"]
