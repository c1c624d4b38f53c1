"""The tagger as it is trained: e5-small's encoder over frozen 4-bit word embeddings, one head a convention."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reader.nlp.tagger.decode import tag_names

HEADS = ("ours", "literal")
DROPOUT = 0.1


class Layer(nn.Module):
    """One transformer layer, norms after the sums as in BERT (Devlin et al., 2019)."""

    def __init__(self, arrays: dict[str, np.ndarray], number: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        joined = {
            part: np.concatenate([arrays[f"{number}.{n}.{part}"] for n in "qkv"])
            for part in ("weight", "bias")
        }
        self.qkv = _linear(joined["weight"], joined["bias"])
        self.ao, self.fi, self.fo = (
            _linear(arrays[f"{number}.{n}.weight"], arrays[f"{number}.{n}.bias"]) for n in ("ao", "fi", "fo")
        )
        self.aln, self.oln = (
            _norm(arrays[f"{number}.{n}.weight"], arrays[f"{number}.{n}.bias"]) for n in ("aln", "oln")
        )

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        q, k, v = (
            self.qkv(x)
            .view(batch, length, 3, self.heads, hidden // self.heads)
            .permute(2, 0, 3, 1, 4)
            .unbind(0)
        )
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        x = self.aln(x + self._drop(self.ao(seen)))
        return self.oln(x + self._drop(self.fo(functional.gelu(self.fi(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, DROPOUT, self.training)


class Encoder(nn.Module):
    """Embeddings (batch, length, hidden) and mask (batch, length) to vectors of the same shape."""

    def __init__(self, arrays: dict[str, np.ndarray], layers: int, heads: int) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.tensor(arrays["position"]))
        self.norm = _norm(arrays["norm.weight"], arrays["norm.bias"])
        self.layers = nn.ModuleList(Layer(arrays, number, heads) for number in range(layers))

    def forward(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(embeddings + self.position[: embeddings.shape[1]])
        x = functional.dropout(x, DROPOUT, self.training)
        bias = ((1 - mask) * -10000.0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class TaggerNetwork(nn.Module):
    """Piece numbers to the logits of every head, shape (batch, length, heads, tags)."""

    def __init__(
        self,
        arrays: dict[str, np.ndarray],
        words: np.ndarray,
        layers: int,
        heads: int,
        types: tuple[str, ...],
    ) -> None:
        super().__init__()
        self.tags = len(tag_names(types))
        self.register_buffer("words", torch.tensor(words), persistent=False)
        self.encoder = Encoder(arrays, layers, heads)
        self.head = nn.Linear(words.shape[1], self.tags * len(HEADS))
        nn.init.normal_(self.head.weight, 0, 0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        vectors = self.encoder(self.words[pieces].float(), mask)
        logits = self.head(functional.dropout(vectors, DROPOUT, self.training))
        return logits.view(*pieces.shape, len(HEADS), self.tags)


def _linear(weight: np.ndarray, bias: np.ndarray) -> nn.Linear:
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    layer.weight.data = torch.tensor(weight)
    layer.bias.data = torch.tensor(bias)
    return layer


def _norm(weight: np.ndarray, bias: np.ndarray) -> nn.LayerNorm:
    layer = nn.LayerNorm(len(weight), 1e-12)
    layer.weight.data = torch.tensor(weight)
    layer.bias.data = torch.tensor(bias)
    return layer
