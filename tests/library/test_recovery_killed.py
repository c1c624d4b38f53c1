"""A kill at any moment while a damaged library is repaired: nothing of it is lost and nothing hidden."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest

from reader.core.errors import LibraryError
from reader.core.kept import LibraryQuery, ReadState
from reader.library.store import open_library
from tests.library.samples import article, found_in

KILLS = int(os.environ.get("READER_KILLS", "12"))
"""Fifty were tried by hand, with READER_KILLS=50."""
ARTICLES = 120
ALL = LibraryQuery(limit=100_000)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")


@pytest.fixture(scope="module")
def damaged(tmp_path_factory):
    """A library with a lost page of records, its last articles only in its WAL, and the ids of all: no text is lost."""
    file = tmp_path_factory.mktemp("damaged") / "library.sqlite"
    copy = file.with_name("copy.sqlite")
    with open_library(file) as library:
        ids = []
        for number in range(ARTICLES):
            made = article(f"Texte {number} du pont. Ada Brun le dit. " + f"mot{number} " * 300)
            library.keep(made, b"original")
            library.keep_annotations(found_in(made, ("PER", "Ada Brun")))
            library.add_tag([made.id], f"tag {number % 3}")
            library.set_state([made.id], ReadState.READ)
            ids.append(made.id)
            if number == ARTICLES - 20:
                with closing(sqlite3.connect(file)) as connection:
                    connection.execute("PRAGMA wal_checkpoint (TRUNCATE)")
                    (page,) = connection.execute(
                        "SELECT min(pageno) FROM dbstat WHERE name = 'content' AND pagetype = 'leaf'"
                    ).fetchone()
        for ending in ("", "-wal"):
            shutil.copy(f"{file}{ending}", f"{copy}{ending}")
    assert os.path.getsize(f"{copy}-wal") > 10_000
    with copy.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(bytes(4096))
    return copy, set(ids)


@pytest.fixture
def server():
    command = [sys.executable, "-m", "tests.library.repairing"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as running:
        yield running
        running.stdin.close()


def fresh(folder, damaged):
    folder.mkdir()
    file = folder / "library.sqlite"
    for ending in ("", "-wal"):
        shutil.copy(f"{damaged}{ending}", f"{file}{ending}")
    return file


def send(server, times, file):
    server.stdin.write(f"{times} {file}\n")
    server.stdin.flush()


def read_to_end(server):
    lines = []
    while (line := server.stdout.readline()) != "ended\n":
        assert line
        lines.append(line.split())
    return lines


def kill(child):
    with suppress(ProcessLookupError):  # it may have finished
        os.kill(child, signal.SIGKILL)


def check(file, ids, told=False):
    """All articles are there with their marks, one damaged file beside them, and nothing unfinished."""
    sentences = [("library_damaged", len(ids), 0)] if told else []
    while True:
        try:
            with open_library(file) as library:
                assert {each.id for each in library.articles(ALL)} == ids
                assert library.count(LibraryQuery("pont")) == len(ids)
                assert {each.state for each in library.articles(ALL)} == {ReadState.READ}
                assert sum(count for _, count in library.tags()) == len(ids)
                library.check()
            break
        except LibraryError as error:
            sentences.append((error.key, error.values["rescued"], error.values["lost"]))
    assert sentences == [("library_damaged", len(ids), 0)]
    names = sorted(path.name for path in file.parent.iterdir())
    assert "library.sqlite" in names
    assert [name for name in names if name.endswith(".sqlite")] == [
        name for name in names if ".damaged-" in name and name.endswith(".sqlite")
    ] + ["library.sqlite"]
    assert len([name for name in names if "recover" in name or "untold" in name]) == 0


def test_a_repair_may_be_killed_at_any_moment(tmp_path, damaged, server):
    copy, ids = damaged
    chance = random.Random(11)
    for name in ("first", "second"):
        file = fresh(tmp_path / name, copy)
        started = time.monotonic()
        send(server, 1, file)
        told, listed = read_to_end(server)[1:]
        assert told == ["told", "library_damaged", str(len(ids)), "0"]
        assert listed == ["listed", str(len(ids))]
        lasts = time.monotonic() - started
    killed = 0
    for number in range(KILLS):
        file = fresh(tmp_path / str(number), copy)
        told = False
        for _ in range(chance.randint(1, 3)):
            send(server, 1, file)
            child = int(server.stdout.readline().split()[1])
            time.sleep(chance.uniform(0, lasts))
            kill(child)
            lines = read_to_end(server)
            told = told or any(line[0] == "told" for line in lines)
            killed += ["listed", str(len(ids))] not in lines
            assert all(line == ["listed", str(len(ids))] for line in lines if line[0] == "listed")
        check(file, ids, told)
    assert killed > KILLS // 2


def test_several_repair_at_once_and_one_is_killed(tmp_path, damaged, server):
    copy, ids = damaged
    chance = random.Random(12)
    for number in range(max(3, KILLS // 4)):
        file = fresh(tmp_path / str(number), copy)
        send(server, 3, file)
        child = int(server.stdout.readline().split()[1])
        time.sleep(chance.uniform(0, 0.5))
        kill(child)
        lines = read_to_end(server)
        listed = [line for line in lines if line[0] == "listed"]
        assert len(listed) >= 2
        assert all(line == ["listed", str(len(ids))] for line in listed)
        assert sum(line[0] == "told" for line in lines) <= 1
        check(file, ids, any(line[0] == "told" for line in lines))


@pytest.mark.parametrize("step", range(7))
def test_the_next_start_goes_on_behind_every_step(tmp_path, damaged, monkeypatch, step):
    """The first start breaks off before one change of a name after the other; behind the last one it does not."""
    copy, ids = damaged
    file = fresh(tmp_path / "steps", copy)
    done = []

    def breaking_off(method):
        def act(path, *arguments, **options):
            if len(done) == step:
                raise KeyboardInterrupt
            done.append(path.name)
            return method(path, *arguments, **options)

        return act

    with monkeypatch.context() as patched:
        for name in ("rename", "touch"):
            patched.setattr(type(file), name, breaking_off(getattr(type(file), name)))
        with pytest.raises((KeyboardInterrupt, LibraryError)) as stopped:
            open_library(file)
    assert len(done) == step
    assert (stopped.type is LibraryError) == (step == 6)
    check(file, ids, told=step == 6)
