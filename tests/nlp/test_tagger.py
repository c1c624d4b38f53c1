"""The names model on hostile text, and without its files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.core.resources import resource_path
from reader.nlp.tagger import ModelUnavailable, Tagger
from reader.nlp.tagger.model import WINDOW, windows
from reader.nlp.tagger.tokenizer import Encoded

FOLDER = resource_path("models", "fr")
TEXT = "Ada Brun, maire de Nantes, a rencontré hier à Lyon les élus du Parti socialiste et de l’ONU."
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(FOLDER, threads=1)


def found(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(text[name.start : name.end], name.entity_type) for name in tagger.tag([text])[0]]


def encoded(*sizes: int) -> list[Encoded]:
    """Texts of so many units, of one piece each."""
    return [
        Encoded(tuple((n, n + 1) for n in range(size)), (7,) * size, tuple(range(size))) for size in sizes
    ]


def test_names_of_all_types(tagger: Tagger) -> None:
    names = found(tagger, TEXT)

    assert ("Ada Brun", "PER") in names
    assert ("Nantes", "LOC") in names
    assert ("ONU", "ORG") in names


@pytest.mark.parametrize(
    "noise", ["😀 𝄞 ", "e\u0301te\u0301 ", "\u00a0\u202f", "co\u00adopé\u00adration ", "x" * 10_000 + " "]
)
def test_offsets_hold_behind_odd_characters(tagger: Tagger, noise: str) -> None:
    text = noise + TEXT

    assert ("Ada Brun", "PER") in found(tagger, text)


@pytest.mark.parametrize("text", ["", " ", "\n", "…", "😀"])
def test_text_without_words_has_no_names(tagger: Tagger, text: str) -> None:
    assert tagger.tag([text]) == [[]]


def test_the_result_does_not_depend_on_threads(tagger: Tagger) -> None:
    texts = ["Bonjour.", TEXT, "x " * 900, TEXT, "Ada Brun est venue. " * 3]

    assert Tagger(FOLDER, threads=2).tag(texts) == tagger.tag(texts)


def test_a_window_does_not_depend_on_other_windows(tagger: Tagger) -> None:
    filled = "x " * 155  # no room for another text

    assert tagger.tag([filled, TEXT, filled])[1] == tagger.tag([TEXT])[0]


def test_short_texts_are_read_together() -> None:
    found = list(windows(encoded(60, 60, 60, 40, 0, 3)))

    assert [[part.text for part in window] for window in found] == [[0, 1], [2, 3, 5]]


def test_no_window_is_too_long_and_every_unit_is_kept_once() -> None:
    sizes = (3, 700, 160, 161, 1, 2_000, 10)
    kept = [[0] * size for size in sizes]
    for window in windows(encoded(*sizes)):
        assert sum(len(part.pieces) + 1 for part in window) <= WINDOW + 1
        for part in window:
            for unit in part.kept:
                kept[part.text][unit] += 1

    assert all(count == 1 for text in kept for count in text)


def test_a_probability_is_given_for_every_type(tagger: Tagger) -> None:
    for name in tagger.tag([TEXT])[0]:
        given = dict(name.types)

        assert max(given, key=given.__getitem__) == name.entity_type
        assert 0 < sum(given.values()) <= 1.0001


def test_a_long_text_is_read_to_its_end(tagger: Tagger) -> None:
    names = found(tagger, (TEXT + " ") * 40)

    assert len([name for name in names if name == ("Ada Brun", "PER")]) == 40
    starts = [name.start for name in tagger.tag([(TEXT + " ") * 40])[0]]
    assert starts == sorted(starts)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable):
        Tagger(tmp_path)


def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "fr")
    with (tmp_path / "fr" / "encoder.onnx").open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"damage")

    with pytest.raises(ModelUnavailable, match=r"encoder\.onnx is damaged"):
        Tagger(tmp_path / "fr")
