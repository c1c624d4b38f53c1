"""A program that opens damaged libraries and says when it begins and what it found; made to be killed meanwhile."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.core.errors import LibraryError
from reader.core.kept import LibraryQuery
from reader.library.store import open_library

ALL = LibraryQuery(limit=100_000)


def open_and_count(file: Path) -> None:
    """Print a line at the beginning, one for each sentence, and the number of articles."""
    _say("started", os.getpid())
    while True:
        try:
            with open_library(file) as library:
                _say("listed", len(library.articles(ALL)))
                return
        except LibraryError as error:
            _say("told", error.key, error.values.get("rescued"), error.values.get("lost"))


def _say(*words: object) -> None:
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def serve() -> None:
    """For each file named on standard input, open it in a process of its own, as often as the line says."""
    for line in sys.stdin:
        times, _, name = line.rstrip("\n").partition(" ")
        children: list[int] = []
        for _ in range(int(times)):
            child = os.fork()
            if child == 0:
                open_and_count(Path(name))
                os._exit(0)
            children.append(child)
        for child in children:
            os.waitpid(child, 0)
        _say("ended")


if __name__ == "__main__":
    serve()
