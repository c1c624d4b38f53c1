"""``reader analyze`` as another program would run it, with the real models."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.model

ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}


def analyze(*words: str, data: bytes | None = None) -> tuple[int, list[dict[str, Any]], str]:
    done = subprocess.run(
        [sys.executable, "-m", "reader", "analyze", "--format", "jsonl", *words],
        input=data,
        capture_output=True,
        env=ENVIRONMENT,
        timeout=120,
        check=False,
    )
    documents = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return done.returncode, documents, done.stderr.decode()


@pytest.fixture(scope="module")
def founding() -> dict[str, Any]:
    path = Path(__file__).resolve().parents[2] / "seeds" / "kim-poutine.txt"
    code, documents, errors = analyze(str(path))
    assert (code, errors) == (0, "")
    return documents[0]


def test_text_is_the_files_text(founding: dict[str, Any], founding_article: Path) -> None:
    assert founding["text"] == founding_article.read_text(encoding="utf-8")


def test_offsets_point_at_what_they_name(founding: dict[str, Any]) -> None:
    text = founding["text"]
    for entity in founding["entities"]:
        names = {text[m["start"] : m["end"]] for m in entity["mentions"] if m["kind"] == "name"}
        assert entity["name"] in names
        assert set(entity["aliases"]) <= {" ".join(name.split()) for name in names}
    for quote in founding["quotes"]:
        assert text[quote["start"]] in '«“"'
        for part in (quote["cue"], quote["speaker"]):
            assert part is None or text[part["start"] : part["end"]] == part["text"]


def test_mentions_are_in_order_and_names_never_cross(founding: dict[str, Any]) -> None:
    names: list[tuple[int, int]] = []
    for entity in founding["entities"]:
        starts = [mention["start"] for mention in entity["mentions"]]
        assert starts == sorted(starts)
        names.extend((m["start"], m["end"]) for m in entity["mentions"] if m["kind"] == "name")
    names.sort()
    for (_, end), (start, _) in itertools.pairwise(names):
        assert end <= start


def test_speakers_are_entities_of_the_document(founding: dict[str, Any]) -> None:
    ids = {entity["id"] for entity in founding["entities"]}
    speakers = {q["speaker"]["entity"] for q in founding["quotes"] if q["speaker"]}

    assert len(founding["quotes"]) == 9
    assert speakers - {None} <= ids
    assert len(speakers - {None}) == 2


def test_every_kind_of_bad_input_gets_its_sentence_and_the_others_are_printed(tmp_path: Path) -> None:
    files = {
        "vide.txt": b"",
        "image.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        "ouvert.txt": "Le maire a parlé d’une « honte sans nom.\n\n« Nous irons », a dit Ada Brun.".encode(),
        "long.txt": b"mot " * 12_500_000,
        "bon.txt": "Ada Brun habite à Lyon.".encode("cp1252"),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)

    code, documents, errors = analyze(*[str(tmp_path / name) for name in files], str(tmp_path / "absent.txt"))

    assert code == 1
    assert [Path(document["source"]).name for document in documents] == ["ouvert.txt", "bon.txt"]
    sentences = errors.splitlines()
    assert len(sentences) == 4
    for name, sentence in zip(("vide.txt", "image.png", "long.txt", "absent.txt"), sentences, strict=True):
        assert sentence.startswith(f"reader: {tmp_path / name} ")
    quotes = [documents[0]["text"][q["start"] : q["end"]] for q in documents[0]["quotes"]]
    assert "« Nous irons »" in quotes


def test_standard_input_and_same_result_twice() -> None:
    data = "« Nous irons », a dit Ada Brun, la maire de Lyon.".encode()
    first = analyze("-", data=data)

    assert first[0] == 0
    assert first == analyze("-", data=data)


def test_a_hard_wrapped_text_is_read_as_paragraphs() -> None:
    """None of the names that a line end cut in two was found whole."""
    lines = (
        "Le conseil municipal a voté hier soir le budget présenté par Jeanne",
        "Marchandeau, la maire de Vesoul. « Nous tiendrons nos promesses, et",
        "nous le ferons sans hausse d’impôt », a déclaré dans la soirée Jeanne",
        "Marchandeau.",
    )
    text = "Un budget sans hausse\n\n" + "\n".join(lines) + "\n"
    code, (document,), errors = analyze("-", data=text.encode())
    assert (code, errors, document["text"]) == (0, "", text)
    (person,) = [entity for entity in document["entities"] if entity["type"] == "PER"]
    assert person["name"] == "Jeanne Marchandeau"
    named = [text[m["start"] : m["end"]] for m in person["mentions"] if m["kind"] == "name"]
    assert named == ["Jeanne\nMarchandeau"] * 2
    assert [quote["speaker"]["entity"] for quote in document["quotes"]] == [person["id"]]
