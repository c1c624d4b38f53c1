"""Formats by their first bytes: untrusted bytes are looked at in the window's process, so in linear time."""

from __future__ import annotations

import pytest

from reader.formats import recognise
from reader.formats.registry import choose_importer
from tests.growth import ATTACKS, DISTINCT, attack, growth_fault

_TESTS = [getattr(recognise, name) for name in dir(recognise) if name.startswith("is_")]


@pytest.mark.parametrize("name", [*ATTACKS, *DISTINCT])
def test_no_head_holds_the_window(name: str) -> None:
    def recognised(head: bytes) -> list[bool]:
        return [test(head) for test in _TESTS]

    assert not growth_fault(lambda length: attack(name, length).encode(), recognised, 64, 500_000)


def test_an_interview_with_crlf_is_text_at_once() -> None:
    lines = b"".join(b"Question: %d\r\n" % number for number in range(60))

    assert choose_importer(lines, "a.txt").name == "Plain text"


@pytest.mark.parametrize(
    "head",
    [
        b"MIME-Version: 1.0\n",
        b"\xef\xbb\xbfReceived: from a\r\n by b\r\n\tby c\r\nSubject: x\r\n",
        b"Subject: x\nX-Long-One: a\n b\n c\nmessage-id: <1@x>\n\nMIME",
        b"From a@example.org Mon Jan  1 2021\nSubject: x\nDate: y\n\nBonjour",
        b"\r\n\r\nDelivered-To: a@example.org\r\n",
    ],
)
def test_messages_are_letters(head: bytes) -> None:
    assert recognise.is_mail(head)


@pytest.mark.parametrize(
    "head",
    [
        b"From the beginning: nobody knew.\n\nThe rest is silence.",
        b"Titre: Le pont\nDate: 2021\n\nMIME-Version: 1.0\n",
        b" MIME-Version 1.0\n",
        b"Bonjour\nMIME-Version: 1.0\n",
        b"",
        b"\r\n",
    ],
)
def test_texts_are_none(head: bytes) -> None:
    assert not recognise.is_mail(head)
