"""Erasing all that is kept: ours and nothing else, in use or damaged."""

import fcntl
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from reader.core.errors import LibraryError
from reader.core.kept import LibraryQuery
from reader.library.erasing import erase, kept_files, running_windows
from reader.library.paths import find_paths
from reader.library.private import private_folder
from reader.library.schema import MIGRATIONS
from reader.library.store import open_library
from tests.library.samples import article
from tests.library.test_private import keep_everything

WORDS = "Zanzibarement secret"

HOLDER = """
import sys
from pathlib import Path
from reader.library.store import open_library
from tests.library.samples import article
library = open_library(Path(sys.argv[1]))
library.keep(article("Autre texte.", "b"))
print(len(library.ids()), flush=True)
for line in sys.stdin:
    print(len(library.ids()), flush=True)
    library.keep(article("Encore un.", "c"))
    print(len(library.ids()), flush=True)
"""


@pytest.fixture
def paths(tmp_path):
    return find_paths(tmp_path / "profile")


def everything(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_all_that_is_kept_goes_and_the_folders_with_it(paths, tmp_path):
    keep_everything(paths).close()
    before = set(kept_files(paths))
    assert {path for path in (tmp_path / "profile").rglob("*") if path.is_file()} == before
    erased = erase(paths)
    assert before - set(erased.removed) <= {paths.library_file.with_name("library.sqlite-wal")}
    assert (erased.emptied, erased.strange, erased.refused) == ((), (), ())
    assert everything(tmp_path) == []
    assert erase(paths).removed == ()


def test_what_is_not_ours_stays_and_is_told(paths, tmp_path):
    keep_everything(paths).close()
    root = tmp_path / "profile"
    theirs = (
        root / "notes.txt",
        paths.data / "library.csv",
        paths.data / "settings.toml",
        paths.pasted / "photo.jpg",
        paths.cache / "big" / "file",
    )
    for path in theirs:
        private_folder(path.parent)
        path.write_text("theirs", encoding="utf-8")
    erased = erase(paths)
    assert sorted(path for path in root.rglob("*") if path.is_file()) == sorted(theirs)
    assert set(erased.strange) == {*theirs[1:4], paths.cache / "big"}


def test_a_link_goes_and_what_it_leads_to_stays(paths, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "a.txt").write_text("theirs", encoding="utf-8")
    private_folder(paths.data)
    paths.pasted.symlink_to(shared)
    erase(paths)
    assert everything(tmp_path) == ["shared", "shared/a.txt"]


def test_a_library_that_another_process_has_open_is_emptied_and_stays_usable(paths):
    with open_library(paths.library_file) as library:
        library.keep(article(WORDS, "a"), WORDS.encode())
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(paths.library_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as holder:
        assert holder.stdout.readline() == "2\n"
        erased = erase(paths)
        assert erased.emptied == (paths.library_file,)
        assert erased.refused == ()
        for beside in paths.data.glob("library.sqlite*"):
            assert WORDS.encode() not in beside.read_bytes()
        holder.stdin.write("go on\n")
        assert [holder.stdout.readline() for _ in range(2)] == ["0\n", "1\n"]
        with open_library(paths.library_file) as library:
            assert [row.title for row in library.articles(LibraryQuery(text="encore"))] == ["Encore un"]
        holder.stdin.close()
        holder.wait(20)
    assert erase(paths).emptied == ()
    assert not paths.library_file.exists()


def test_a_library_that_is_written_to_is_refused_and_told(paths, monkeypatch):
    monkeypatch.setattr("reader.library.erasing.BUSY_SECONDS", 0.05)
    with open_library(paths.library_file) as library:
        library.keep(article(WORDS, "a"))
    with closing(sqlite3.connect(paths.library_file, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert erase(paths).refused == (paths.library_file,)
        writer.execute("ROLLBACK")
    with open_library(paths.library_file) as library:
        assert len(library.ids()) == 1


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_library_goes_too(paths, content):
    private_folder(paths.data)
    paths.library_file.write_bytes(content)
    assert erase(paths).refused == ()
    assert not paths.data.exists()


def test_a_newer_librarys_file_goes(paths):
    open_library(paths.library_file).close()
    with closing(sqlite3.connect(paths.library_file, isolation_level=None)) as newer:
        newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(LibraryError):
        open_library(paths.library_file)
    erase(paths)
    assert not paths.library_file.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_running_windows_are_counted_by_their_locks_and_can_be_spared(paths):
    private_folder(paths.runtime)
    for number in (1, 2, 3):
        (paths.runtime / f"window-{number}.lock").touch()
    with (paths.runtime / "window-2.lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert running_windows(paths) == 1
        erase(paths, spare_running=True)
        assert len(list(paths.runtime.iterdir())) == 3
    assert running_windows(paths) == 0
    erase(paths)
    assert not paths.runtime.exists()
