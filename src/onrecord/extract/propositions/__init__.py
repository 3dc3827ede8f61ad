"""Propositions: who did what to whom, as a claim says it or says that it is not so.

``actions.toml`` beside the other data tells nouns that name an action, verbs that only carry such a noun, and verbs
that put another into a frame. A claim holds the propositions of its main clauses; wishes, plans and conditions are
marked by their mood.
"""

from onrecord.extract.propositions.reader import read_propositions

__all__ = ["read_propositions"]
