"""Write the trained reader as a small graph that onnxruntime runs.

    python train/export.py build/attribution/model.pt src/onrecord/extract/speech/learned/data

Runs in the training environment. Weights become whole numbers of eight bits, with a scale for each output channel; the
grammar of labels and the names of tags and arcs go into ``attribution.json`` beside the graph.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

sys.path.insert(0, str(Path(__file__).resolve().parent))
from network import Reader

NAMES = ("pieces", "owner", "first", "features")


def load(path: Path) -> tuple[Reader, dict]:
    """The network with its trained weights, and what it knows of the parser's names."""
    saved = torch.load(path, weights_only=True)
    model = Reader(None, tags=len(saved["grammar"]["tags"]), arcs=len(saved["grammar"]["arcs"]))
    model.load_state_dict(saved["weights"])
    return model.eval(), saved["grammar"]


def graph(model: Reader, out: Path) -> None:
    """The network as an ONNX file, with windows, pieces and words of any number."""
    example = (
        torch.randint(1000, 2000, (2, 14)),
        torch.tensor([[0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0]] * 2),
        torch.tensor([[1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]] * 2),
        torch.zeros(2, 11, 5, dtype=torch.long),
    )
    windows, pieces, words = torch.export.Dim("windows"), torch.export.Dim("pieces", max=512), torch.export.Dim("words")
    shapes = ({0: windows, 1: pieces}, {0: windows, 1: pieces}, {0: windows, 1: words}, {0: windows, 1: words})
    program = torch.onnx.export(
        model,
        example,
        dynamo=True,
        opset_version=23,
        dynamic_shapes=shapes,
        input_names=NAMES,
        output_names=["labels", "parents"],
    )
    program.save(str(out))


def without_traces(path: Path) -> None:
    """Take out what the exporter notes of the machine it ran on: source lines, modules and their paths."""
    model = onnx.load(path)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.save(model, path)


def main() -> None:
    """Export, shrink, and write the table beside it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--whole", action="store_true", help="keep 32-bit weights, to compare")
    given = parser.parse_args()
    model, grammar = load(given.model)
    target = given.out / "attribution.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        large = Path(scratch) / "large.onnx"
        graph(model, large)
        if given.whole:
            onnx.save(onnx.load(large), target)
        else:
            quantize_dynamic(
                large,
                target,
                per_channel=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )
    without_traces(target)
    start, follow = (t.detach().round(decimals=4).tolist() for t in model.grammar())
    table = {**grammar, "start": start, "follow": follow}
    (given.out / "attribution.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
