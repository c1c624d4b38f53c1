"""Interviews that name their guest by initials behind the first full name."""

from __future__ import annotations

import pytest

from reader.core.identity import load_language_data, resolve_entities
from reader.core.records import NameSpan, Span
from reader.formats.plain_text import from_text

DATA = load_language_data("fr")


def people(text: str, *names: str) -> list[str]:
    """The names of the persons behind every place of some names, in order of mention."""
    spans: list[NameSpan] = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            spans.append(NameSpan(Span(start, start + len(name)), "PER"))
            start = text.find(name, start + 1)
    found = resolve_entities(from_text(text), spans, DATA)
    return [entity.name for entity in found]


@pytest.mark.parametrize(
    ("full", "short"),
    [("Romain Testu", "R. T."), ("Rosa Nadal-Bory", "R. N.-B."), ("Hilda de Vaux-Remy", "H. de V.-R.")],
)
def test_initials_mean_whose_name_begins_so(full: str, short: str) -> None:
    text = f"{full} répond à nos questions. Luc Pons l’écoute.\n\nPourquoi ?\n\n{short} : « Parce que. »"

    assert people(text, full, "Luc Pons", short) == [full, "Luc Pons"]


def test_initials_of_two_people_mean_neither() -> None:
    text = "Romain Testu et Rosa Tell répondent.\n\nR. T. : « Parce que. »"

    assert people(text, "Romain Testu", "Rosa Tell", "R. T.") == ["Romain Testu", "Rosa Tell", "R. T."]


def test_initials_without_a_full_name_stay_alone() -> None:
    text = "Romain Testu répond.\n\nA. B. : « Parce que. »"

    assert people(text, "Romain Testu", "A. B.") == ["Romain Testu", "A. B."]
