"""Signs that nobody sees are in no name and no copied text; the way back to the text is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.records import Span
from reader.core.visible import read_visible, visible_name, visible_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mac\u00adron", "Macron"),
        ("\ufeffKhar\u2060toum\u200b", "Khartoum"),
        ("co\u200bop\u200cé", "coopé"),
        ("\u200eAda\u200f \u202aBrun\u202c", "Ada Brun"),
        ("👩\u200d⚖️ Ada", "👩\u200d⚖️ Ada"),
        ("می\u200cخواهم\u200f", "می\u200cخواهم\u200f"),
        ("Ada", "Ada"),
    ],
)
def test_invisible_signs_go_where_they_shape_nothing(text, shown):
    assert visible_text(text) == shown


def test_a_name_stands_on_one_line_with_ordinary_blanks():
    assert visible_name("Vla\u00addimir\u00a0\n Kou\u202fzinine ") == "Vladimir Kou zinine"


def test_places_lead_back_with_the_signs_inside_and_without_those_round():
    text = "\u00adMac\u00adron\u00ad parle"
    seen = read_visible(text)
    assert seen.text == "Macron parle"
    assert seen.source_span(Span(0, 6)) == Span(1, 8)
    assert seen.visible_span(Span(0, len(text))) == Span(0, 12)
    assert seen.visible_span(Span(1, 8)) == Span(0, 6)


@given(text=st.text(st.sampled_from("ab \u00ad\u200b\u2060\u200eé"), max_size=30))
def test_every_character_leads_back_to_itself(text):
    seen = read_visible(text)
    for place, char in enumerate(seen.text):
        there = seen.source_span(Span(place, place + 1))
        assert text[there.start : there.end] == char
        assert seen.visible_span(there) == Span(place, place + 1)
