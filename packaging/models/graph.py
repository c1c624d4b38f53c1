"""The encoder as an ONNX graph of fused operators, its matrices in 8 bits.

Built by hand instead of traced: a tenth of the nodes, so that it loads in a fraction of the time, and attention,
norms and activations each run as one operator. Matrices are quantised per column to seven bits: on processors without
VNNI the products of full 8-bit weights overflow 16 bits and saturate.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

_CONTRIB = "com.microsoft"
_OPSET, _IR = 17, 8
_EPSILON = 1e-12
_STEPS = 63
"""Largest absolute value of a quantised weight: seven bits with the sign."""


class GraphBuilder:
    """Collects nodes and initializers; every method returns the name of its output."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}

    def weight(self, name: str, array: np.ndarray) -> str:
        """An initializer; the same name twice is one tensor."""
        self._weights.setdefault(name, numpy_helper.from_array(array, name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, outputs: int = 1, **attributes: object) -> str:
        """One operator of the standard set; with several outputs they are ``name.0``, ``name.1`` …"""
        return self._add(kind, inputs, name, "", outputs, attributes)

    def fused(self, kind: str, inputs: list[str], name: str, **attributes: object) -> str:
        """One operator of ONNX Runtime's own set."""
        return self._add(kind, inputs, name, _CONTRIB, 1, attributes)

    def product(self, x: str, name: str, matrix: np.ndarray, bias: np.ndarray | None) -> str:
        """``x`` times ``matrix`` (inputs, outputs) in 8 bits, plus ``bias``; ``x`` is quantised as it comes."""
        small, scale = quantised(matrix)
        zero = self.weight("zero", np.zeros((), np.int8))
        inputs = [x, self.weight(f"{name}.q", small), self.weight(f"{name}.s", scale), zero]
        if bias is not None:
            inputs.append(self.weight(f"{name}.bias", bias))
        return self.fused("DynamicQuantizeMatMul", inputs, name)

    def model(
        self, inputs: Mapping[str, tuple[int, list[str | int]]], output: str, shape: list[str | int]
    ) -> onnx.ModelProto:
        """The finished model; ``inputs`` maps a name to its element type and shape."""
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info(name, kind, dims) for name, (kind, dims) in inputs.items()],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)],
            list(self._weights.values()),
        )
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=_IR, producer_name="reader")

    def _add(
        self,
        kind: str,
        inputs: list[str],
        name: str,
        domain: str,
        outputs: int,
        attributes: dict[str, object],
    ) -> str:
        names = [name] if outputs == 1 else [f"{name}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(kind, inputs, names, name=name, domain=domain, **attributes))
        return name


def quantised(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``matrix`` (inputs, outputs) as int8 of seven bits, and the scale of every column, shape (outputs,)."""
    scale = np.maximum(np.abs(matrix).max(0) / _STEPS, 1e-12).astype(np.float32)
    return np.clip(np.round(matrix / scale), -_STEPS, _STEPS).astype(np.int8), scale


def encoder_model(arrays: Mapping[str, np.ndarray], layers: int, heads: int, tags: int) -> onnx.ModelProto:
    """Embeddings (batch, length, hidden) to logits (batch, length, ``tags``); nothing is filled up, nothing masked.

    ``arrays`` are the network's parameters by their names in ``network.TaggerNetwork``.
    """
    build = GraphBuilder()
    hidden = arrays["encoder.norm.weight"].shape[0]
    x = embedded(build, arrays, hidden)
    x = encoded(build, arrays, range(layers), x, heads)
    head = build.weight("head", np.ascontiguousarray(arrays["head.weight"][:tags].T))
    logits = build.node("MatMul", [x, head], "head.product")
    build.node("Add", [logits, build.weight("head.bias", arrays["head.bias"][:tags])], "logits")
    floats: int = TensorProto.FLOAT
    inputs = {
        "embeddings": (floats, ["batch", "length", hidden]),
    }
    return build.model(inputs, "logits", ["batch", "length", tags])


def embedded(build: GraphBuilder, arrays: Mapping[str, np.ndarray], hidden: int) -> str:
    """Embeddings plus positions, normed."""
    shape = build.node("Shape", ["embeddings"], "shape")
    one, two, zero = (build.weight(f"index{n}", np.array([n], np.int64)) for n in (1, 2, 0))
    length = build.node("Slice", [shape, one, two], "length")
    table = build.weight("positions", arrays["encoder.position"])
    positions = build.node("Slice", [table, zero, length, zero], "positions.used")
    summed = build.node("Add", ["embeddings", positions], "embedded")
    return _normed(build, summed, "norm", arrays["encoder.norm.weight"], arrays["encoder.norm.bias"])


def encoded(build: GraphBuilder, arrays: Mapping[str, np.ndarray], numbers: range, x: str, heads: int) -> str:
    """``x`` through the layers of these numbers, one after the other."""
    for number in numbers:
        start = f"encoder.layers.{number}."
        own = {name.removeprefix(start): value for name, value in arrays.items() if name.startswith(start)}
        x = _layer(build, own, f"layer{number}", x, heads)
    return x


def _layer(build: GraphBuilder, own: Mapping[str, np.ndarray], name: str, x: str, heads: int) -> str:
    """One transformer layer, norms after the sums as in BERT (Devlin et al., 2019)."""
    joined = build.product(x, f"{name}.qkv", own["qkv.weight"].T, own["qkv.bias"])
    build.node("Split", [joined], f"{name}.part", outputs=3, axis=-1)
    query, key, value = (f"{name}.part.{number}" for number in range(3))
    seen = build.fused("MultiHeadAttention", [query, key, value], f"{name}.attention", num_heads=heads)
    attended = build.product(seen, f"{name}.ao", own["ao.weight"].T, own["ao.bias"])
    x = _summed(build, attended, x, f"{name}.aln", own["aln.weight"], own["aln.bias"])
    wide = build.product(x, f"{name}.fi", own["fi.weight"].T, own["fi.bias"])
    wide = build.fused("Gelu", [wide], f"{name}.gelu")
    narrow = build.product(wide, f"{name}.fo", own["fo.weight"].T, own["fo.bias"])
    return _summed(build, narrow, x, f"{name}.oln", own["oln.weight"], own["oln.bias"])


def _summed(build: GraphBuilder, new: str, old: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """The norm of the sum of a layer's output and what went into it.

    Two operators: ONNX Runtime's one for both (SkipLayerNormalization) takes six times as long on processors.
    """
    summed = build.node("Add", [new, old], f"{name}.sum")
    return _normed(build, summed, name, weight, bias)


def _normed(build: GraphBuilder, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
    """The layer norm of ``x``."""
    inputs = [x, build.weight(f"{name}.weight", weight), build.weight(f"{name}.bias", bias)]
    return build.node("LayerNormalization", inputs, name, axis=-1, epsilon=_EPSILON)
