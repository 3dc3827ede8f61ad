"""onrecord: the claim ledger for the news.

A pile of articles goes in; out comes who said what, on whose authority, how sure they were, which figures can stand
beside each other, and where the record disagrees.

The Python interface is :mod:`onrecord.pipeline`: one function a stage.
The nouns it passes are in :mod:`onrecord.model`.
"""

__version__ = "0.1.0"
