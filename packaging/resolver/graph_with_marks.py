"""The resolver's encoder as an ONNX graph: as the names model's, with marks added between two layers."""

from __future__ import annotations

from collections.abc import Mapping

import graph
import numpy as np
import onnx
from onnx import TensorProto


def resolver_model(arrays: Mapping[str, np.ndarray], layers: int, heads: int, frozen: int) -> onnx.ModelProto:
    """Embeddings and marks (batch, length, hidden) to vectors of that shape; marks count from layer ``frozen`` on."""
    build = graph.GraphBuilder()
    hidden = arrays["encoder.norm.weight"].shape[0]
    x = graph.embedded(build, arrays, hidden)
    x = graph.encoded(build, arrays, range(frozen), x, heads)
    x = build.node("Add", [x, "marks"], "marked")
    x = graph.encoded(build, arrays, range(frozen, layers), x, heads)
    shape: list[str | int] = ["batch", "length", hidden]
    floats: int = TensorProto.FLOAT
    return build.model({"embeddings": (floats, shape), "marks": (floats, shape)}, x, shape)
