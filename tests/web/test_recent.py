"""What takes long to list is shown as it was, and looked up again beside whoever asks."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from onrecord.errors import LedgerError
from onrecord.web import recent
from onrecord.web.recent import Recent

LONG = 60  # seconds after which a test gives up waiting for an event


class Slow:
    """A list that is looked up when it is let go on; counts how often it was asked for."""

    def __init__(self):
        self.asked, self.go_on, self.fails = [], threading.Event(), False

    def __call__(self):
        self.asked.append(len(self.asked))
        assert self.go_on.wait(LONG)
        if self.fails:
            raise LedgerError("gone")
        return self.asked[-1]


@pytest.fixture(autouse=True)
def all_is_slow(monkeypatch):
    """Whatever is looked up counts as slow, and is old at once."""
    monkeypatch.setattr(recent, "QUICK", -1.0)
    monkeypatch.setattr(recent, "WORTH", 0)


def known(things, slow):
    """The list once it was looked up a first time."""
    slow.go_on.set()
    assert things.get("list", slow) == 0
    slow.go_on.clear()


def beside():
    """The threads that look something up again."""
    return [t for t in threading.enumerate() if t.name == "onrecord list"]


def ended():
    """Wait until none does any more."""
    for thread in beside():
        thread.join(LONG)


def test_it_is_shown_as_it_was_while_it_is_looked_up_again_once():
    things, slow = Recent(), Slow()
    known(things, slow)
    assert [things.get("list", slow) for _ in range(5)] == [0] * 5
    assert len(beside()) == 1
    slow.go_on.set()
    ended()
    assert things.get("list", slow) == 1
    ended()


def test_whoever_asks_first_waits_and_those_who_come_meanwhile_wait_with_him():
    things, slow = Recent(), Slow()
    with ThreadPoolExecutor(4) as pool:
        found = [pool.submit(things.get, "list", slow) for _ in range(4)]
        slow.go_on.set()
        assert {f.result(LONG) for f in found} <= {0, 1, 2, 3}
    ended()


def test_where_looking_again_fails_it_is_shown_as_it_was_and_tried_again():
    things, slow = Recent(), Slow()
    known(things, slow)
    slow.fails = True
    slow.go_on.set()
    assert things.get("list", slow) == 0
    ended()
    slow.fails = False
    assert things.get("list", slow) == 0
    ended()
    assert things.get("list", slow) == 2
    ended()


def test_what_is_quick_is_looked_up_every_time(monkeypatch):
    monkeypatch.setattr(recent, "QUICK", float("inf"))
    things, slow = Recent(), Slow()
    slow.go_on.set()
    assert [things.get("list", slow) for _ in range(3)] == [0, 1, 2]


def test_a_first_look_that_fails_is_told_to_whoever_asked():
    things, slow = Recent(), Slow()
    slow.fails = True
    slow.go_on.set()
    with pytest.raises(LedgerError):
        things.get("list", slow)
