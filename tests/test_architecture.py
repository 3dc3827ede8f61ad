"""The rooms of the house: who may import whom, and what the front door may cost."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
# A module imports only from the rooms before its own.
ORDER = ("errors", "model", "values", "ingest", "clean", "stories", "extract", "ledger", "reconcile", "brief", "export")
ROOF = ("pipeline", "web", "cli", "__main__")


def modules():
    return sorted(SOURCE.rglob("*.py"))


def room_of(path):
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imports(path):
    """Names of our own modules that a module imports, by statement."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord"):
            yield from (
                [f"onrecord.{alias.name}" for alias in node.names] if node.module == "onrecord" else [node.module]
            )
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("onrecord"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_a_module_imports_only_from_the_rooms_before_its_own(path):
    rank = {name: i for i, name in enumerate((*ORDER, *ROOF))}
    mine = room_of(path)
    if mine == "__init__":
        return
    for name in imports(path):
        room = name.split(".")[1] if "." in name else ""
        if room in rank:
            assert rank[room] <= rank[mine], f"{mine} may not import {name}"


def test_no_room_is_missing_from_the_plan():
    rooms = {room_of(p) for p in modules()} - {"__init__"}
    assert rooms == set(ORDER) | set(ROOF)


def test_the_front_door_loads_nothing_heavy():
    heavy = {"spacy", "sqlalchemy", "numpy", "altair", "pydantic", "rich", "fastapi"}
    code = f"import sys, onrecord.cli; print(*sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
