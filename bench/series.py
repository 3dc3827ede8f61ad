"""Published estimates of losses, and a ministry's count of every day, as claims: what becomes of a long series.

    uv run bench/series.py FOLDER [--as-of 2022-12-31 …] [--chart DIR] [--save DIR]

FOLDER holds the casualty series, which is not part of the project: estimates with their date, low, high and source, and
the daily counts of one ministry. They are laid out as tables of figures in a temporary folder and read from there. For
each day asked for, the questions are printed with their ranges and reasons, and how long it took.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onrecord import pipeline

MINISTRY = "Armed Forces of Ukraine"
EQUIPMENT = {"tank": "tanks lost", "aircraft": "aircraft lost", "APC": "armoured vehicles lost"}
ESTIMATES = """[columns]
date = { column = "date", format = "%d/%m/%Y" }
source = "source"
url = "source_url"

[[figure]]
value = "estimate"
low = "estimate_low"
high = "estimate_high"
unit = { is = "soldiers" }
measure = { column = "type", means = { deaths = "killed", casualties = "casualties" } }
who = { column = "country", means = { russia = "Russia", ukraine = "Ukraine" } }
"""
DAILY = """[columns]
date = "date"
source = "source"
"""
FIGURE = """
[[figure]]
value = "{column}"
measure = {{ is = "{measure}" }}
who = {{ is = "Russia" }}
"""


def lay_out(given: Path, place: Path) -> None:
    """The series as tables of figures in ``place``, each with the mapping that says how it is read."""
    rows = (given / "estimates_2025-12.csv").read_text("utf-8").splitlines()
    rows += (given / "estimates_added_by_2026-01.csv").read_text("utf-8").splitlines()[1:]
    (place / "estimates.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (place / "estimates.csv.toml").write_text(ESTIMATES, "utf-8")
    daily(place / "personnel.csv", _json(given / "russia_losses_personnel.json"), {"personnel": "casualties"})
    daily(place / "equipment.csv", _json(given / "russia_losses_equipment.json"), EQUIPMENT)


def daily(table: Path, days: Iterable[dict[str, Any]], columns: dict[str, str]) -> None:
    """A table of one ministry's counts, a row a day."""
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["date", "source", *columns])
        writer.writerows([d["date"], MINISTRY, *(d.get(c, "") for c in columns)] for d in days)
    figures = "".join(FIGURE.format(column=c, measure=m) for c, m in columns.items())
    table.with_name(table.name + ".toml").write_text(DAILY + figures, "utf-8")


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def main(argv: Sequence[str] | None = None) -> None:
    """Read, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", nargs="*", type=date.fromisoformat, default=[])
    parser.add_argument("--chart", type=Path, help="write the chart of each day here, as PNG")
    parser.add_argument("--save", type=Path, help="leave the tables here")
    parser.add_argument("--only", default="", help="only the tables whose name starts so")
    told = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        lay_out(told.folder, Path(folder))
        if told.save:
            shutil.copytree(folder, told.save, dirs_exist_ok=True)
        run = pipeline.Run()
        start = time.perf_counter()
        pile = pipeline.extracted(pipeline.pile([f"{folder}/{told.only}*.csv"], run), run)
        print(f"{len(pile.claims)} claims read in {time.perf_counter() - start:.1f} s, {len(run.issues)} issues")
        for day in told.as_of or [None]:
            show(pile, day, told.chart)


def show(pile: pipeline.Pile, day: date | None, charts: Path | None) -> None:
    """The questions as of a day, the longest first, and the chart."""
    start = time.perf_counter()
    questions = pipeline.questions(pile, as_of=day)
    print(f"\n== as of {day or 'the end'}: {len(questions)} questions in {time.perf_counter() - start:.1f} s")
    for q in sorted(questions, key=lambda q: -len(q.entries)):
        print(f"{len(q.entries):5} {q.verdict.value:11} {q.low} – {q.best} – {q.high}  {q.origins} origins: {q.text}")
        for line in (*q.why, *(f"{c.holds}: {c.says}" for c in q.arithmetic)):
            print(f"        {line[:400]}")
    if charts:
        from onrecord.brief.chart import draw

        start = time.perf_counter()
        charts.mkdir(parents=True, exist_ok=True)
        (charts / f"{day or 'end'}.png").write_bytes(draw(pipeline.charted(pile, as_of=day), "png"))
        print(f"        chart drawn in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
