"""Train the reader of attributions.

    python train/learn.py build/attribution --encoder DIR [--epochs 6] [--stop 5] [--seed 1]

Needs torch and transformers, in an environment of its own (README.md). Reads the arrays that ``prepare.py`` wrote and
the encoder's weights; writes ``model.pt``, the weights averaged over the last steps, after every epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parent))
from network import Reader
from windows import Corpus, batches


def train(given: argparse.Namespace) -> None:
    """All epochs, with a line of figures after each."""
    random.seed(given.seed)
    np.random.seed(given.seed)
    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    grammar = json.loads((given.data / "grammar.json").read_text())
    corpus = Corpus(given.data / "train.npz")
    dev = Corpus(given.data / "dev.npz")
    model = Reader(given.encoder, tags=len(grammar["tags"]), arcs=len(grammar["arcs"]))
    steps = given.epochs * sum(1 for _ in batches(corpus, given.tokens, random.Random(0)))
    optimiser = torch.optim.AdamW(model.groups(given.rate), weight_decay=0.01, fused=True)
    warm = max(1, steps // 16)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    dice = random.Random(given.seed)
    started = time.time()
    for epoch in range(min(given.stop, given.epochs)):
        model.train()
        total = count = 0.0
        for batch in batches(corpus, given.tokens, dice):
            loss = model.loss(batch, feature_dropout=0.1)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            plan.step()
            mean.update_parameters(model)
            total, count = total + loss.item(), count + 1
            if count % 50 == 0:
                print(f"  {epoch} {count:.0f} loss {total / count:.4f} {time.time() - started:.0f} s", flush=True)
        torch.save({"weights": mean.module.state_dict(), "grammar": grammar}, given.out)
        with torch.no_grad():
            mean.module.eval()
            losses = [mean.module.loss(b).item() for b in batches(dev, given.tokens, random.Random(0))]
        print(
            f"epoch {epoch}: train {total / count:.4f} dev {np.mean(losses):.4f} {time.time() - started:.0f} s",
            flush=True,
        )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with the encoder's model.safetensors")
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--tokens", type=int, default=2048, help="word pieces a step")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--stop", type=int, default=5, help="end after so many of the planned epochs: the best on dev")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    given.out = given.out or given.data / "model.pt"
    train(given)


if __name__ == "__main__":
    main()
