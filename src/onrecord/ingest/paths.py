"""From what a person names (a file, a folder, a glob) to the files to be read, in a stable order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.ingest.formats import by_name
from onrecord.model import Issue

STAGE = "ingest"


def find_files(path: str, issues: list[Issue]) -> Iterator[str]:
    """The files that ``path`` stands for, sorted, hidden ones left out; what is not there becomes an issue."""
    place = Path(path)
    try:
        if not path:
            issues.append(_issue(path, "an empty name was given, which names no file or folder"))
        elif place.is_dir():
            yield from _in_folder(path, issues)
        elif place.exists():
            yield path
        elif glob.has_magic(path):
            yield from _in_glob(path, issues)
        else:
            issues.append(_issue(path, "there is no such file or folder. Check the spelling and the folder you are in"))
    except OSError as error:
        issues.append(_issue(path, f"this cannot be looked up: {error.strerror or error}"))


def _in_glob(pattern: str, issues: list[Issue]) -> Iterator[str]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - keeps the path as the person wrote it
    if not found:
        issues.append(_issue(pattern, "no file matches this pattern"))
    for path in found:
        if Path(path).is_dir():
            if not pattern.endswith("**"):
                yield from _in_folder(path, issues)
        else:
            yield path


def _in_folder(folder: str, issues: list[Issue]) -> Iterator[str]:
    """Every readable file below ``folder``; files that hold no article are named in issues."""
    readable = 0
    for path in _walk(folder, issues):
        if by_name(path).read:
            readable += 1
        yield path
    if not readable:
        issues.append(_issue(folder, "there is no file in this folder that can hold an article"))


def _walk(folder: str, issues: list[Issue]) -> Iterator[str]:
    def refused(error: OSError) -> None:
        issues.append(_issue(error.filename or folder, f"this folder cannot be opened: {error.strerror or error}"))

    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        tables = {f"{name}.toml" for name in names}  # what says how a table beside it is read is no article
        for name in sorted(names):
            if not name.startswith(".") and name not in tables:
                yield os.path.join(here, name)  # noqa: PTH118 - keeps the path as the person wrote it


def _issue(where: str, message: str) -> Issue:
    return Issue(stage=STAGE, where=where, message=message)
