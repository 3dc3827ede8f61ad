"""Refresh the pins: every dependency, transitive ones too, under ``[tool.uv] constraint-dependencies``.

    uv run tools/pin.py

The old pins are taken out, uv resolves anew, and the versions it chose are written back without any address, so that
nothing in the project says where packages were downloaded from. Run the tests afterwards.
"""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "uv.lock"
BLOCK = re.compile(r"constraint-dependencies = \[\n.*?^\]\n", re.DOTALL | re.MULTILINE)


def main() -> None:
    """Rewrite the block of pins."""
    before = PROJECT.read_text(encoding="utf-8")
    loose = BLOCK.sub("", before)
    try:
        PROJECT.write_text(loose, encoding="utf-8")
        LOCK.unlink(missing_ok=True)
        subprocess.run(["uv", "lock", "--upgrade"], cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError):
        PROJECT.write_text(before, encoding="utf-8")
        raise
    pins = "".join(f'    "{pin}",\n' for pin in chosen())
    PROJECT.write_text(loose.rstrip("\n") + f"\nconstraint-dependencies = [\n{pins}]\n", encoding="utf-8")
    LOCK.unlink()


def chosen() -> list[str]:
    """``name==version`` of every package that uv chose, ours left out."""
    packages = tomllib.loads(LOCK.read_text(encoding="utf-8"))["package"]
    return sorted(f"{p['name']}=={p['version']}" for p in packages if "registry" in p["source"])


if __name__ == "__main__":
    main()
