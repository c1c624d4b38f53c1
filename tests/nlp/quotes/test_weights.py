"""The models' scores: weights of what is there, and trees that ask for single features."""

from __future__ import annotations

import pytest

from reader.nlp.quotes.weights import Model, load_weights, logistic, parse_model, softmax

TREE = ["a", [0.5], ["b", [-1.0], [2.0]]]


@pytest.mark.parametrize(
    ("features", "score"),
    [((), 0.5), (("a",), 0.0), (("a", "b"), 3.0), (("b", "b"), 0.5), (("unknown",), 0.5)],
)
def test_a_score_adds_weights_and_trees(features: tuple[str, ...], score: float) -> None:
    model = parse_model({"weights": {"a": 1.0}, "trees": [TREE]})

    assert model.score(features) == score


def test_chances_are_probabilities() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(1000.0) <= 1.0
    assert sum(softmax([1000.0, 999.0, -5.0])) == pytest.approx(1.0)


def test_a_language_without_weights_has_empty_models() -> None:
    assert load_weights("xx").speaker == Model()


def test_french_has_both_models() -> None:
    weights = load_weights("fr")

    assert weights.speech.weights
    assert weights.speaker.weights
    assert weights.speaker.trees
