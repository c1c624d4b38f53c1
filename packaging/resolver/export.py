"""The trained network to the shipped files: the encoder in 8 bits, the heads in half precision, configuration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from graph_with_marks import resolver_model
from scorer import FROZEN, HEADS, HIDDEN, LAYERS, Scorer

SHARED = ("embeddings.q4", "tokenizer.json.gz")


def export(network: Scorer, version: str, names: Path, folder: Path) -> None:
    """Write all files into ``folder``; ``names`` is the folder of the names model, whose word vectors are shared."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: value.float().numpy() for name, value in network.state_dict().items()}
    onnx.save(resolver_model(arrays, LAYERS, HEADS, FROZEN), str(folder / "encoder.onnx"))
    heads = {
        name: value.astype(np.float16) for name, value in arrays.items() if not name.startswith("encoder.")
    }
    np.savez(folder / "heads.npz", **heads)
    digests = {name: _digest(folder / name) for name in ("encoder.onnx", "heads.npz")}
    config = {
        "version": version,
        "hidden": HIDDEN,
        "sha256": digests | {n: _digest(names / n) for n in SHARED},
    }
    known = folder / "config.json"
    if known.is_file():  # the mixture is fitted by weigh.py
        config = {**json.loads(known.read_text(encoding="utf-8")), **config}
    known.write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
