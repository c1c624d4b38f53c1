"""The names model on hostile text, and without its files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reader.core.resources import resource_path
from reader.nlp.tagger import ModelUnavailable, Tagger
from reader.nlp.tagger.model import _batches, _Window

FOLDER = resource_path("models", "fr")
TEXT = "Ada Brun, maire de Nantes, a rencontré hier à Lyon les élus du Parti socialiste et de l’ONU."
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(FOLDER, threads=1)


def found(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(text[start:end], label) for start, end, label, _ in tagger.tag([text])[0]]


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


def test_the_result_does_not_depend_on_company_or_threads(tagger: Tagger) -> None:
    """Windows are read together, filled up to one length: that changes no name, and no score to be seen."""
    alone = tagger.tag([TEXT])[0]
    company = ["Bonjour.", TEXT, "x " * 900, TEXT, "Ada Brun est venue. " * 3]

    for other in (tagger, Tagger(FOLDER, threads=2)):
        for together in other.tag(company)[1:4:2]:
            assert [name[:3] for name in together] == [name[:3] for name in alone]
            assert [name[3] for name in together] == pytest.approx([name[3] for name in alone], abs=1e-4)


def test_what_is_read_together_stays_within_bounds() -> None:
    """One batch of a whole book would take gigabytes."""
    windows = [_Window(0, 0, (7,) * length, (0,), range(1)) for length in [192] * 50 + [3] * 400]
    batches = _batches(windows)
    assert sorted(len(window.pieces) for batch in batches for window in batch) == [3] * 400 + [192] * 50
    assert max(len(batch) * (max(len(window.pieces) for window in batch) + 2) for batch in batches) <= 512


def test_a_long_text_is_read_to_its_end(tagger: Tagger) -> None:
    names = found(tagger, (TEXT + " ") * 40)

    assert len([name for name in names if name == ("Ada Brun", "PER")]) == 40
    starts = [start for start, *_ in tagger.tag([(TEXT + " ") * 40])[0]]
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
