"""What the pages promise works: every command they show runs, every link they give leads somewhere."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

ROOT = Path(__file__).resolve().parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / "examples/README.md",
]
COMMAND = re.compile(r"^    (?:uv run )?onrecord (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def shown():
    """Every onrecord command in the pages, up to a pipe; those that need a person's own files left out."""
    for page in PAGES:
        for found in COMMAND.finditer(page.read_text(encoding="utf-8")):
            words = shlex.split(re.split(r"[|&]|  +#", found[1])[0])
            if {"examples/kessarin-dam", "examples/inputs", "examples/figures"} & set(words):
                yield pytest.param(words, id=f"{page.name}: {' '.join(words)}")


@pytest.mark.parametrize("words", sorted(shown(), key=lambda p: p.id))
def test_a_command_in_the_pages_runs(words, tmp_path, monkeypatch):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.stderr


def test_the_pages_name_no_verb_that_is_not_there():
    verbs = {c.name for c in app.registered_commands} | {c.callback.__name__ for c in app.registered_commands}
    verbs |= {group.typer_instance.info.name for group in app.registered_groups}
    for page in PAGES:
        for found in COMMAND.finditer(page.read_text(encoding="utf-8")):
            verb = found[1].split()[0]
            assert verb in verbs or verb == "VERB", f"{page.name}: onrecord {verb}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page):
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"
