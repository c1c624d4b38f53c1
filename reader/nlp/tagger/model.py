# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# (ONNX Runtime has no type stubs)
"""The French names model at run time: numpy and ONNX Runtime, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.nlp.tagger.decode import best_path, log_softmax, spans, tag_names, transitions
from reader.nlp.tagger.tokenizer import BOS, EOS, PAD, Encoded, Tokenizer, load_tokenizer

WINDOW = 192
_OVERLAP = 48
_BLOCK = 32
_BLOCK_BYTES = 18
_BATCH = 512
"""Pieces read together: more gain no time, and cost memory and a slower way to stop."""

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
    """Finds names. Windows of like length are read together, on as many threads as ``threads``.

    Raises ``ModelUnavailable`` where ``folder`` does not hold the model that its ``config.json`` describes.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        try:
            self._config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self._check(folder)
            self._tokenizer: Tokenizer = load_tokenizer(folder / "tokenizer.json.gz")
            self._embedding = Embedding(folder / "embeddings.q4", int(self._config["hidden"]))
            self._session = open_session(folder / "encoder.onnx")
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise ModelUnavailable(f"{folder.name}: {error}") from error
        self._tags = tag_names(self._config["types"])
        self._first, self._pair = transitions(self._tags)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="names")

    @property
    def version(self) -> str:
        """The model's version as its configuration tells."""
        return str(self._config["version"])

    def tag(self, texts: Sequence[str]) -> list[list[Found]]:
        """For each text its names as (start, end, type, score): code points, in order, never overlapping."""
        different = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        encoded = [self._tokenizer.encode(text) for text in different]
        scores = [np.zeros((len(item.units), len(self._tags)), np.float32) for item in encoded]
        batches = _batches(list(_windows(encoded)))
        for batch, results in zip(batches, self._threads.map(self._read, batches), strict=True):
            for window, rows in zip(batch, results, strict=True):
                kept = slice(window.kept.start - window.first_unit, window.kept.stop - window.first_unit)
                scores[window.text][window.kept.start : window.kept.stop] = rows[kept]
        names = [self._names(item, rows) for item, rows in zip(encoded, scores, strict=True)]
        return [names[different[text]] for text in texts]

    def _read(self, batch: Sequence[_Window]) -> list[Floats]:
        """Log probabilities of the tags of every window's units, shape (units, tags) each."""
        length = max(len(window.pieces) for window in batch) + 2
        ids = np.full((len(batch), length), PAD)
        mask = np.zeros((len(batch), length), np.float32)
        for row, window in enumerate(batch):
            size = len(window.pieces) + 2
            ids[row, :size] = (BOS, *window.pieces, EOS)
            mask[row, :size] = 1
        (logits,) = self._session.run(None, {"embeddings": self._embedding(ids), "mask": mask})
        return [
            log_softmax(np.asarray(logits[row][np.array(window.unit_pieces) + 1], np.float32))
            for row, window in enumerate(batch)
        ]

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


def _batches(windows: list[_Window]) -> list[list[_Window]]:
    """Windows sorted by length, in groups of at most ``_BATCH`` pieces, filling included."""
    groups: list[list[_Window]] = []
    for window in sorted(windows, key=lambda window: len(window.pieces)):
        size = len(window.pieces) + 2
        if groups and (len(groups[-1]) + 1) * size <= _BATCH:
            groups[-1].append(window)
        else:
            groups.append([window])
    return groups


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


class Embedding:
    """Word embeddings in blocks of 32 4-bit weights with one half-precision scale, as they are on disk."""

    def __init__(self, path: Path, hidden: int) -> None:
        self._hidden = hidden
        self._raw = np.fromfile(path, np.uint8).reshape(-1, hidden // _BLOCK, _BLOCK_BYTES)

    def __call__(self, ids: NDArray[np.int64]) -> Floats:
        """The vectors of pieces, one more axis than ``ids``."""
        raw = self._raw[ids]
        scale = np.ascontiguousarray(raw[..., :2]).view(np.float16).astype(np.float32)
        weights = raw[..., 2:]
        halves = np.concatenate([weights & 15, weights >> 4], axis=-1).astype(np.float32) - 8
        return (halves * scale).reshape(*ids.shape, self._hidden)


def open_session(path: Path) -> Any:
    """One session for all threads: each run works on the thread that calls it."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Weights are unpacked once at loading (85 MB more memory), not again for every window.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
