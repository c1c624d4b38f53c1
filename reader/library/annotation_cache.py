"""Finished analyses on disk, one gzipped JSON file each, found by article and pipeline."""

from __future__ import annotations

import gzip
import io
import json
import os
import tempfile
import zlib
from pathlib import Path

from reader.core.document import annotations_from_json, annotations_to_json
from reader.core.records import Annotations
from reader.library.private import private_folder
from reader.library.regular_files import read_regular
from reader.library.typed import check_record

_LARGEST_BYTES = 200_000_000
_OTHER_DATA = (
    OSError,
    EOFError,
    zlib.error,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What reading raises where something else lies there than an analysis."""


class AnnotationCache:
    """Keeps analyses in ``folder``. A damaged or missing entry is simply not there.

    ``capacity`` is the number of analyses kept; the least recently used go first.
    """

    def __init__(self, folder: Path, capacity: int = 500) -> None:
        self._folder = folder
        self._capacity = capacity

    def get(self, article_id: str, pipeline: str) -> Annotations | None:
        """The stored analysis, or ``None``."""
        path = self._path(article_id, pipeline)
        try:
            found = annotations_from_json(json.loads(self._unpacked(path)), article_id)
            check_record(found)
            os.utime(path)
        except _OTHER_DATA:
            return None
        return found

    def put(self, annotations: Annotations) -> None:
        """Store a complete analysis; a full or read-only disk is no error, only no cache."""
        path = self._path(annotations.article_id, annotations.pipeline)
        data = {"pipeline": annotations.pipeline, **annotations_to_json(annotations)}
        try:
            self._write(path, gzip.compress(json.dumps(data, ensure_ascii=False).encode(), 6))
            self._evict()
        except OSError:
            return

    def _unpacked(self, path: Path) -> bytes:
        with gzip.GzipFile(fileobj=io.BytesIO(read_regular(path))) as file:
            content = file.read(_LARGEST_BYTES + 1)
        if len(content) > _LARGEST_BYTES:
            raise ValueError("no analysis is so large")
        return content

    def _write(self, path: Path, payload: bytes) -> None:
        private_folder(self._folder)
        handle, temporary = tempfile.mkstemp(dir=self._folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(payload)
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _evict(self) -> None:
        entries = sorted(self._folder.glob("*.json.gz"), key=lambda path: path.stat().st_mtime)
        for path in entries[: -self._capacity]:
            path.unlink(missing_ok=True)

    def _path(self, article_id: str, pipeline: str) -> Path:
        safe = "".join(char if char.isalnum() or char in ".-" else "_" for char in pipeline)
        return self._folder / f"{article_id}-{safe}.json.gz"
