"""Reckoning without a pause: while many small things are made that all stay, none of them is looked for as rubbish.

Nothing that is made here refers to itself, so that what is no longer needed goes at once. The search for circles would
go through everything that stands again and again: a quarter of the time of a large pile.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unhurried() -> Iterator[None]:
    """Within it nothing is searched for circles; what was so before is so again after it."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
