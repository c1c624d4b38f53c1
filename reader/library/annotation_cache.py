"""Finished analyses on disk, one gzipped JSON file each, found by article and pipeline."""

from __future__ import annotations

import gzip
import json
import os
import tempfile
from pathlib import Path

from reader.core.document import annotations_from_json, annotations_to_json
from reader.core.records import Annotations
from reader.library.private import private_folder


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
            with gzip.open(path, "rt", encoding="utf-8") as file:
                data = json.load(file)
            found = annotations_from_json(data, article_id)
            os.utime(path)
        except (OSError, EOFError, ValueError, KeyError, TypeError):
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
