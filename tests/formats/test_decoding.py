import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.errors import UnreadableInputError
from reader.formats.decoding import decode

FRENCH = "« L’été où Zoé a mangé des cœurs de bœuf à Nîmes », a-t-elle déclaré. " * 4


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_french_text_survives_every_encoding(encoding: str) -> None:
    text = FRENCH.replace("\u202f", " ")

    assert decode(text.encode(encoding), "a.txt") == text


def test_line_ends_become_newlines() -> None:
    assert decode(b"un\r\ndeux\rtrois\n", "a.txt") == "un\ndeux\ntrois\n"


def test_utf8_cut_in_the_middle_of_a_character_stays_utf8() -> None:
    data = FRENCH.encode()[:-1] + "é".encode()[:1]

    assert decode(data, "a.txt").startswith("« L’été où Zoé")


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 20, b"%PDF\x00\x01"]
)
def test_binary_data_is_refused_with_the_files_name(data: bytes) -> None:
    with pytest.raises(UnreadableInputError, match=r"photo\.png"):
        decode(data, "photo.png")


@given(st.binary(max_size=3_000))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    text = ""
    with contextlib.suppress(UnreadableInputError):
        text = decode(data, "x")
    assert "\r" not in text
