"""Learning rates: how they rise and fall over a training, and which parameters have which."""

from __future__ import annotations

from collections.abc import Iterator

from torch import nn


def scale(share: float, warm_up: float) -> float:
    """The part of the full rate after ``share`` of the steps: up to 1 over the first ``warm_up`` of them, then down."""
    return max(0.01, share / warm_up if share < warm_up else (1 - share) / (1 - warm_up))


def by_shape(module: nn.Module, rate: float) -> Iterator[dict[str, object]]:
    """A module's trained parameters as groups of AdamW; vectors such as biases and norms get no weight decay."""
    wanted = [parameter for parameter in module.parameters() if parameter.requires_grad]
    for parameters, decay in (
        ([p for p in wanted if p.ndim > 1], 0.01),
        ([p for p in wanted if p.ndim <= 1], 0.0),
    ):
        if parameters:
            yield {"params": parameters, "lr": rate, "weight_decay": decay}
