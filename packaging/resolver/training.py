"""The training loop: batches of windows, AdamW, linear warm-up and decay, averaged weights, checkpoints."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import rates
import torch
from lessons import UNKNOWN, Lesson
from rates import by_shape
from scorer import FROZEN, Scorer
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``rate`` is the top layer's learning rate, each lower layer's is ``decay`` times it."""

    epochs: float = 3.0
    pieces: int = 1_400
    rate: float = 1.2e-4
    head_rate: float = 6e-4
    decay: float = 0.92
    warm_up: float = 0.06
    average: float = 0.995
    average_from: float = 0.4
    found: float = 0.6
    """How often a window has the entities that the program finds, not the marked ones."""
    poor: float = 0.3
    """How often a window is read that shows only what describes nobody."""
    shift: int = 56
    """Most that positions are moved, so that none tells anything."""
    seed: int = 7


Pairs = Sequence[tuple[Lesson, Lesson]]
"""Each window twice: with the marked entities and with those found."""


def prepare(network: Scorer, pairs: Pairs, shift: int, seed: int, cache: Path | None = None) -> None:
    """Let the frozen layers read each window once; equal pieces share the result, and ``cache`` keeps it."""
    rng = random.Random(seed)
    known: dict[bytes, Tensor] = {}
    if cache is not None and cache.exists():
        known = torch.load(cache, weights_only=True)
    before = len(known)
    network.eval()
    with torch.inference_mode():
        for lesson in (lesson for pair in pairs for lesson in pair):
            if lesson.lower is None:
                key = lesson.asked.pieces.tobytes()
                if key not in known:
                    pieces = torch.tensor(lesson.asked.pieces)
                    known[key] = network.lower(pieces, rng.randint(0, shift)).half().clone()
                lesson.lower = known[key]
    if cache is not None and len(known) > before:
        torch.save(known, cache)


class Trainer:
    """Trains a network in place; goes on from a checkpoint in ``folder``."""

    def __init__(self, network: Scorer, plan: Plan, folder: Path) -> None:
        self.network, self.plan, self.step = network, plan, 0
        self._checkpoint = folder / "checkpoint.pt"
        self._optimizer = torch.optim.AdamW(list(self._groups()), fused=True)
        self._rates = [group["lr"] for group in self._optimizer.param_groups]
        self._trained = {name for name, value in network.named_parameters() if value.requires_grad}
        self.averaged: dict[str, Tensor] = {}

    def run(self, pairs: Pairs, limit: int = 0) -> None:
        """Train to the end of the plan, or for ``limit`` steps."""
        self._resume()
        rng = random.Random(self.plan.seed)
        groups = self._batches(pairs, rng)
        steps = len(groups)
        started, begun, loss = time.monotonic(), self.step, 0.0
        self.network.train()
        torch.manual_seed(self.plan.seed + self.step)
        for group in groups[self.step : limit or steps]:
            now = self._learn(group, self.step / steps)
            loss = now if self.step == begun else 0.98 * loss + 0.02 * now
            self.step += 1
            self._average(steps)
            if self.step % 50 == 0:
                pace = (time.monotonic() - started) / (self.step - begun)
                left = pace * (steps - self.step) / 60
                print(f"step {self.step}/{steps}  loss {loss:.3f}  {left:.0f} min left", flush=True)
            if self.step % 300 == 0:
                self._save()
        self._save()

    def finish(self) -> Scorer:
        """The network with its averaged weights."""
        self.network.load_state_dict(self.averaged, strict=False)
        return self.network.eval()

    def _batches(self, pairs: Pairs, rng: random.Random) -> list[list[Lesson]]:
        """All batches of the plan in order: windows of like length together."""
        found: list[list[Lesson]] = []
        left = self.plan.epochs
        while left > 0:
            share = min(1.0, left)
            chosen = [pair[rng.random() < self.plan.found] for pair in pairs if rng.random() < share]
            chosen = [
                lesson
                for lesson in chosen
                if lesson.rich or (lesson.teaches and rng.random() < self.plan.poor)
            ]
            order = sorted(chosen, key=lambda lesson: len(lesson.asked.pieces) + 24 * rng.random())
            epoch: list[list[Lesson]] = [[]]
            for lesson in order:
                if (len(epoch[-1]) + 1) * len(lesson.asked.pieces) > self.plan.pieces and epoch[-1]:
                    epoch.append([])
                epoch[-1].append(lesson)
            rng.shuffle(epoch)
            found += epoch
            left -= 1
        return found

    def _learn(self, group: Sequence[Lesson], share: float) -> float:
        scale = rates.scale(share, self.plan.warm_up)
        for settings, rate in zip(self._optimizer.param_groups, self._rates, strict=True):
            settings["lr"] = rate * scale
        loss = loss_of(self.network, group)
        self._optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in self.network.parameters() if p.requires_grad], 1.0)
        self._optimizer.step()
        return loss.item()

    def _groups(self) -> Iterator[dict[str, object]]:
        layers = self.network.encoder.layers
        for number, layer in enumerate(layers):
            if number >= FROZEN:
                yield from by_shape(layer, self.plan.rate * self.plan.decay ** (len(layers) - 1 - number))
        for name, module in self.network.named_children():
            if name != "encoder":
                yield from by_shape(module, self.plan.head_rate)

    def _average(self, steps: int) -> None:
        if self.step < steps * self.plan.average_from:
            return
        for name, value in self.network.named_parameters():
            if name in self._trained:
                if name in self.averaged:
                    self.averaged[name].lerp_(value.detach(), 1 - self.plan.average)
                else:
                    self.averaged[name] = value.detach().clone()

    def _save(self) -> None:
        part = self._checkpoint.with_suffix(".part")
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "averaged": self.averaged,
        }
        torch.save(state, part)
        part.replace(self._checkpoint)

    def _resume(self) -> None:
        if self._checkpoint.exists():
            state = torch.load(self._checkpoint, weights_only=True)
            self.step, self.averaged = state["step"], state["averaged"]
            self.network.load_state_dict(state["network"])
            self._optimizer.load_state_dict(state["optimizer"])
            print(f"going on from step {self.step}", flush=True)


def vectors(network: Scorer, group: Sequence[Lesson]) -> list[Tensor]:
    """The windows read together, each one's vectors (length, hidden)."""
    length = max(len(lesson.asked.pieces) for lesson in group)
    hidden = network.marks.weight.shape[1]
    lower = torch.zeros(len(group), length, hidden)
    marks = torch.zeros(len(group), length, group[0].asked.marks.shape[1], dtype=torch.long)
    mask = torch.zeros(len(group), length)
    for row, lesson in enumerate(group):
        size = len(lesson.asked.pieces)
        lower[row, :size] = lesson.lower.float()
        marks[row, :size] = torch.tensor(lesson.asked.marks)
        mask[row, :size] = 1
    found = network.upper(lower, marks, mask)
    return [found[row, : len(lesson.asked.pieces)] for row, lesson in enumerate(group)]


def loss_of(network: Scorer, group: Sequence[Lesson]) -> Tensor:
    """The mean loss of speakers, and half that of speech, and that of descriptions."""
    told: list[Tensor] = []
    said: list[Tensor] = []
    meant: list[Tensor] = []
    for x, lesson in zip(vectors(network, group), group, strict=True):
        speech, speakers, whom = network.answer(x, lesson.asked)
        truth = torch.tensor(lesson.speech)
        known = truth != UNKNOWN
        told.append(
            functional.binary_cross_entropy_with_logits(speech[known], truth[known].float(), reduction="none")
        )
        said.append(_chosen(torch.log_softmax(speakers, 1), lesson.speakers))
        meant.append(_chosen(whom, lesson.references))
    return _mean(said) + 0.5 * _mean(told) + _mean(meant)


def _chosen(logs: Tensor, right: Sequence[int]) -> Tensor:
    truth = torch.tensor(right, dtype=torch.long)
    known = truth != UNKNOWN
    return -logs[known].gather(1, truth[known][:, None])[:, 0]


def _mean(parts: Sequence[Tensor]) -> Tensor:
    joined = torch.cat(list(parts))
    return joined.mean() if len(joined) else joined.sum()
