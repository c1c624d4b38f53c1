"""A program that keeps, analyses and tags without end and says each time what is done; made to be killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.core.kept import ReadState
from reader.library.store import Library, open_library
from tests.library.samples import article, found_in


def work(library: Library, first: int) -> None:
    """Print a line for each thing that is on the disk; the lines of one article go from keeping to removing."""
    for number in range(first, first + 1_000_000):
        made = article(f"Texte {number} du pont. Ada Brun le dit à Vesna. " + f"mot{number} " * 40)
        library.keep(made, f"file {number}".encode())
        _done("kept", number, made.id)
        library.keep_annotations(found_in(made, ("PER", "Ada Brun"), ("LOC", "Vesna")))
        _done("analysed", number, made.id)
        library.add_tag([made.id], f"tag {number % 5}")
        _done("tagged", number, made.id)
        library.set_state([made.id], ReadState.READ)
        _done("read", number, made.id)
        if number % 3 == 0:
            library.remove([made.id])
            _done("removed", number, made.id)


def _done(*words: object) -> None:
    """One line, written at once: whoever is killed has said it whole or not at all."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def serve(file: Path) -> None:
    """For each number on standard input, work from there on in a process of its own, until that is killed."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _done("started", os.getpid())
            with open_library(file) as opened:
                work(opened, int(line))
        os.waitpid(child, 0)
        _done("ended")


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
