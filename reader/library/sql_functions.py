"""Functions of ours that statements of the library use."""

from __future__ import annotations

import sqlite3

from reader.core.folding import fold
from reader.core.word_query import indexed_words


def add_functions(connection: sqlite3.Connection) -> None:
    """Make them known to a connection."""
    connection.create_function("folded", 1, fold, deterministic=True)
    connection.create_function("indexed_words", 1, indexed_words, deterministic=True)
