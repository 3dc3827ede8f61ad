"""The verb: what a person sees, and the exit codes."""

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

PARAGRAPH = "The dam at Kessarin broke at dawn. At least 41 people died, the mayor of Lindmoor said on Monday. "


@pytest.fixture
def call(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *words, **keywords: CliRunner().invoke(app, ["fetch", "--delay", "0", *words], **keywords)


@pytest.fixture
def here(site):
    return f"http://127.0.0.1:{site.port}"


def test_a_page_is_fetched_into_the_usual_archive_and_read_from_it(site, here, call):
    site.page("/a", f"<html><body><article>{f'<p>{PARAGRAPH}</p>' * 5}</article></body></html>".encode())
    done = call(f"{here}/a", "--allow-private")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == "pile.warc.gz: 1 page added, 0 unchanged, 0 not fetched\n"
    read = CliRunner().invoke(app, ["ingest", "pile.warc.gz"])
    assert read.exit_code == 0
    assert f"{here}/a" in read.stdout


def test_what_was_not_fetched_is_listed_and_the_rest_was_done(site, here, call):
    site.page("/a")
    done = call(f"{here}/a", f"{here}/none", "gopher://herald.example/", "--allow-private", "-o", "my.warc")
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "my.warc: 1 page added, 0 unchanged, 2 not fetched",
        "gopher://herald.example/: only http and https addresses are fetched",
        f"{here}/none: the server says 404 Not Found",
        "2 issues; the rest of the work was done",
    ]


def test_a_run_that_brings_nothing_says_so_and_fails(site, here, call, tmp_path):
    done = call(f"{here}/a")
    assert done.exit_code == 1
    assert "127.0.0.1 is this machine itself (loopback); it is not asked" in done.stderr
    assert done.stderr.endswith("onrecord: no page could be fetched\n")
    assert site.asked == []
    assert list(tmp_path.iterdir()) == []


def test_a_list_comes_on_standard_input(site, here, call):
    site.page("/a")
    assert call("-", "--allow-private", input=f"{here}/a\n").exit_code == 0


@pytest.mark.parametrize(
    "words",
    [["--proxy", "socks5://127.0.0.1:9"], ["--contact", "a\nb"], ["--out", "pile.txt"], ["--max-pages", "0"]],
)
def test_a_wrong_option_is_told_and_nothing_is_asked(site, here, call, words):
    done = call(f"{here}/a", "--allow-private", *words)
    assert done.exit_code == 2
    assert site.asked == []
