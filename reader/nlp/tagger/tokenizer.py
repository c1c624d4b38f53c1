"""Text to the pieces that the names model reads: word units, each cut by a unigram language model.

The pieces and their scores are those of multilingual-e5-small's SentencePiece vocabulary
(Kudo, 2018: subword regularisation), cut down to Latin script. Training uses this very module.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

BOS, PAD, EOS, UNK = 0, 1, 2, 3
_UNIT = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[^\W_]*)|\S", re.UNICODE)
_SPACE_MARK = "\u2581"
_MAX_WORD = 40
_CACHE = 50_000
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u00ad": ""}
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Word units of a text as code point ranges, their pieces, and each unit's first piece."""

    units: tuple[tuple[int, int], ...]
    pieces: tuple[int, ...]
    first: tuple[int, ...]


class Tokenizer:
    """Cuts text into the model's pieces; offsets always point into the text as given."""

    def __init__(
        self, pieces: Sequence[str], scores: Sequence[float], normaliser: Mapping[str, str], unknown: float
    ) -> None:
        self._index = {piece: number for number, piece in enumerate(pieces) if number > UNK}
        self._scores = scores
        self._normaliser = normaliser
        self._unknown = unknown
        self._longest = max(map(len, self._index), default=1)
        self._cut = lru_cache(_CACHE)(self._cut_word)

    def encode(self, text: str) -> Encoded:
        """The units and pieces of ``text``; blanks belong to no unit."""
        units: list[tuple[int, int]] = []
        pieces: list[int] = []
        first: list[int] = []
        for match in _UNIT.finditer(text):
            start, end = match.span()
            spaced = start == 0 or text[start - 1].isspace()
            units.append((start, end))
            first.append(len(pieces))
            pieces.extend(self._cut(match.group(), spaced))
        return Encoded(tuple(units), tuple(pieces), tuple(first))

    def _cut_word(self, word: str, spaced: bool) -> tuple[int, ...]:
        """The best pieces of one unit; at least one. Of a very long unit only the beginning is read."""
        plain = word[:_MAX_WORD].translate(_PLAIN)
        plain = "".join(self._normaliser.get(char, char) for char in plain).replace(" ", "")
        if not plain:
            return (UNK,)
        return self._viterbi((_SPACE_MARK if spaced else "") + plain)

    def _viterbi(self, text: str) -> tuple[int, ...]:
        length = len(text)
        best = [-1e30] * (length + 1)
        back: list[tuple[int, int]] = [(0, UNK)] * (length + 1)
        best[0] = 0.0
        for start in range(length):
            base = best[start]
            for end in range(start + 1, min(length, start + self._longest) + 1):
                piece = self._index.get(text[start:end])
                if piece is not None and base + self._scores[piece] > best[end]:
                    best[end], back[end] = base + self._scores[piece], (start, piece)
            if base + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = base + self._unknown, (start, UNK)
        found: list[int] = []
        end = length
        while end > 0:
            end, piece = back[end]
            found.append(piece)
        return tuple(reversed(found))


def save_tokenizer(
    path: Path, pieces: Sequence[str], scores: Sequence[float], normaliser: Mapping[str, str], unknown: float
) -> None:
    """Write a tokenizer's tables as gzipped JSON, the same bytes for the same tables."""
    table = {
        "pieces": pieces,
        "scores": [round(s, 4) for s in scores],
        "normaliser": normaliser,
        "unknown": unknown,
    }
    data = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def load_tokenizer(path: Path) -> Tokenizer:
    """Read what ``save_tokenizer`` wrote. Raises ``OSError``, ``ValueError`` or ``KeyError``."""
    table = json.loads(gzip.decompress(path.read_bytes()))
    return Tokenizer(table["pieces"], table["scores"], table["normaliser"], table["unknown"])
