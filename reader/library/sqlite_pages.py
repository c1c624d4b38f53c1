"""The rows of a SQLite file read page by page, without its schema and its inner pages, which may be damaged.

After the description of the file format (sqlite.org/fileformat2.html): rows of tables lie in leaf pages, long ones
go on in overflow pages; a WAL file holds newer versions of pages. Nothing here trusts what it reads.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reader.library.typed import DamagedRowError

Value = bytes | int | float | None
Values = tuple[Value, ...]
"""Texts are bytes here, as blobs are."""

_LEAF = 0x0D
_HEADER = 100
_DEFAULT_SIZE = 4096
_WAL_HEADER, _FRAME_HEADER = 32, 24
_MOST_COLUMNS = 64
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of an integer by its serial type."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where a row lies: its page and the place in it; its number in the table and what its columns hold."""

    page: int
    at: int
    number: int
    kinds: tuple[str, ...]


class SqlitePages:
    """The pages of a file, as its WAL renews them. Reading raises ``OSError``."""

    def __init__(self, file: Path) -> None:
        self._file = file.open("rb")
        self.page_size = _page_size(self._file.read(_HEADER))
        self._renewed = _wal_pages(Path(f"{file}-wal"), self.page_size)
        in_file = os.fstat(self._file.fileno()).st_size // self.page_size
        self.count = max(in_file, max(self._renewed, default=0))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def page(self, number: int) -> bytes:
        """A page, counted from 1; empty where there is none."""
        if number in self._renewed:
            return self._renewed[number]
        self._file.seek((number - 1) * self.page_size)
        return self._file.read(self.page_size)

    def rows(self) -> Iterator[Row]:
        """Each row of any table that can be read; those of free pages are left out."""
        free = self._free_pages()
        for number in range(1, self.count + 1):
            page = self.page(number)
            start = _HEADER if number == 1 else 0
            if number not in free and len(page) == self.page_size and page[start] == _LEAF:
                yield from self._rows_of(page, number, start)

    def values(self, row: Row) -> Values:
        """The columns of a row. Raises ``DamagedRowError``."""
        _, size, local, at = self._cell(self.page(row.page), row.at)
        page = self.page(row.page)
        record = page[at : at + local]
        if local < size:
            first = int.from_bytes(page[at + local : at + local + 4], "big")
            record = self._with_overflow(record, size, first)
        return values(record)

    def _rows_of(self, page: bytes, number: int, start: int) -> Iterator[Row]:
        cells = int.from_bytes(page[start + 3 : start + 5], "big")
        for index in range(min(cells, self.page_size // 4)):
            pointer = start + 8 + 2 * index
            place = int.from_bytes(page[pointer : pointer + 2], "big")
            try:
                rowid, _, local, at = self._cell(page, place)
                yield Row(number, place, rowid, kinds(page[at : at + local]))
            except DamagedRowError:
                continue

    def _cell(self, page: bytes, at: int) -> tuple[int, int, int, int]:
        """The number of a row, the size of its record, how much of that lies in its page, and where."""
        size, at = varint(page, at)
        rowid, at = varint(page, at)
        local = self._local_size(size)
        if at + local > len(page) or size > self.count * self.page_size:
            raise DamagedRowError("cell")
        return rowid, size, local, at

    def _local_size(self, size: int) -> int:
        """How much of a row lies in its leaf page itself."""
        usable = self.page_size
        if size <= usable - 35:
            return size
        least = (usable - 12) * 32 // 255 - 23
        much = least + (size - least) % (usable - 4)
        return much if much <= usable - 35 else least

    def _with_overflow(self, record: bytes, size: int, number: int) -> bytes:
        pieces, have = [record], len(record)
        while have < size:
            page = self.page(number) if 0 < number <= self.count else b""
            if len(page) < self.page_size:
                raise DamagedRowError("overflow")
            number = int.from_bytes(page[:4], "big")
            piece = page[4 : 4 + size - have]
            pieces.append(piece)
            have += len(piece)
        return b"".join(pieces)

    def _free_pages(self) -> set[int]:
        """The pages of the free list, as far as it can be followed."""
        free: set[int] = set()
        trunk = int.from_bytes(self.page(1)[32:36], "big")
        while 0 < trunk <= self.count and trunk not in free:
            page = self.page(trunk)
            free.add(trunk)
            trunk, leaves = struct.unpack(">II", page[:8]) if len(page) >= 8 else (0, 0)
            count = min(leaves, self.page_size // 4 - 2)
            free.update(struct.unpack(f">{count}I", page[8 : 8 + 4 * count]))
        return free


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of SQLite's variable length at ``at``, and where it ends. Raises ``DamagedRowError``."""
    if at + 9 > len(data):
        data += bytes(9)  # a number that ends with the data is whole
    if at + 9 > len(data):
        raise DamagedRowError("number")
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9


def kinds(record: bytes) -> tuple[str, ...]:
    """What the columns of a record hold: ``null``, ``integer``, ``real``, ``blob`` or ``text``."""
    return tuple(_kind(each) for each in _serial_types(record)[0])


def values(record: bytes) -> Values:
    """The columns of a record. Raises ``DamagedRowError``."""
    types, at = _serial_types(record)
    found: list[Value] = []
    for serial in types:
        size = _INTEGERS.get(serial, 8 if serial == 7 else max(0, serial - 12) // 2)
        piece = record[at : at + size]
        if len(piece) < size:
            raise DamagedRowError("record")
        found.append(_value(serial, piece))
        at += size
    return tuple(found)


def _serial_types(record: bytes) -> tuple[list[int], int]:
    """The serial types in the header of a record, and where its values begin."""
    end, at = varint(record, 0)
    types: list[int] = []
    while at < end and len(types) <= _MOST_COLUMNS:
        serial, at = varint(record, at)
        types.append(serial)
    if at != end or any(serial in (10, 11) for serial in types):
        raise DamagedRowError("header")
    return types, end


def _kind(serial: int) -> str:
    if serial >= 12:
        return "text" if serial % 2 else "blob"
    return "null" if serial == 0 else "real" if serial == 7 else "integer"


def _value(serial: int, piece: bytes) -> Value:
    if serial == 0:
        return None
    if serial in (8, 9):
        return serial - 8
    if serial == 7:
        return struct.unpack(">d", piece)[0]
    return int.from_bytes(piece, "big", signed=True) if serial in _INTEGERS else piece


def _page_size(content: bytes) -> int:
    size = int.from_bytes(content[16:18], "big")
    size = 65_536 if size == 1 else size
    return size if 512 <= size <= 65_536 and size & (size - 1) == 0 else _DEFAULT_SIZE


def _wal_pages(file: Path, page_size: int) -> dict[int, bytes]:
    """The pages in the committed part of a WAL file, by their numbers."""
    try:
        content = file.read_bytes()
    except OSError:
        return {}
    header = content[:_WAL_HEADER]
    if len(header) < _WAL_HEADER or int.from_bytes(header[8:12], "big") != page_size:
        return {}
    order = ">" if header[3] & 1 else "<"
    sums = _checksum(header[:24], (0, 0), order)
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(_WAL_HEADER, len(content) - page_size - _FRAME_HEADER + 1, page_size + _FRAME_HEADER):
        frame = content[at : at + _FRAME_HEADER]
        page = content[at + _FRAME_HEADER : at + _FRAME_HEADER + page_size]
        sums = _checksum(page, _checksum(frame[:8], sums, order), order)
        if frame[8:16] != header[16:24] or struct.unpack(">II", frame[16:24]) != sums:
            break
        number, pages_after_commit = struct.unpack(">II", frame[:8])
        waiting[number] = page
        if pages_after_commit:
            committed.update(waiting)
            waiting.clear()
    return committed


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    for one, other in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
