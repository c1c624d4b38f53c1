"""The resolver as it is trained: lower layers of the names model's encoder, marks, and heads that score pairs."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from network import Encoder
from torch import Tensor, nn
from torch.nn import functional

from reader.nlp.resolver.questions import FEATURES, MARKS, Questions

HIDDEN, WIDE, HEADS = 384, 192, 12
LAYERS, FROZEN = 8, 3
_FAR = -1e4
_DROPOUT = 0.1
_MARK_SPREAD = 0.3
"""About the spread of the vectors that marks are added to: ten times weaker ones were never learnt to be read."""


class Pair(nn.Module):
    """Scores of pairs, shape (left, right), from vectors of both and the features of each pair."""

    def __init__(self) -> None:
        super().__init__()
        self.left = nn.Linear(WIDE, WIDE, bias=False)
        self.right = nn.Linear(2 * HIDDEN, WIDE)
        self.features = nn.Linear(FEATURES, WIDE, bias=False)
        self.score = nn.Linear(WIDE, 1, bias=False)

    def forward(self, left: Tensor, right: Tensor, features: Tensor) -> Tensor:
        hidden = self.left(left)[:, None] + self.right(right)[None] + self.features(features)
        hidden = functional.dropout(functional.gelu(hidden, approximate="tanh"), _DROPOUT, self.training)
        return self.score(hidden)[..., 0]


class Scorer(nn.Module):
    """``state`` are the parameters of a names network; the lowest ``FROZEN`` layers know no marks and stay the same."""

    def __init__(self, state: Mapping[str, Tensor], words: np.ndarray) -> None:
        super().__init__()
        self.register_buffer("words", torch.tensor(words).half(), persistent=False)
        self.encoder = Encoder(_arrays(state), LAYERS, HEADS)
        self.marks = nn.Embedding(MARKS, HIDDEN, padding_idx=0)
        nn.init.normal_(self.marks.weight, 0, _MARK_SPREAD)
        self.marks.weight.data[0] = 0
        self.quote = nn.Linear(5 * HIDDEN, WIDE)
        self.reference = nn.Linear(4 * HIDDEN, WIDE)
        self.quote_names, self.quote_references, self.reference_names = Pair(), Pair(), Pair()
        self.speech = nn.Linear(WIDE, 1)
        self.others = nn.Linear(WIDE, 2)
        self.nobody = nn.Linear(WIDE, 1)
        for parameter in [*self.encoder.norm.parameters(), self.encoder.position]:
            parameter.requires_grad_(False)
        for layer in self.encoder.layers[:FROZEN]:
            layer.requires_grad_(False)

    def lower(self, pieces: Tensor, shift: int = 0) -> Tensor:
        """One window, (length,), through the frozen layers; ``shift`` moves its positions."""
        places = self.encoder.position[shift : shift + len(pieces)]
        x = self.encoder.norm(self.words[pieces].float() + places)[None]
        nothing = torch.zeros(1, 1, 1, len(pieces))
        for layer in self.encoder.layers[:FROZEN]:
            x = layer(x, nothing)
        return x[0]

    def upper(self, lower: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Windows filled up to one length, (batch, length, hidden), with marks (batch, length, columns)."""
        x = lower + self.marks(marks).sum(2)
        bias = ((1 - mask) * -10000.0)[:, None, None, :]
        for layer in self.encoder.layers[FROZEN:]:
            x = layer(x, bias)
        return functional.dropout(x, _DROPOUT, self.training)

    def answer(self, x: Tensor, asked: Questions) -> tuple[Tensor, Tensor, Tensor]:
        """For one window's vectors (length, hidden): logits of speech (quotes,), log scores of speakers.

        Speakers have shape (quotes, entities + 2), the last two are a source in words and nobody. The last are log
        probabilities of whom references mean, (references, entities + 1), the last is nobody of them.
        """
        quotes, references, names = asked.quotes, asked.references, asked.names
        count = len(asked.entities)
        quote = functional.gelu(
            self.quote(torch.cat([*_edges(x, quotes), _means(x, quotes)], 1)), approximate="tanh"
        )
        reference = functional.gelu(self.reference(torch.cat(_edges(x, references), 1)), approximate="tanh")
        named, described = torch.cat(_ends(x, names), 1), torch.cat(_ends(x, references), 1)
        owner = torch.full((len(names), count), _FAR)
        owner[torch.arange(len(names)), torch.tensor(names.number)] = 0.0
        means = self.reference_names(reference, named, torch.tensor(asked.reference_names))
        barred = ~torch.tensor(asked.people)[None] & ~torch.tensor(asked.pronouns)[:, None]
        whom = _joined(means, owner).masked_fill(barred, _FAR)
        whom = torch.log_softmax(torch.cat([whom, self.nobody(reference)], 1), 1)
        direct = _joined(self.quote_names(quote, named, torch.tensor(asked.quote_names)), owner)
        through = self.quote_references(quote, described, torch.tensor(asked.quote_references))
        pronoun = torch.tensor(asked.pronouns)[:, None]
        nameless = (
            torch.where(pronoun, torch.tensor([[_FAR, 0.0]]), torch.tensor([[0.0, _FAR]])) + whom[:, -1:]
        )
        meant = torch.cat([whom[:, :-1], nameless], 1)
        speakers = torch.cat([direct, self.others(quote)], 1)
        speakers = torch.logaddexp(speakers, _joined(through, meant))
        return self.speech(quote)[:, 0], speakers, whom


def _edges(x: Tensor, places) -> list[Tensor]:  # noqa: ANN001
    """The vectors at both ends of each range and right outside, (rows, hidden) each."""
    first, last = torch.tensor(places.first), torch.tensor(places.last)
    outside = x[(first - 1).clamp(min=0)], x[(last + 1).clamp(max=len(x) - 1)]
    return [x[first], x[last], *outside]


def _ends(x: Tensor, places) -> list[Tensor]:  # noqa: ANN001
    return [x[torch.tensor(places.first)], x[torch.tensor(places.last)]]


def _means(x: Tensor, places) -> Tensor:  # noqa: ANN001
    """The mean vector of each range, (rows, hidden)."""
    total = torch.cat([torch.zeros(1, x.shape[1]), x.cumsum(0)])
    first, last = torch.tensor(places.first), torch.tensor(places.last)
    return (total[last + 1] - total[first]) / (last + 1 - first)[:, None]


def _joined(scores: Tensor, owner: Tensor) -> Tensor:
    """Scores (rows, mentions) summed by owner, in logarithms: (rows, owners); ``owner`` is (mentions, owners)."""
    if not owner.shape[0]:
        return torch.full((scores.shape[0], owner.shape[1]), _FAR)
    return torch.logsumexp(scores[:, :, None] + owner[None], 1)


def _arrays(state: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    """The encoder's parameters by the names that ``Encoder`` reads."""
    found: dict[str, np.ndarray] = {}
    for name, value in state.items():
        if not name.startswith("encoder."):
            continue
        short = name.removeprefix("encoder.").removeprefix("layers.")
        array = value.float().numpy()
        if ".qkv." in short:
            layer, _, part = short.partition(".qkv.")
            for letter, piece in zip("qkv", np.split(array, 3), strict=True):
                found[f"{layer}.{letter}.{part}"] = piece
        else:
            found[short] = array
    return found
