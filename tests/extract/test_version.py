"""The reader has a name that changes whenever it may read otherwise."""

import ast
from pathlib import Path

import onrecord
import onrecord.model
from onrecord import extract
from onrecord.extract.version import PLACES, digest_of, is_newer, reader

PACKAGE = Path(onrecord.__file__).parent


def room(folder):
    """A room with a module and its word list."""
    (folder / "room" / "data").mkdir(parents=True)
    (folder / "room" / "read.py").write_text("CUES = 1\n")
    (folder / "room" / "data" / "cues.toml").write_text('say = ["said"]\n')
    return folder


def test_the_same_files_have_the_same_hash_wherever_they_lie(tmp_path):
    one, other = room(tmp_path / "one"), room(tmp_path / "other")
    assert digest_of(["room"], root=one) == digest_of(["room"], root=other)


def test_another_word_in_a_list_another_line_of_code_or_another_file_is_another_hash(tmp_path):
    here = room(tmp_path)
    found = {digest_of(["room"], root=here)}
    (here / "room" / "data" / "cues.toml").write_text('say = ["said", "told"]\n')
    found.add(digest_of(["room"], root=here))
    (here / "room" / "read.py").write_text("CUES = 2\n")
    found.add(digest_of(["room"], root=here))
    (here / "room" / "more.py").write_text("")
    found.add(digest_of(["room"], root=here))
    assert len(found) == 4


def test_what_python_compiles_beside_a_module_changes_nothing(tmp_path):
    here = room(tmp_path)
    before = digest_of(["room"], root=here)
    (here / "room" / "__pycache__").mkdir()
    (here / "room" / "__pycache__" / "read.cpython-312.pyc").write_bytes(b"\0")
    assert digest_of(["room"], root=here) == before


def test_another_language_model_is_another_hash(tmp_path):
    here = room(tmp_path)
    assert digest_of(["room"], root=here, also="model 1") != digest_of(["room"], root=here, also="model 2")


def test_its_name_has_the_version_and_the_hash():
    assert reader().name == f"onrecord {onrecord.__version__} reading {reader().digest}"


def imported():
    """The files outside its own room that extraction imports from."""
    for path in Path(extract.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("onrecord."):
                if node.module == "onrecord.model":
                    yield from (
                        f"model/{getattr(onrecord.model, a.name).__module__.split('.')[-1]}.py" for a in node.names
                    )
                else:
                    yield node.module.removeprefix("onrecord.").replace(".", "/") + ".py"


def test_every_module_that_extraction_imports_is_hashed():
    missing = {
        name for name in imported() if not any(name in (p, f"{p}.py") or name.startswith(f"{p}/") for p in PLACES)
    }
    assert missing <= {"errors.py"}  # how errors are called changes no claim


def test_every_place_is_there():
    assert [place for place in PLACES if not (PACKAGE / place).exists()] == []


def test_versions_are_ordered_by_their_numbers():
    assert is_newer("0.10.0", "0.9.1")
    assert is_newer("1.0", "0.9.9")
    assert not is_newer("0.1.0", "0.1.0")
