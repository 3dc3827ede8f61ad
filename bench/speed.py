"""How fast each stage is, beside spaCy alone in the same run: ratios, since seconds differ from machine to machine.

    uv run bench/speed.py [PATH …] [--times 4]

Reads the articles of PATH (the example story if none is given), the pile repeated with other numbers in it so that no
two articles are the same. CPU seconds of one process by stage; then the whole verb ``claims`` (clean, parse, extract)
and spaCy alone by the clock, with the time to load and the most memory held.
"""

from __future__ import annotations

import argparse
import re
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from onrecord import pipeline
from onrecord.clean import clean
from onrecord.extract.claims import claims_of, read_claims
from onrecord.extract.language import parse
from onrecord.extract.language import pipeline as language
from onrecord.extract.speech.learned.reader import model as reader
from onrecord.extract.speech.learned.reader import read_attributions
from onrecord.model import Capture
from onrecord.reconcile import reconcile
from onrecord.stories import gather

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "kessarin-dam"


def timed[T](work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its CPU seconds."""
    start = time.process_time()
    return work(), time.process_time() - start


def by_the_clock[T](work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its seconds by the clock."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def varied(captures: list[Capture], times: int) -> list[Capture]:
    """The captures ``times`` over, each round with other numbers in its texts."""
    return [replace(c, path=f"{c.path}#{i}", text=renumbered(c.text, i)) for i in range(times) for c in captures]


def renumbered(text: str, by: int) -> str:
    """The text with every single digit moved on."""
    return re.sub(r"\b\d\b", lambda m: str((int(m[0]) + by) % 10), text)


def row(name: str, seconds: float, of: float, unit: str, base: float) -> None:
    """One line of the table."""
    rate = of / seconds if seconds else 0
    print(f"{name:12s} {seconds:8.2f} s  {rate:10.0f} {unit}/s   x{seconds / base:5.2f} of spaCy")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLE)])
    parser.add_argument("--times", type=int, default=4)
    given = parser.parse_args()
    _, loading = by_the_clock(lambda: (language(), reader()))
    run = pipeline.Run()
    captures = varied(list(pipeline.captures(given.paths, run)), given.times)
    articles, t_clean = timed(lambda: [clean(c) for c in captures])
    articles, t_gather = timed(lambda: gather(articles))
    docs, t_parse = timed(lambda: list(parse(a.text for a in articles)))
    _, t_marked = timed(lambda: [read_attributions(doc) for doc in docs])
    claims, t_claims = timed(lambda: [c for a, d in zip(articles, docs, strict=True) for c in claims_of(a, d)])
    questions, t_questions = timed(lambda: reconcile(claims, articles))
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {len(claims)} claims, {len(questions)} questions")
    rows: list[tuple[str, float, Any, str]] = [
        ("clean", t_clean, len(articles), "articles"),
        ("stories", t_gather, len(articles), "articles"),
        ("spaCy", t_parse, words, "words"),
        ("reader", t_marked, words, "words"),
        ("extract", t_claims, words, "words"),
        ("reconcile", t_questions, len(claims), "claims"),
    ]
    for name, seconds, of, unit in rows:
        row(name, seconds, of, unit, t_parse)
    _, alone = by_the_clock(lambda: list(parse(a.text for a in articles)))
    _, verb = by_the_clock(lambda: [len(found) for _, found in read_claims([clean(c) for c in captures])])
    rates = f"{words / verb:.0f} words/s by the clock, spaCy alone {words / alone:.0f}"
    print(f"whole verb   {rates}: ratio {alone / verb:.2f}")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"loading {loading:.1f} s, at most {held:.0f} MB held ('extract' holds the reader's time too)")


if __name__ == "__main__":
    main()
