"""Which articles are copies of one another, which tell one story, and when the undated ones were written."""

from onrecord.stories.gather import gather

__all__ = ["gather"]
