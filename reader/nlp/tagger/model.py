# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# (ONNX Runtime has no type stubs)
"""The French names model at run time: numpy and ONNX Runtime, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.nlp.tagger.decode import TaggedSpan, best_path, log_softmax, spans, tag_names, transitions
from reader.nlp.tagger.tokenizer import BOS, EOS, Encoded, Tokenizer, load_tokenizer

WINDOW = 160
"""Pieces read at once, end marks included. Longer windows took longer and found no more on articles not learnt from."""
_OVERLAP = 48
_BLOCK = 32
_BLOCK_BYTES = 18

Floats = NDArray[np.float32]


class ModelUnavailable(Exception):
    """The model's files are missing, damaged or cannot be run; the text says which and why."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of units of one text; only the units in ``kept`` count."""

    text: int
    first_unit: int
    pieces: tuple[int, ...]
    unit_pieces: tuple[int, ...]
    kept: range


Window = list[Part]
"""What the model reads at once, an end mark behind every part."""


class Tagger:
    """Finds names. Short texts are read together with their neighbours, which tells more than a line alone.

    Every window is one run of the encoder, so that its result depends on nothing but itself; ``threads`` of them are
    read side by side.

    Raises ``ModelUnavailable`` where ``folder`` does not hold the model that its ``config.json`` describes.
    """

    def __init__(self, folder: Path, threads: int = 2) -> None:
        try:
            self._config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            check_files(self._config["sha256"], folder)
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

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """For each text its names, ``start`` and ``end`` in code points: in order, never overlapping.

        ``texts`` follow each other in one article.
        """
        encoded = [self._tokenizer.encode(text) for text in texts]
        scores = [np.zeros((len(item.units), len(self._tags)), np.float32) for item in encoded]
        read = list(windows(encoded))
        for window, rows in zip(read, self._threads.map(self._read, read), strict=True):
            for part, found in zip(window, rows, strict=True):
                kept = slice(part.kept.start - part.first_unit, part.kept.stop - part.first_unit)
                scores[part.text][part.kept.start : part.kept.stop] = found[kept]
        return [self._names(item, rows) for item, rows in zip(encoded, scores, strict=True)]

    def _read(self, window: Window) -> list[Floats]:
        """Log probabilities of the tags of every part's units, shape (units, tags) each."""
        ids = [BOS]
        places: list[NDArray[np.int64]] = []
        for part in window:
            places.append(np.array(part.unit_pieces) + len(ids))
            ids += [*part.pieces, EOS]
        (logits,) = self._session.run(None, {"embeddings": self._embedding(np.array([ids]))})
        return [log_softmax(np.asarray(logits[0][place], np.float32)) for place in places]

    def _names(self, encoded: Encoded, scores: Floats) -> list[TaggedSpan]:
        path = best_path(scores, self._first, self._pair)
        return [
            replace(span, start=encoded.units[span.start][0], end=encoded.units[span.end - 1][1])
            for span in spans(path, self._tags, scores)
        ]


def check_files(wanted: Mapping[str, str], *folders: Path) -> None:
    """Compare files with their SHA-256, each in the first folder that has it.

    Raises ``ValueError`` for one that is another, ``OSError`` for one that is nowhere.
    """
    for name, digest in wanted.items():
        place = next((folder for folder in folders if (folder / name).is_file()), folders[-1])
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != digest:
            raise ValueError(f"{name} is damaged")


def windows(texts: Sequence[Encoded]) -> Iterator[Window]:
    """As many whole texts as a window holds; a longer one has windows of its own."""
    together: Window = []
    size = 0
    for number, item in enumerate(texts):
        for part in _parts(number, item):
            length = len(part.pieces) + 1  # an end mark follows
            if together and size + length > WINDOW:
                yield together
                together, size = [], 0
            together.append(part)
            size += length
    if together:
        yield together


def _parts(number: int, item: Encoded) -> Iterator[Part]:
    """A text of more than ``WINDOW`` pieces in parts that overlap; each unit is kept once."""
    ends = (*item.first[1:], len(item.pieces))
    start = kept = 0
    while start < len(item.units):
        end = _last_unit(item, ends, start)
        done = end == len(item.units)
        upto = end if done else max(kept + 1, _unit_before(item, ends[end - 1] - _OVERLAP // 2, end))
        base = item.first[start]
        yield Part(
            text=number,
            first_unit=start,
            pieces=item.pieces[base : ends[end - 1]],
            unit_pieces=tuple(first - base for first in item.first[start:end]),
            kept=range(kept, upto),
        )
        if done:
            return
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
