"""The trained network to the shipped files: ONNX with 8-bit weights, 4-bit embeddings, tokenizer, configuration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import onnx
from graph import encoder_model
from network import TaggerNetwork
from source import Source

from reader.nlp.tagger.decode import tag_names
from reader.nlp.tagger.tokenizer import UNK, save_tokenizer


def export(
    network: TaggerNetwork,
    source: Source,
    kept: list[int],
    types: tuple[str, ...],
    version: str,
    folder: Path,
) -> None:
    """Write all files of the model into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_encoder(network, folder / "encoder.onnx")
    _write_embeddings(source, kept, folder / "embeddings.q4")
    write_tokenizer(source, kept, folder / "tokenizer.json.gz")
    names = ("encoder.onnx", "embeddings.q4", "tokenizer.json.gz")
    config = {
        "version": version,
        "types": list(types),
        "hidden": source.hidden,
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names},
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def write_tokenizer(source: Source, kept: list[int], path: Path) -> None:
    """Write the tables of the pieces that are kept; the specials can never be met in a text."""
    pieces = [f"\x00{n}" if n <= UNK else source.pieces[piece] for n, piece in enumerate(kept)]
    scores = [float(source.scores[piece]) for piece in kept]
    save_tokenizer(path, pieces, scores, source.normaliser, float(source.scores.min()) - 10)


def _write_embeddings(source: Source, kept: list[int], path: Path) -> None:
    rows = source.packed_rows("emb.word", source.vocabulary * source.hidden // 32)
    rows.reshape(source.vocabulary, -1)[kept].tofile(path)


def _write_encoder(network: TaggerNetwork, path: Path) -> None:
    """The encoder and the first head, which follows our own guidelines."""
    arrays = {name: value.float().cpu().numpy() for name, value in network.state_dict().items()}
    layers = network.encoder.layers
    model = encoder_model(arrays, len(layers), layers[0].heads, network.tags)
    onnx.save(model, str(path))


def tag_numbers(types: tuple[str, ...]) -> dict[str, int]:
    """The number of each tag."""
    return {tag: number for number, tag in enumerate(tag_names(types))}


__all__ = ["export", "tag_numbers", "write_tokenizer"]
