"""Time expressions: what they say in TIMEX3, and which days they mean.

A grammar over words (``data/times-rules.toml``, over the word lists of ``data/times.toml``) finds them; ``dates`` and
``spans`` give each its value; ``calendar`` turns values into days.
"""

from onrecord.values.time.reader import TimeMention, read_times

__all__ = ["TimeMention", "read_times"]
