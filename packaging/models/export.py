"""The trained network to the shipped files: ONNX with 8-bit weights, 4-bit embeddings, tokenizer, configuration."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from network import TaggerNetwork
from onnx import helper, numpy_helper
from source import Source
from torch import Tensor, nn

from reader.nlp.tagger.decode import tag_names
from reader.nlp.tagger.tokenizer import UNK, save_tokenizer

_SMALLEST = 10_000


class _Shipped(nn.Module):
    """The encoder and the first head alone, from embeddings to logits."""

    def __init__(self, network: TaggerNetwork) -> None:
        super().__init__()
        self.encoder = network.encoder
        self.head = nn.Linear(network.head.in_features, network.tags)
        self.head.weight.data = network.head.weight.data[: network.tags].clone()
        self.head.bias.data = network.head.bias.data[: network.tags].clone()

    def forward(self, embeddings: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.encoder(embeddings, mask))


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
    _write_encoder(network, source.hidden, folder / "encoder.onnx")
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


def _write_encoder(network: TaggerNetwork, hidden: int, path: Path) -> None:
    shipped = _Shipped(network.float().cpu()).eval()
    axes = {0: "batch", 1: "length"}
    torch.onnx.export(
        shipped,
        (torch.randn(2, 7, hidden), torch.ones(2, 7)),
        str(path),
        input_names=["embeddings", "mask"],
        output_names=["logits"],
        dynamic_axes={"embeddings": axes, "mask": axes, "logits": axes},
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(path))
    _quantise(model)
    onnx.save(model, str(path))


def _quantise(model: onnx.ModelProto) -> None:
    """Replace the big matrices of matrix products by 8-bit ones with a scale for each column."""
    graph = model.graph
    weights = {tensor.name: tensor for tensor in graph.initializer}
    added: list[onnx.NodeProto] = []
    for node in graph.node:
        if node.op_type != "MatMul" or node.input[1] not in weights:
            continue
        name = node.input[1]
        matrix = numpy_helper.to_array(weights[name])
        if matrix.size < _SMALLEST:
            continue
        scale = np.maximum(np.abs(matrix).max(0) / 127, 1e-12).astype(np.float32)
        small = np.clip(np.round(matrix / scale), -127, 127).astype(np.int8)
        graph.initializer.remove(weights.pop(name))
        graph.initializer.extend(
            [numpy_helper.from_array(small, name + "_q"), numpy_helper.from_array(scale, name + "_s")]
        )
        added.append(
            helper.make_node(
                "DequantizeLinear", [name + "_q", name + "_s"], [name + "_f"], name=name + "_dq", axis=1
            )
        )
        node.input[1] = name + "_f"
    for node in reversed(added):
        graph.node.insert(0, node)


def tag_numbers(types: tuple[str, ...]) -> dict[str, int]:
    """The number of each tag."""
    return {tag: number for number, tag in enumerate(tag_names(types))}


__all__ = ["export", "tag_numbers", "write_tokenizer"]
