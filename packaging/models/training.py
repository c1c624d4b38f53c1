"""The training loop: AdamW, linear warm-up and decay, averaged weights, checkpoints to go on from."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rates
import torch
from batches import Batch
from network import TaggerNetwork
from rates import by_shape
from torch import nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``rate`` is the top layers' learning rate, each lower layer's is ``decay`` times it."""

    steps: int = 3_000
    rate: float = 1.2e-4
    head_rate: float = 8e-4
    decay: float = 0.93
    warm_up: float = 0.06
    frozen_layers: int = 2
    smoothing: float = 0.03
    average: float = 0.998
    average_from: float = 0.4
    checkpoint_every: int = 200
    pieces: int = 1_024
    seed: int = 7


class Trainer:
    """Trains ``network`` in place; ``averaged`` holds the exponential average of its weights."""

    def __init__(self, network: TaggerNetwork, plan: Plan, folder: Path) -> None:
        self.network = network
        self.plan = plan
        self.step = 0
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        network.to(self.device)
        self._freeze()
        self._optimizer = torch.optim.AdamW(list(self._groups()), fused=True)
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        self.averaged: dict[str, torch.Tensor] = {}
        self._checkpoint = folder / "checkpoint.pt"

    def run(self, batches: Iterator[Batch]) -> None:
        """Train to the end of the plan. What a checkpoint holds already is skipped, batches too."""
        self._resume()
        for _ in range(self.step):
            next(batches)
        self.network.train()
        started, begun, loss = time.monotonic(), self.step, 0.0
        while self.step < self.plan.steps:
            now = self._learn(next(batches))
            loss = now if self.step == begun else 0.98 * loss + 0.02 * now
            self.step += 1
            self._average()
            if self.step % 50 == 0:
                pace = (time.monotonic() - started) / (self.step - begun)
                left = pace * (self.plan.steps - self.step) / 60
                print(f"step {self.step}/{self.plan.steps}  loss {loss:.4f}  {left:.0f} min left", flush=True)
            if self.step % self.plan.checkpoint_every == 0:
                self._save()
        self._save()

    def finish(self) -> TaggerNetwork:
        """The network with its averaged weights."""
        self.network.load_state_dict(self.averaged or self.network.state_dict())
        return self.network.eval()

    def _learn(self, batch: Batch) -> float:
        scale = rates.scale(self.step / self.plan.steps, self.plan.warm_up)
        for group, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = rate * scale
        # Half precision pays on graphics cards only: on processors every new length of a batch is set up anew.
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            logits = self.network(batch.pieces.to(self.device), batch.mask.to(self.device))
        rows = torch.arange(len(batch.heads))
        chosen = logits[rows, :, batch.heads].float()
        loss = functional.cross_entropy(
            chosen.reshape(-1, chosen.shape[-1]),
            batch.tags.reshape(-1).to(self.device),
            ignore_index=-100,
            label_smoothing=self.plan.smoothing,
        )
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], 1.0)
        self._optimizer.step()
        return loss.item()

    def _freeze(self) -> None:
        encoder = self.network.encoder
        frozen = [encoder.position, *encoder.norm.parameters()]
        for layer in encoder.layers[: self.plan.frozen_layers]:
            frozen += list(layer.parameters())
        for parameter in frozen:
            parameter.requires_grad_(False)

    def _groups(self) -> Iterator[dict[str, object]]:
        """Parameters by layer; vectors such as biases and norms get no weight decay."""
        layers = self.network.encoder.layers
        for number, layer in enumerate(layers):
            rate = self.plan.rate * self.plan.decay ** (len(layers) - 1 - number)
            yield from by_shape(layer, rate)
        yield from by_shape(self.network.head, self.plan.head_rate)

    def _average(self) -> None:
        if self.step < self.plan.steps * self.plan.average_from:
            return
        state = self.network.state_dict()
        if not self.averaged:
            self.averaged = {name: value.clone() for name, value in state.items()}
            return
        for name, value in state.items():
            self.averaged[name].lerp_(value, 1 - self.plan.average)

    def _save(self) -> None:
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "averaged": self.averaged,
            "torch": torch.get_rng_state(),
        }
        part = self._checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self._checkpoint)

    def _resume(self) -> None:
        if not self._checkpoint.exists():
            return
        state = torch.load(self._checkpoint, map_location=self.device, weights_only=True)
        self.step = state["step"]
        self.network.load_state_dict(state["network"])
        self._optimizer.load_state_dict(state["optimizer"])
        self.averaged = state["averaged"]
        torch.set_rng_state(state["torch"].cpu())
        print(f"going on from step {self.step}", flush=True)


def seed_everything(seed: int) -> random.Random:
    """Seed torch, and give a generator for everything else."""
    torch.manual_seed(seed)
    return random.Random(seed)
