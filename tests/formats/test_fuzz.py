"""Each importer on mutated files for a bounded time: an article or a sentence, never a crash or a hang."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.formats import sample
from tests.formats.test_golden import WRITERS
from tests.formats.test_hostile import outcome

SECONDS = 0.35
"""For each format; the files and their order are the same in every run."""
_PIECES = (b"<", b">", b"&#x0;", b"&#1;", b"]]>", b"{", b"\\bin99999 ", b"(", b"%PDF-", b"--", b"\xff\xfe")
_IMPOSSIBLE = (b"99999999999999999999", b"-1", b"1e999", b"0", b"4294967296", b"NaN")


def _cut(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(len(data))]


def _beheaded(dice: random.Random, data: bytes) -> bytes:
    return data[dice.randrange(len(data)) :]


def _noise(dice: random.Random, data: bytes) -> bytes:
    return _put(dice, data, dice.randbytes(dice.randrange(1, 20)))


def _zeros(dice: random.Random, data: bytes) -> bytes:
    place, length = dice.randrange(len(data)), dice.randrange(1, 50)
    return data[:place] + b"\x00" * length + data[place + length :]


def _repeated(dice: random.Random, data: bytes) -> bytes:
    return _put(dice, data, _beheaded(dice, data)[:200] * dice.randrange(1, 5))


def _marked(dice: random.Random, data: bytes) -> bytes:
    return _put(dice, data, dice.choice(_PIECES) * dice.randrange(1, 40))


def _flipped(dice: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randrange(1, 30)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def _numbers(dice: random.Random, data: bytes) -> bytes:
    """Dates, sizes, lengths and offsets that no calendar and no memory holds."""
    found = list(re.finditer(rb"\d+", data))
    if not found:
        return data
    match = dice.choice(found)
    return data[: match.start()] + dice.choice(_IMPOSSIBLE) + data[match.end() :]


def _put(dice: random.Random, data: bytes, piece: bytes) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + piece + data[place:]


_WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _cut, _beheaded, _noise, _zeros, _repeated, _marked, _flipped, _numbers, _numbers,
)  # fmt: skip


def _mutated(dice: random.Random, data: bytes) -> bytes:
    for _ in range(dice.randrange(1, 4)):
        data = dice.choice(_WAYS)(dice, data or b"x")
    return data


def _repacked(dice: random.Random, data: bytes) -> bytes:
    """A sound archive with one part that is not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    number = dice.randrange(len(parts))
    parts[number] = (parts[number][0], _mutated(dice, parts[number][1]))
    return sample.zipped(parts)


@pytest.mark.parametrize("name", WRITERS)
def test_mutated_files_give_an_article_or_a_sentence(name: str) -> None:
    original, dice = WRITERS[name](), random.Random(name)
    packed = original.startswith(b"PK")
    end = time.monotonic() + SECONDS
    while (begun := time.monotonic()) < end:
        change = _repacked if packed and dice.random() < 0.8 else _mutated
        outcome(change(dice, original), name)
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize("year", ["99999999999999999999", "-1", "0", "10000"])
@pytest.mark.parametrize("key", ["Date", "Subject", "From", "To"])
def test_a_letter_with_an_impossible_field_is_readable(key: str, year: str) -> None:
    """The standard library's parser of dates raised ``OverflowError``."""
    field = f"{key}: Mon, 1 Jan {year} 10:00:00 +{year} (((((("
    data = f"MIME-Version: 1.0\n{field}\n\nLe texte se lit.".encode()

    assert outcome(data, "a.eml").endswith("Le texte se lit.")


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("name", ["article.odt", "article.docx", "article.epub"])
def test_archives_packed_as_no_document_is_have_a_sentence(name: str, method: int) -> None:
    """Damaged LZMA data raised an error that nobody knew."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(WRITERS[name]())) as archive,
        zipfile.ZipFile(buffer, "w", method) as packed,
    ):
        for part in archive.namelist():
            stored = zipfile.ZIP_STORED if part == "mimetype" else method
            packed.writestr(part, archive.read(part), stored)
    data = bytearray(buffer.getvalue())
    data[len(data) // 3] ^= 0xFF

    assert outcome(bytes(data), name) == "file_damaged"
