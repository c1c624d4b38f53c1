"""Whatever happens to the file: what was kept stays, and the reader gets a sentence."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing

import pytest

from reader.core.errors import LibraryError
from reader.core.kept import LibraryQuery, ReadState
from reader.library import migrations, schema, store
from reader.library.store import open_library
from tests.library.samples import article, found_in

ONE = article("Le pont ferme. Ada Brun le dit.", "un.txt", title="Le pont")


def fill(file, count=1):
    with open_library(file) as library, library.together():
        for number in range(count):
            made = article(
                f"Texte {number} du pont. Ada Brun le dit. " + "mot " * 300, title=f"Titre {number}"
            )
            library.keep(made, b"original")
            library.keep_annotations(found_in(made, ("PER", "Ada Brun")))
            library.add_tag([made.id], "Vesna")
            library.set_state([made.id], ReadState.READ)


def child(code, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        **options,
    )


def test_what_is_kept_is_there_at_the_next_start(file):
    fill(file)
    with open_library(file) as library:
        assert library.articles()[0].tags == ("Vesna",)
        assert library.entities()[0].articles == 1
    assert [path.name for path in file.parent.iterdir()] == ["library.sqlite"]


def test_a_library_of_a_newer_version_is_never_touched(file):
    fill(file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    before = file.read_bytes(), file.stat().st_mtime_ns

    with pytest.raises(LibraryError, match="newer version") as told:
        open_library(file)
    assert told.value.key == "library_newer"
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    assert [path.name for path in file.parent.iterdir()] == ["library.sqlite"]


def test_a_newer_version_is_known_before_it_reaches_the_file_itself(file):
    fill(file)
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_autocheckpoint = 0")
        other.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
        with pytest.raises(LibraryError, match="newer version"):
            open_library(file)


def test_a_migration_keeps_everything_and_a_copy_of_before(file, monkeypatch):
    fill(file)
    version = len(schema.MIGRATIONS)
    later = (*schema.MIGRATIONS, ("ALTER TABLE article ADD COLUMN colour TEXT DEFAULT 'none'",))
    monkeypatch.setattr(schema, "MIGRATIONS", later)

    with open_library(file) as library:
        assert library.count() == 1
        with library._db.reading() as connection:
            assert connection.execute("SELECT colour FROM article").fetchone() == ("none",)
    monkeypatch.undo()
    with open_library(migrations.backup_path(file, version)) as before:
        assert before.count() == 1


def test_a_migration_that_breaks_off_changes_nothing(file, monkeypatch):
    fill(file)
    broken = ("ALTER TABLE article ADD COLUMN colour TEXT", "SELECT nothing FROM nowhere")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, broken))
    with pytest.raises(LibraryError):
        open_library(file)
    monkeypatch.undo()

    with open_library(file) as library, library._db.reading() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info (article)")]
        assert library.count() == 1
    assert "colour" not in columns


@pytest.mark.parametrize(
    "content", [b"x", b"no database at all " * 100, b"SQLite format 3\0" + b"\xff" * 5_000]
)
def test_what_is_no_library_is_set_aside_and_kept(file, content):
    file.parent.mkdir()
    file.write_bytes(content)

    with pytest.raises(LibraryError) as told:
        open_library(file)
    if told.value.key == "library_newer":
        assert file.read_bytes() == content
        return
    assert told.value.key == "library_damaged"
    assert told.value.values["rescued"] == 0
    assert told.value.values["place"].read_bytes() == content
    with open_library(file) as library:
        assert library.count() == 0


def damage(file, table):
    """Overwrite the first page of a table with noise."""
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xa5" * size)


@pytest.mark.parametrize("table", ["article_search_data", "appearance", "analysis", "article", "tag"])
def test_what_can_be_read_of_a_damaged_library_is_carried_over(file, table):
    fill(file, 20)
    damage(file, table)

    with pytest.raises(LibraryError, match=r"damaged.*saved from it: 20") as told:
        open_library(file)
    assert told.value.values["place"].exists()
    with open_library(file) as library:
        library.check()
        assert library.count(LibraryQuery("pont")) == 20
        assert len(library.tags()) == (table != "tag")
        if table not in ("analysis", "article"):
            assert library.entities()[0].articles == 20
            assert library.count(LibraryQuery(state=ReadState.READ)) == 20
            assert library.original(library.articles()[0].id) == b"original"


def test_a_damaged_page_costs_what_lies_on_it(file):
    fill(file, 300)
    with closing(sqlite3.connect(file)) as connection:
        pages = connection.execute(
            "SELECT pageno, pagetype FROM dbstat WHERE name = 'article_text' ORDER BY pageno"
        ).fetchall()
    leaf = next(number for number, kind in pages[10:] if kind == "leaf")
    with file.open("r+b") as stream:
        stream.seek((leaf - 1) * 4096)
        stream.write(b"\xa5" * 4096)

    with pytest.raises(LibraryError) as told:
        open_library(file)
    assert 280 <= told.value.values["rescued"] < 300


def test_a_large_library_is_checked_later(file, monkeypatch):
    fill(file, 20)
    damage(file, "appearance")
    monkeypatch.setattr(store, "SMALL_BYTES", 1_000)

    with open_library(file) as library:
        assert library.count() == 20
        with pytest.raises(LibraryError, match="is damaged"):
            library.check()


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(LibraryError) as told:
        open_library(tmp_path / "file" / "library.sqlite")
    assert told.value.key == "library_no_folder"
    assert "a file is there already" in str(told.value)


_AS_NOBODY = """
    import os, sys
    from pathlib import Path
    from reader.core.errors import LibraryError
    from reader.library.store import open_library
    if os.getuid() == 0:
        os.setuid(65534)
    try:
        open_library(Path(sys.argv[1]))
    except LibraryError as error:
        print(error.key)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
@pytest.mark.parametrize("exists", [True, False])
def test_a_read_only_folder(tmp_path, exists):
    file = tmp_path / "library.sqlite"
    if exists:
        fill(file)
        file.chmod(0o444)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o555)
    try:
        done = child(_AS_NOBODY, file)
    finally:
        for folder in (tmp_path, *tmp_path.parents[:2]):
            folder.chmod(0o700)

    assert done.stdout == "library_read_only\n", done.stderr


_ON_A_FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from reader.core.errors import LibraryError
    from reader.library.store import open_library
    from tests.library.samples import article

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    library = open_library(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    for number in range(10_000):
        made = article(f"Texte {number}. " + "mot " * 2_000)
        try:
            library.keep(made)
        except LibraryError as error:
            print(error.key, library.count(), flush=True)
            break
        print(made.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_full_disk(file):
    done = child(_ON_A_FULL_DISK, file)

    *kept, last = done.stdout.split("\n")[:-1]
    assert last == f"library_full {len(kept)}", done.stderr
    assert len(kept) > 5
    with open_library(file) as library:
        library.check()
        assert {each.id for each in library.articles(LibraryQuery(limit=10_000))} == set(kept)
        library.keep(ONE)


def test_a_full_disk_as_sqlite_itself_says_it(file):
    with open_library(file) as library:
        library.keep(ONE)
        with library._db.writing() as connection:
            connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(LibraryError) as told:
            library.keep(article("Autre. " + "mot " * 50_000))
        assert told.value.key == "library_full"
        assert library.article(ONE.id) == ONE


_WRITER = """
    import sys
    from pathlib import Path
    from reader.library.store import open_library
    from tests.library.samples import article, found_in

    with open_library(Path(sys.argv[1])) as library:
        for number in range(25):
            made = article(f"Texte {sys.argv[2]} {number}.")
            library.keep(made)
            library.keep_annotations(found_in(made, ("PER", "Ada Brun")))
            library.add_tag([made.id], "Vesna")
    print("done")
"""


def test_two_windows_write_at_once(file):
    """Both begin with a library that is not there yet."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", textwrap.dedent(_WRITER), str(file)]
    running = [
        subprocess.Popen([*command, name], env=environment, stdout=subprocess.PIPE, text=True)
        for name in ("un", "deux", "trois")
    ]
    answers = [process.communicate(timeout=60)[0] for process in running]

    assert answers == ["done\n"] * 3
    with open_library(file) as library:
        assert library.count() == 75
        assert library.tags() == (("Vesna", 75),)
        assert library.entities()[0].articles == 75


def test_one_that_does_not_finish_is_told(file, monkeypatch):
    fill(file)
    monkeypatch.setattr("reader.library.database.BUSY_SECONDS", 0.05)
    with open_library(file) as library, closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError) as told:
            library.keep(ONE)
        assert told.value.key == "library_busy"
        assert library.count() == 1
        other.execute("COMMIT")
        assert library.keep(ONE)


def test_a_record_that_cannot_be_read_is_told_and_renewed(file):
    with open_library(file) as library:
        library.keep(ONE)
        with library._db.writing() as connection:
            connection.execute("UPDATE content SET record = x'00'")
        with pytest.raises(LibraryError) as told:
            library.article(ONE.id)
        assert told.value.key == "library_broken"

        library.keep(ONE)
        assert library.article(ONE.id) == ONE
