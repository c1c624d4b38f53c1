"""The log of unexpected errors: small, turned over once, and private."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from reader.library.private import private_folder, private_opener
from reader.library.regular_files import refuse_special

_MOST_BYTES = 500_000


class PrivateLog(RotatingFileHandler):
    """Writes warnings and errors to ``path`` as long as it is ``wanted``.

    Folder and file are made with the first line; a disk that refuses them is no reason to stop.
    """

    def __init__(self, path: Path, wanted: bool = True) -> None:
        super().__init__(path, maxBytes=_MOST_BYTES, backupCount=1, delay=True, encoding="utf-8")
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        self._wanted = wanted

    def want(self, wanted: bool) -> None:
        """Write on, or write nothing more."""
        self._wanted = wanted

    def close_file(self) -> None:
        """Close the file until there is something to write."""
        with self.lock or nullcontext():
            stream, self.stream = self.stream, None  # type: ignore[assignment]
        if stream is not None:
            stream.close()

    def filter(self, record: logging.LogRecord) -> bool:
        """Drop everything where nothing is to be kept."""
        return self._wanted and bool(super().filter(record))

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, unless the disk refuses."""
        try:
            refuse_special(Path(self.baseFilename))
            private_folder(Path(self.baseFilename).parent)
        except OSError:
            return
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A full disk is no reason to print a traceback."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=private_opener)


def release_logs() -> None:
    """Close the files of all logs, so that they can be erased; the next line makes a new one."""
    for handler in logging.getLogger("reader").handlers:
        if isinstance(handler, PrivateLog):
            handler.close_file()
