"""Documents that are ZIP archives, read in memory: nothing is unpacked, and no part may grow without bound."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import unquote

from reader.core.errors import UnreadableInputError

MAX_PART = 40_000_000
MAX_TOTAL = 120_000_000
_MAX_PARTS = 10_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What documents are packed with; the other unpackers only widen what an archive can do harm with."""


class Archive:
    """The parts of an open archive, with a limit on all that is read from it."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._left = MAX_TOTAL
        self.names = frozenset(archive.namelist())

    def read(self, part: str) -> bytes:
        """One part. Raises ``UnreadableInputError`` where it is missing, damaged or far too large."""
        limit = min(MAX_PART, self._left)
        try:
            if self._archive.getinfo(part).compress_type not in _METHODS:
                raise UnreadableInputError("file_damaged", name=self._name)
            with self._archive.open(part) as file:
                data = file.read(limit + 1)
        except (KeyError, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
            raise UnreadableInputError("file_damaged", name=self._name) from error
        except (zipfile.BadZipFile, zlib.error) as error:
            raise UnreadableInputError("file_damaged", name=self._name) from error
        if len(data) > limit:
            raise UnreadableInputError("file_too_complex", name=self._name)
        self._left -= len(data)
        return data

    def read_at_most(self, part: str, limit: int) -> bytes | None:
        """One part that the text does not depend on; ``None`` where it is broken or longer than ``limit`` bytes."""
        try:
            if self._archive.getinfo(part).file_size > limit or limit > self._left:
                return None
            data = self.read(part)
        except (KeyError, UnreadableInputError):
            return None
        return data if len(data) <= limit else None

    def find(self, reference: str, base: str = "") -> str | None:
        """The part that a reference inside the archive means; ``None`` for one outside or missing."""
        path: list[str] = base.split("/")[:-1] if not reference.startswith("/") else []
        for step in unquote(reference.partition("#")[0]).split("/"):
            if step == ".." and path:
                path.pop()
            elif step not in ("", ".", ".."):
                path.append(step)
        found = "/".join(path)
        return found if found in self.names else None


@contextmanager
def opened(data: bytes, name: str) -> Generator[Archive]:
    """The archive in ``data``. Raises ``UnreadableInputError`` for one that is cut short or overgrown."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableInputError("file_damaged", name=name) from error
    with archive:
        if len(archive.infolist()) > _MAX_PARTS:
            raise UnreadableInputError("file_too_complex", name=name)
        yield Archive(archive, name)
