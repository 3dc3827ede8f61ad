"""The network: a small encoder, a row of labels under a grammar (CRF), and for each word the word that it hangs on."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import nn
from transformers import BertConfig, BertModel
from windows import Batch

LABELS = 7  # none; opening and further words of source, cue, content
FAR = 9  # distances 0, 1, 2, 4 … 256 in either direction
SHAPES, QUOTED, OPENS = 5, 4, 3
CONFIG = {
    "hidden_size": 384,
    "num_attention_heads": 12,
    "intermediate_size": 1536,
    "num_hidden_layers": 6,
    "attention_probs_dropout_prob": 0.0,  # dropping attention costs a third of the time on a processor
}


class Reader(nn.Module):
    """Encoder and heads; see :meth:`forward` for what goes in and comes out."""

    def __init__(self, encoder: Path | None, *, tags: int, arcs: int, wide: int = 128) -> None:
        super().__init__()
        config = BertConfig(**CONFIG, attn_implementation="sdpa")
        self.encoder = BertModel(config, add_pooling_layer=False)
        if encoder is not None:
            loaded = BertModel.from_pretrained(encoder, config=config, add_pooling_layer=False)
            self.encoder.load_state_dict(loaded.state_dict())
        size = config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(n, size) for n in (SHAPES, QUOTED, OPENS, tags + 1, arcs + 1))
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.drop = nn.Dropout(0.15)
        self.emit = nn.Linear(size, LABELS)
        self.child, self.parent = nn.Linear(size, wide), nn.Linear(size, wide)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.start, self.follow = nn.Parameter(torch.zeros(LABELS)), nn.Parameter(torch.zeros(LABELS, LABELS))
        self.register_buffer("legal_start", torch.tensor([0, 0, -1e4, 0, -1e4, 0, -1e4]), persistent=False)
        self.register_buffer("legal", _legal(), persistent=False)

    def groups(self, rate: float) -> list[dict]:
        """Parameters by learning rate: the encoder slow, the rest fast; word embeddings stay as they are."""
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        inner = [p for p in self.encoder.parameters() if p.requires_grad]
        own = {id(p) for p in self.encoder.parameters()}
        return [
            {"params": inner, "lr": rate},
            {"params": [p for p in self.parameters() if id(p) not in own], "lr": rate * 10},
        ]

    def forward(
        self, pieces: torch.Tensor, owner: torch.Tensor, first: torch.Tensor, features: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Score labels and parents.

        Args:
            pieces: Word pieces, zeros at the end; (windows, pieces).
            owner: The word of each piece, from 1, 0 for none; (windows, pieces).
            first: Place of each word's first piece; (windows, words).
            features: Five numbers a word; (windows, words, 5).

        Returns:
            Labels (windows, words, 7), and log-probabilities of what each word hangs on (windows, words, words + 1),
            the first column for nothing.
        """
        said = sum(table(features[:, :, i]) for i, table in enumerate(self.features))
        said = torch.cat([torch.zeros_like(said[:, :1]), said], 1)  # a row for the pieces of no word
        spread = torch.gather(said, 1, owner.unsqueeze(-1).expand(-1, -1, said.shape[-1]))
        inputs = self.encoder.embeddings.word_embeddings(pieces) + spread
        hidden = self.encoder(inputs_embeds=inputs, attention_mask=(pieces > 0).long()).last_hidden_state.float()
        hidden = self.drop(hidden)
        words = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        keys = self.parent(torch.cat([hidden[:, :1], words], 1))
        scores = self.child(words) @ keys.transpose(1, 2) / math.sqrt(keys.shape[-1])
        bias = self.distance[_buckets(words.shape[1], words.device)]
        scores = scores + torch.cat([torch.zeros_like(bias[:, :1]), bias], 1)
        there = torch.cat([torch.ones_like(first[:, :1]), (first > 0).long()], 1).unsqueeze(1)
        return self.emit(words), torch.log_softmax(scores + (1 - there) * -1e4, -1)

    def grammar(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores of the first label and of one label after another, what cannot be at -10,000."""
        return self.start + self.legal_start, self.follow + self.legal

    def loss(self, batch: Batch, feature_dropout: float = 0.0) -> torch.Tensor:
        """What is to be made small: negative log-likelihood a word of the labels, and of the parents."""
        features = batch.features
        if feature_dropout and self.training:  # learn to do without the parse now and then
            blind = torch.rand(len(features)) < feature_dropout
            features = features.clone()
            features[blind, :, 3:] = 0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            labels, parents = self(batch.pieces, batch.owner, batch.first, features)
        labels, parents = labels.float(), parents.float()
        lost = self._labels_lost(labels, batch.labels, batch.words).sum() / batch.words.sum()
        learnt = batch.parents >= 0
        hung = -parents.gather(-1, batch.parents.clamp(min=0).unsqueeze(-1)).squeeze(-1)
        return lost + 0.3 * (hung * learnt).sum() / learnt.sum().clamp(min=1)

    def _labels_lost(self, scores: torch.Tensor, gold: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
        """Negative log-likelihood of each window's row of labels under the chain (forward algorithm)."""
        start, follow = self.grammar()
        inside = torch.arange(scores.shape[1]).unsqueeze(0) < words.unsqueeze(1)
        emitted = scores.gather(-1, gold.unsqueeze(-1)).squeeze(-1)
        moved = follow[gold[:, :-1], gold[:, 1:]]
        path = (emitted * inside).sum(1) + (moved * inside[:, 1:]).sum(1) + start[gold[:, 0]]
        alpha = start + scores[:, 0]
        for i in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(-1) + follow, 1) + scores[:, i]
            alpha = torch.where(inside[:, i].unsqueeze(-1), step, alpha)
        return torch.logsumexp(alpha, -1) - path


def _legal() -> torch.Tensor:
    """A further word comes only after an opening or further word of its own role."""
    table = torch.zeros(LABELS, LABELS)
    for further in (2, 4, 6):
        table[:, further] = -1e4
        table[further - 1, further] = table[further, further] = 0
    return table


def _buckets(words: int, device: torch.device) -> torch.Tensor:
    """The distance from each word (row) to each (column), by powers of two, as an index."""
    away = torch.arange(words, device=device).unsqueeze(0) - torch.arange(words, device=device).unsqueeze(1)
    size = torch.floor(torch.log2(away.abs().clamp(min=1).float())).long() + (away != 0).long()
    return size.clamp(max=FAR) * away.sign() + FAR
