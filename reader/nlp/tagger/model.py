# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# (ONNX Runtime has no type stubs)
"""The French names model at run time: numpy and ONNX Runtime, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.nlp.tagger.decode import best_path, log_softmax, spans, tag_names, transitions
from reader.nlp.tagger.tokenizer import BOS, EOS, Encoded, Tokenizer, load_tokenizer

WINDOW = 192
_OVERLAP = 48
_BLOCK = 32
_BLOCK_BYTES = 18
_MASKED = -1e4

Floats = NDArray[np.float32]
Found = tuple[int, int, str, float]


class ModelUnavailable(Exception):
    """The model's files are missing, damaged or cannot be run; the text says which and why."""


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of units of one text that the model reads at once; only the units in ``kept`` count."""

    text: int
    first_unit: int
    pieces: tuple[int, ...]
    unit_pieces: tuple[int, ...]
    kept: range


class Tagger:
    """Finds names. Each window is read on its own length, so that no result depends on its neighbours.

    Raises ``ModelUnavailable`` where ``folder`` does not hold the model that its ``config.json`` describes.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        try:
            self._config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._check(folder)
            self._tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json.gz")
            self._embedding = _Embedding(folder / "embeddings.q4", int(self._config["hidden"]))
            self._session = _session(folder / "encoder.onnx", threads)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise ModelUnavailable(f"{folder.name}: {error}") from error
        self._tags = tag_names(self._config["types"])
        self._first, self._pair = transitions(self._tags)

    @property
    def version(self) -> str:
        """The model's version as its configuration tells."""
        return str(self._config["version"])

    def tag(self, texts: Sequence[str]) -> list[list[Found]]:
        """For each text its names as (start, end, type, score): code points, in order, never overlapping."""
        encoded = [self._tokenizer.encode(text) for text in texts]
        scores = [np.zeros((len(item.units), len(self._tags)), np.float32) for item in encoded]
        for window in _windows(encoded):
            rows = self._read(window)
            for unit in window.kept:
                scores[window.text][unit] = rows[unit - window.first_unit]
        return [self._names(item, rows) for item, rows in zip(encoded, scores, strict=True)]

    def _read(self, window: _Window) -> Floats:
        """Log probabilities of the tags of a window's units, shape (units, tags)."""
        ids = np.array([BOS, *window.pieces, EOS])
        vectors = self._embedding(ids)[None]
        mask = np.zeros((1, len(ids)), np.float32)
        (logits,) = self._session.run(None, {"embeddings": vectors, "mask": mask})
        places = np.array(window.unit_pieces) + 1
        return log_softmax(np.asarray(logits[0][places], np.float32))

    def _names(self, encoded: Encoded, scores: Floats) -> list[Found]:
        path = best_path(scores, self._first, self._pair)
        return [
            (encoded.units[start][0], encoded.units[end - 1][1], entity_type, score)
            for start, end, entity_type, score in spans(path, self._tags, scores)
        ]

    def _check(self, folder: Path) -> None:
        for name, wanted in self._config["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
                raise ValueError(f"{name} is damaged")


def _windows(texts: Sequence[Encoded]) -> Iterator[_Window]:
    """Cut texts of more than ``WINDOW`` pieces into windows that overlap; each unit is kept once."""
    for number, item in enumerate(texts):
        ends = (*item.first[1:], len(item.pieces))
        start = kept = 0
        while start < len(item.units):
            end = _last_unit(item, ends, start)
            done = end == len(item.units)
            upto = end if done else max(kept + 1, _unit_before(item, ends[end - 1] - _OVERLAP // 2, end))
            base = item.first[start]
            yield _Window(
                text=number,
                first_unit=start,
                pieces=item.pieces[base : ends[end - 1]],
                unit_pieces=tuple(first - base for first in item.first[start:end]),
                kept=range(kept, upto),
            )
            if done:
                break
            kept = upto
            start = max(start + 1, _unit_before(item, item.first[kept] - _OVERLAP // 2, kept))


def _last_unit(item: Encoded, ends: Sequence[int], start: int) -> int:
    """The unit after the last one that fits into a window beginning at ``start``; at least one fits."""
    end = start + 1
    while end < len(item.units) and ends[end] - item.first[start] <= WINDOW:
        end += 1
    return end


def _unit_before(item: Encoded, piece: int, unit: int) -> int:
    """The last unit before ``unit`` that begins at or before ``piece``."""
    while unit > 0 and item.first[unit if unit < len(item.first) else unit - 1] > piece:
        unit -= 1
    return unit


class _Embedding:
    """Word embeddings in blocks of 32 4-bit weights with one half-precision scale, as they are on disk."""

    def __init__(self, path: Path, hidden: int) -> None:
        self._hidden = hidden
        self._raw = np.fromfile(path, np.uint8).reshape(-1, hidden // _BLOCK, _BLOCK_BYTES)

    def __call__(self, ids: NDArray[np.int64]) -> Floats:
        raw = self._raw[ids]
        scale = np.ascontiguousarray(raw[:, :, :2]).view(np.float16).astype(np.float32)
        weights = raw[:, :, 2:]
        halves = np.concatenate([weights & 15, weights >> 4], axis=2).astype(np.float32) - 8
        return (halves * scale).reshape(len(ids), self._hidden)


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Weights are unpacked once at loading (85 MB more memory), not again for every window.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
