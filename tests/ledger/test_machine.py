"""Whatever is done to a ledger, in whatever order: nothing that was stored is ever lost or changed.

A machine drawn by Hypothesis adds, reads, gathers, judges, ends and begins runs, opens anew, copies and searches;
beside it a plain model of lists and dicts says what must be there.
"""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from onrecord.ledger.store import Ledger
from onrecord.ledger.verify import verify
from onrecord.model import (
    Article,
    Attribution,
    Capture,
    Certainty,
    Claim,
    DateSource,
    Issue,
    Judgement,
    Kind,
    Matter,
    Mode,
    Published,
    Span,
    TextMap,
    content_id,
)

WORDS = ("boats", "sank", "mayor", "Oxmoor", "snow", "strike", "bridge", "Zoë")
KEYS = tuple(content_id("article", str(n)) for n in range(6))
VERSIONS = ("one", "two", "three")
SUBJECTS = ("Norwick Courier", "Ana Ruiz", "c1")
HISTORY = "SELECT article, made_with, ended IS NULL FROM readings ORDER BY id"
CLAIMS = "SELECT claims.reading, claims.id, claims.text FROM claims ORDER BY claims.row"
RUNS = "SELECT finished IS NULL FROM runs ORDER BY id"
MEMBERS = "SELECT article, story, ended IS NULL FROM story_members ORDER BY row"


def made(key, words):
    """An article of the words, with its capture and what they come from."""
    import hashlib

    said = " ".join(words) + "."
    content = said.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    capture = Capture(
        path=f"{key}.txt", text=said, sha256=sha256, captured=datetime(2031, 5, 4, tzinfo=UTC), content=content
    )
    day = date(2031, 5, 3)
    article = Article(
        id=key,
        path=capture.path,
        text=said,
        map=TextMap.keeping([Span(0, len(said))]),
        sha256=sha256,
        published=Published(start=day, end=day, how=DateSource.STATED),
    )
    return capture, article


def claims_of(article, number, certainty):
    """So many claims on an article, each one word longer than the one before."""
    edges = [at for at, c in enumerate(article.text) if c in " ."][:number]
    return tuple(
        Claim(
            id=Claim.make_id(article.id, (Span(0, end),)),
            article=article.id,
            content=(Span(0, end),),
            text=article.text[:end],
            kind=Kind.FACT,
            attribution=Attribution(mode=Mode.NARRATOR),
            certainty=certainty,
        )
        for end in edges
    )


class LedgerMachine(RuleBasedStateMachine):
    """What people do with a ledger; ``make`` gives the name of an empty one and what to do with it in the end."""

    make = None

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="onrecord-machine"))
        self.where, self.away = self.make(self.folder)
        self.ledger = Ledger.open(self.where)
        self.running = None  # the number of the run that is open
        self.kept, self.read, self.grouped, self.judged, self.runs, self.notes = {}, [], {}, [], [], 0
        self.copies = 0
        self.ever = set()  # every row of members that ever was

    def teardown(self):
        self.ledger.close()
        self.away()
        shutil.rmtree(self.folder, ignore_errors=True)

    def started(self):
        """A write belongs to a run; one begins where none was."""
        if self.running is None:
            self.runs.append(True)
            self.running = len(self.runs)

    @initialize()
    def begin(self):
        assert self.ledger.counts()["articles"] == 0

    # ---------------------------------------------------------------------------- what is done

    @rule(key=st.sampled_from(KEYS), words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))
    def add(self, key, words):
        capture, article = made(key, words)
        self.started()
        assert self.ledger.keep(capture, article) == (key not in self.kept)
        self.kept.setdefault(key, (capture, article))

    @precondition(lambda self: self.kept)
    @rule(
        data=st.data(),
        version=st.sampled_from(VERSIONS),
        number=st.integers(0, 4),
        certainty=st.sampled_from([Certainty.ASSERTED, Certainty.HEDGED]),
    )
    def read_claims(self, data, version, number, certainty):
        key = data.draw(st.sampled_from(sorted(self.kept)))
        found = claims_of(self.kept[key][1], number, certainty)
        living = self.living(key)
        self.started()
        new = living is None or living[1] != version
        assert self.ledger.keep_claims(key, found, made_with=version) == new
        if new:
            if living:
                living[3] = False
            self.read.append([key, version, found, True])

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def settle(self, data):
        groups = {key: data.draw(st.sampled_from(["x", "y", "z"]), label=key) for key in sorted(self.kept)}
        self.started()
        settled = self.ledger.settle([replace(self.kept[key][1], story=group) for key, group in groups.items()])
        names = {a.id: a.story for a in settled}
        by_group, by_name = {}, {}
        for key, group in groups.items():
            by_group.setdefault(group, set()).add(key)
            by_name.setdefault(names[key], set()).add(key)
        assert sorted(map(sorted, by_group.values())) == sorted(map(sorted, by_name.values()))
        self.grouped = names

    @rule(matter=st.sampled_from(list(Matter)), subject=st.sampled_from(SUBJECTS), value=st.sampled_from("ABC"))
    def judge(self, matter, subject, value):
        self.started()
        self.ledger.judge(Judgement(matter=matter, subject=subject, value=value, because="so", by="Ana"))
        for row in self.judged:
            row[3] = row[3] and row[:2] != [matter, subject]
        self.judged.append([matter, subject, value, True])

    @rule(matter=st.sampled_from(list(Matter)), subject=st.sampled_from(SUBJECTS))
    def withdraw(self, matter, subject):
        standing = [row for row in self.judged if row[:2] == [matter, subject] and row[3]]
        assert self.ledger.withdraw(matter, subject) == bool(standing)
        for row in standing:
            row[3] = False

    @rule()
    def start_a_run(self):
        self.runs.append(True)
        self.running = self.ledger.start("again")
        assert self.running == len(self.runs)

    @rule()
    def finish_the_run(self):
        if self.running:
            self.ledger.finish()
            self.runs[self.running - 1], self.running = False, None

    @rule()
    def note(self):
        self.started()
        self.ledger.note([Issue(stage="clean", where="x.txt", message="empty")])
        self.notes += 1

    @rule(orderly=st.booleans())
    def open_anew(self, orderly):
        if orderly:
            self.ledger.close()
            if self.running:
                self.runs[self.running - 1] = False
        else:  # as if the process had died: nothing is finished
            self.ledger._engine.dispose()
        self.running = None
        self.ledger = Ledger.open(self.where)

    @rule(word=st.sampled_from(WORDS))
    def search(self, word):
        articles = {key for key, (_, a) in self.kept.items() if word in a.text}
        assert {h.article for h in self.ledger.search(word, kind="article", limit=100).hits} == articles
        claims = {(c.article, c.id) for row in self.read if row[3] for c in row[2] if word in c.text}
        found = self.ledger.search(word, limit=100)
        assert {(h.article, h.claim) for h in found.hits} == claims
        assert found.total == len(claims)

    @rule()
    def copy(self):
        self.copies += 1
        target = str(self.folder / f"copy{self.copies}.db")
        list(self.ledger.backup(target))
        with Ledger.open(target) as copy:
            assert state(copy) == state(self.ledger)

    @rule()
    def verify(self):
        assert [fault for _, found in verify(self.ledger) for fault in found] == []

    # ---------------------------------------------------------------------------- what must hold

    def living(self, key):
        return next((row for row in self.read if row[0] == key and row[3]), None)

    @invariant()
    def what_lives_is_what_was_kept(self):
        articles = tuple(self.kept[key][1] for key in sorted(self.kept))
        assert self.ledger.articles() == articles
        assert self.ledger.raws() == {a.id: a.text for a in articles}
        assert self.ledger.made_with() == {row[0]: row[1] for row in self.read if row[3]}
        found = tuple(c for key in sorted(self.kept) for c in (self.living(key) or (0, 0, ()))[2])
        assert self.ledger.claims() == found
        counts = self.ledger.counts()
        expected = {"articles": len(articles), "claims": len(found), "runs": len(self.runs), "issues": self.notes}
        assert expected.items() <= counts.items()

    @invariant()
    def history_is_whole(self):
        with self.ledger.reading() as connection:
            readings = [(r[0], r[1], bool(r[2])) for r in connection.execute(text(HISTORY))]
            claims = [(r[1], r[2]) for r in connection.execute(text(CLAIMS))]
            runs = [bool(r[0]) for r in connection.execute(text(RUNS))]
        assert readings == [(row[0], row[1], row[3]) for row in self.read]
        assert claims == [(c.id, c.text) for row in self.read for c in row[2]]
        assert runs == self.runs

    @invariant()
    def judgements_stand_until_they_end(self):
        everything = [[j.matter, j.subject, j.value, j.ended is None] for j in self.ledger.judgements(history=True)]
        assert everything == self.judged
        assert [j.value for j in self.ledger.judgements()] == [row[2] for row in self.judged if row[3]]

    @invariant()
    def each_article_is_in_one_living_story(self):
        stories = self.ledger.stories()
        with self.ledger.reading() as connection:
            rows = [(r[0], r[1], bool(r[2])) for r in connection.execute(text(MEMBERS))]
        assert {key: story for key, story, lives in rows if lives} == self.grouped
        assert sum(lives for _, _, lives in rows) == len(self.grouped)
        seen = {(key, story) for key, story, _ in rows}
        assert self.ever <= seen
        self.ever |= seen
        assert {s.id for s in stories if s.articles} == {s.id for s in stories if s.ended is None}
        assert len({s.id for s in stories}) == len(stories)


def state(ledger):
    """All that a backup must have."""
    with ledger.reading() as connection:
        rows = [[tuple(r) for r in connection.execute(text(q))] for q in (RUNS, HISTORY, MEMBERS)]
    rows = [[tuple(bool(v) if isinstance(v, int) else v for v in r) for r in part] for part in rows]
    content = [ledger.content(c.sha256) for c in ledger.captures()]
    judged = ledger.judgements(history=True)
    return ledger.articles(), ledger.claims(), ledger.stories(), judged, content, ledger.counts(), rows


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def tried(make, examples, steps):
    machine = type("Machine", (LedgerMachine,), {"make": staticmethod(make)})
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, suppress_health_check=SLOW, database=None
    )
    run_state_machine_as_test(machine, settings=chosen)


def test_nothing_is_lost_in_sqlite_whatever_is_done(template_file):
    def make(folder):
        shutil.copyfile(template_file, folder / "story.db")
        return str(folder / "story.db"), lambda: None

    tried(make, examples=15, steps=20)


def test_nothing_is_lost_in_postgresql_whatever_is_done(server, template):
    def make(_folder):
        database = server.database(template)
        return database.__enter__(), lambda: database.__exit__(None, None, None)

    tried(make, examples=5, steps=20)
