"""Questions in, a cited brief out."""

from onrecord.brief.compose import write_brief

__all__ = ["write_brief"]
