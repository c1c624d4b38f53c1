"""A kill at any moment, while articles are kept, analysed, tagged and removed: the library opens and has it all."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from reader.core.kept import LibraryQuery
from reader.library.store import open_library

KILLS = 200
STEPS = ("kept", "analysed", "tagged", "read", "removed")
MOST_STEPS, LONGEST = 9, 0.015
"""A kill follows so many steps at most, and so many seconds later at most: on a slow machine too."""


class Told:
    """What was acknowledged: each article's number, id and last step."""

    def __init__(self) -> None:
        self.articles = {}

    def hear(self, line):
        step, number, article_id = line.split()
        self.articles[article_id] = (int(number), STEPS.index(step))

    def check(self, rows):
        """Compare with rows of id, analysed, tagged, read, removed; whatever came next may be there or not."""
        for article_id, (number, step) in self.articles.items():
            steps = (True, *rows[article_id])
            assert all(steps[: step + 1]), (number, STEPS[step], steps)
            assert not any(steps[step + 2 :]), (number, STEPS[step], steps)
        assert len(rows) - len(self.articles) <= KILLS


ROWS = """
    SELECT id, EXISTS (SELECT 1 FROM analysis WHERE article = a.number),
        EXISTS (SELECT 1 FROM article_tag WHERE article = a.number), state = 'read', removed IS NOT NULL
    FROM article AS a
"""
COUNTS = """
    SELECT count(*) FROM article WHERE removed IS NULL AND number IN (SELECT article FROM analysis)
"""


def check(file, told):
    with open_library(file) as library, closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        told.check({row[0]: row[1:] for row in connection.execute(ROWS)})
        (analysed,) = connection.execute(COUNTS).fetchone()
        assert [entity.articles for entity in library.entities()] == [analysed] * (2 if analysed else 0)
        assert library.count(LibraryQuery("pont dit vesna ")) == library.count()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_what_was_acknowledged_survives_200_kills(file):
    told, chance = Told(), random.Random(7)
    command = [sys.executable, "-m", "tests.library.killed", str(file)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as parent:
        for number in range(KILLS):
            parent.stdin.write(f"{number * 1_000}\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline().split()[1])
            for _ in range(chance.randint(0, MOST_STEPS)):
                told.hear(parent.stdout.readline())
            time.sleep(chance.uniform(0, LONGEST))
            os.kill(child, signal.SIGKILL)
            while (line := parent.stdout.readline()) != "ended\n":
                told.hear(line)
            check(file, told)
        parent.stdin.close()

    assert len(told.articles) > KILLS // 2
    assert {step for _, step in told.articles.values()} == set(range(len(STEPS)))
