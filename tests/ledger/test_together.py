"""Runs at once, of the same pile and of others, come to what one run of everything comes to."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.extract import version
from onrecord.ledger.store import Ledger
from onrecord.ledger.verify import verify

BENCH = Path(__file__).resolve().parents[2] / "bench" / "kill.py"


AT_ONCE = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import kill
kill.warm_up(Path(sys.argv[3]))
children = []
for pile in sys.argv[3:]:
    child = os.fork()
    if not child:
        kill.work(sys.argv[2], Path(pile), kill.NEWER, os.open(os.devnull, os.O_WRONLY))
        os._exit(0)
    children.append(child)
sys.exit(sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0 for child in children))
"""


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_kill", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def piles(bench, tmp_path_factory):
    """Forty articles of three stories in one file, and two files that share some of them."""
    folder = tmp_path_factory.mktemp("piles")
    bench.write_pile(folder / "all.jsonl", 40)
    lines = (folder / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "monday.jsonl").write_text("".join(lines[:25]), encoding="utf-8")
    (folder / "tuesday.jsonl").write_text("".join(lines[15:]), encoding="utf-8")
    return folder


def told(where):
    """What a ledger comes to, whoever came first."""
    with Ledger.open(where) as ledger:
        assert [fault for _, found in verify(ledger) for fault in found] == []
        stories = sorted(s.articles for s in ledger.stories() if s.articles)
        return ledger.ids(), ledger.claims(), ledger.made_with(), stories


def test_runs_of_the_same_pile_and_of_others_at_once_come_to_what_one_run_comes_to(
    bench, piles, fresh, tmp_path, monkeypatch
):
    monkeypatch.setattr(version, "reader", version.reader)  # is put back afterwards
    bench.read_as(bench.NEWER)
    alone = str(tmp_path / "alone.db")
    with Ledger.open(alone) as ledger:
        pipeline.added(ledger, [str(piles / "all.jsonl")], pipeline.Run())
    names = [str(piles / name) for name in ("monday.jsonl", "monday.jsonl", "tuesday.jsonl")]
    command = [sys.executable, "-c", AT_ONCE, str(BENCH.parent), fresh, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert told(fresh) == told(alone)
    with Ledger.open(fresh) as ledger:
        found = ledger.status()
        assert (found.runs, found.unfinished_in_all, found.articles) == (3, 0, 40)


def test_a_run_that_gathered_before_another_settled_gathers_again(where, piles):
    views = []

    def gather(articles):
        views.append(len(articles))
        if len(views) == 1:  # while this one gathers, another adds and settles
            with Ledger.open(where) as other:
                pipeline.added(other, [str(piles / "tuesday.jsonl")], pipeline.Run())
        return pipeline.gathered(articles)

    with Ledger.open(where) as ledger:
        pipeline.added(ledger, [str(piles / "monday.jsonl")], pipeline.Run())
        settled = ledger.settle_all(gather)
    assert views == [25, 40]
    assert len(settled) == 40


def test_a_pile_is_of_the_articles_that_were_gathered_though_others_have_come(where, piles):
    class Busy(Ledger):
        """A ledger to which somebody adds just before its claims are read back."""

        def claims(self, ids=None):
            with Ledger.open(where) as other:
                for capture, article in pipeline.cleaned([str(piles / "tuesday.jsonl")], pipeline.Run()):
                    other.keep(capture, article)
            return super().claims(ids)

    with Busy.open(where) as ledger:
        pile = pipeline.remembered(ledger, [str(piles / "monday.jsonl")], pipeline.Run())
    ids = {a.id for a in pile.articles}
    assert len(ids) == 25
    assert pile.raws.keys() == ids
    assert {c.article for c in pile.claims} <= ids
