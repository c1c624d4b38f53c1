"""The measure of growth itself: it sees what grows too fast, and forgives a single step."""

from __future__ import annotations

from tests.growth import growth_fault


def _busy(rounds: float) -> None:
    for _ in range(int(rounds)):
        pass


def test_a_square_is_a_fault() -> None:
    assert growth_fault(float, lambda n: _busy(30 * n + n * n / 100), 1_000, 64_000)


def test_what_is_in_proportion_is_none() -> None:
    assert not growth_fault(float, lambda n: _busy(300 * n), 1_000, 64_000)


def test_a_step_is_none() -> None:
    assert not growth_fault(float, lambda n: _busy(n * (600 if n >= 4_000 else 300)), 1_000, 64_000)
