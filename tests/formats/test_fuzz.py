"""Each importer on mutated files for a bounded time: an article or a sentence, never a crash or a hang."""

from __future__ import annotations

import io
import random
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


def _put(dice: random.Random, data: bytes, piece: bytes) -> bytes:
    place = dice.randrange(len(data))
    return data[:place] + piece + data[place:]


_WAYS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _cut, _beheaded, _noise, _zeros, _repeated, _marked, _flipped,
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
