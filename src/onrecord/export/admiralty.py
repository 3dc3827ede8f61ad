"""The Admiralty code as other tools write it: the tags of MISP, and STIX's number for the confidence in an item.

The two halves stay apart: one tag each. MISP's own seventh letter, "deliberately deceptive", is no part of the code.
"""

from __future__ import annotations

from onrecord.model import Entry

# STIX 2.1, appendix A: the Admiralty scale of credibility; 6, "truth cannot be judged", has no number.
CONFIDENCE = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}


def tags(entry: Entry) -> list[str]:
    """The two machine tags of an entry, for its source and for what it says."""
    return [
        f'admiralty-scale:source-reliability="{entry.reliability.lower()}"',
        f'admiralty-scale:information-credibility="{entry.credibility}"',
    ]


def confidence(entry: Entry) -> int | None:
    """STIX's confidence in the item, 0 to 100; None where its truth cannot be judged."""
    return CONFIDENCE.get(entry.credibility)
