"""Damaged rows, tables and pages: whatever they are, the library is repaired with a sentence and the rest is there."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import stat
from contextlib import closing

import pytest

from reader.core.errors import LibraryError
from reader.core.kept import LibraryQuery, LibrarySort, ReadState
from reader.library import integrity, store
from reader.library.database import Database, connect
from reader.library.schema import MIGRATIONS
from reader.library.sqlite_pages import SqlitePages
from reader.library.store import open_library, open_to_read
from reader.service import Shelf
from tests.library.samples import article, found_in
from tests.library.test_faults import child

COUNT = 30
ALL = LibraryQuery(limit=10_000)
FUZZED = int(os.environ.get("READER_FUZZED", "25"))
"""Several hundred were tried by hand, with READER_FUZZED=400."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A library with everything in it."""
    file = tmp_path_factory.mktemp("sound") / "library.sqlite"
    with open_library(file) as library, library.together():
        for number in range(COUNT):
            made = article(
                f"Texte {number} du pont où l’été brûle. Ada Brun le dit. " + f"mot{number} " * 200,
                f"/articles/{number}.txt",
                title=f"Titre {number}",
                byline="Ada Brun",
            )
            library.keep(made, b"original")
            library.keep_annotations(found_in(made, ("PER", "Ada Brun"), ("LOC", "Vesna")))
            library.add_tag([made.id], f"tag {number % 3}")
            library.set_state([made.id], ReadState.READ)
            library.set_starred([made.id], True)
            library.set_place(made.id, number)
            library.set_notes(made.id, f"note {number}")
        library.remove([made.id])
    return file


@pytest.fixture
def file(tmp_path, sound):
    return shutil.copy(sound, tmp_path / "library.sqlite")


def execute(file, *statements):
    with closing(connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)


def marks(file):
    """What the reader added to each article, by its title."""
    with open_library(file) as library:
        return {
            each.title: (each.state, each.starred, each.place, each.tags, each.notes, each.people)
            for each in library.articles(ALL)
        }


def opened_after_repair(file):
    with pytest.raises(LibraryError) as told:
        open_library(file)
    assert told.value.key == "library_damaged"
    assert told.value.values["place"].exists()
    return told.value.values["rescued"], told.value.values["lost"]


BAD_ROWS = [
    "UPDATE article SET state = 'zzz' WHERE number = 5",
    "UPDATE article SET title = x'ff00fe' WHERE number = 5",
    "UPDATE article SET title = CAST(x'c3ff41' AS TEXT) WHERE number = 5",
    "UPDATE article SET place = -5 WHERE number = 5",
    "UPDATE article SET place = 'here' WHERE number = 5",
    "UPDATE article SET place = 9223372036854775807 WHERE number = 5",
    "UPDATE article SET words = -1 WHERE number = 5",
    "UPDATE article SET added = 1e300 WHERE number = 5",
    "UPDATE article SET added = 'today' WHERE number = 5",
    "UPDATE article SET opened = -1e300 WHERE number = 5",
    "UPDATE article SET starred = x'01' WHERE number = 5",
    "UPDATE article SET people = '[[' WHERE number = 5",
    "UPDATE article SET people = '{\"a\": 1}' WHERE number = 5",
    "UPDATE article SET people = '[1]' WHERE number = 5",
    "UPDATE article SET notes = CAST(x'ff' AS TEXT) WHERE number = 5",
    "UPDATE article SET id = x'00' WHERE number = 5",
    "UPDATE article SET origin = x'ff' WHERE number = 5",
    "UPDATE article SET address = x'ff' WHERE number = 5",
    "UPDATE article SET book = x'ff00' WHERE number = 5",
    "INSERT INTO former_id VALUES (x'ff', 5)",
    "UPDATE tag SET name = x'ff' WHERE number = 1",
    "DELETE FROM content WHERE article = 5",
    "DELETE FROM article_search_docsize WHERE id < 9",
    "DROP TABLE analysis",
    "DROP TABLE original",
    "DROP TABLE profile_key",
    "DROP TABLE article_search",
    "DROP TRIGGER form_gone",
    "DROP INDEX article_title",
    "ALTER TABLE article DROP COLUMN byline",
]
"""Found by the look at opening."""


@pytest.mark.parametrize("statement", BAD_ROWS)
def test_what_is_impossible_is_found_at_opening_and_costs_nothing_else(file, sound, statement):
    before = marks(sound)
    execute(file, "PRAGMA foreign_keys = OFF", statement)

    assert opened_after_repair(file) == (COUNT - 1, 0)
    after = marks(file)
    kept = [title for title in before if after.get(title, (None,))[:5] == before[title][:5]]
    assert len(kept) >= (0 if "tag SET" in statement else COUNT - 2)
    assert len(after) == COUNT - 1
    with open_library(file) as library:
        library.check()
        assert library.count(LibraryQuery("pont")) == COUNT - 1
        assert {each.state for each in library.articles(ALL)} <= {ReadState.READ, ReadState.UNREAD}


BAD_RECORDS = [
    "UPDATE content SET record = x'0011' WHERE article = 5",
    "UPDATE content SET record = 'text' WHERE article = 5",
    "UPDATE content SET record = (SELECT record FROM analysis LIMIT 1) WHERE article = 5",
    "UPDATE analysis SET record = x'789c' WHERE article = 5",
    "UPDATE analysis SET record = (SELECT record FROM content LIMIT 1) WHERE article = 5",
    "UPDATE article_text SET body = CAST(x'41ff42' AS TEXT) WHERE article = 5",
    "UPDATE article_text SET body = 'court' WHERE article = 5",
    "UPDATE original SET file = x'00' WHERE article = 5",
    "UPDATE article_search_data SET block = x'0102030405' WHERE id > 10",
    "UPDATE entity SET entity_type = x'ff'",
    "UPDATE entity SET articles = 'many'",
    "UPDATE form SET text = x'ff'",
    "UPDATE appearance SET first_start = -3",
    "UPDATE appearance SET forms = '[['",
    "DELETE FROM form",
]
"""Found only when they are used."""


def use_everything(shelf, ids):
    """Whatever the window and the command line ask."""
    for sort in LibrarySort:
        shelf.use(lambda library, sort=sort: library.articles(LibraryQuery(limit=1_000, sort=sort)))
    shelf.use(lambda library: library.articles(LibraryQuery("pont", limit=1_000)))
    shelf.use(lambda library: library.count(LibraryQuery("mot1")))
    for entity in shelf.use(lambda library: library.entities()):
        shelf.use(lambda library, number=entity.id: library.appearances(number))
    shelf.use(lambda library: library.entities("brun"))
    shelf.use(lambda library: library.tags())
    for key in ids:
        shelf.use(lambda library, key=key: library.original(key))
        shelf.use(lambda library, key=key: library.counts_of(key))
    list(shelf.documents(ids))
    for key in ids[:6]:
        shelf.use(lambda library, key=key: library.set_starred([key], True))
        shelf.use(lambda library, key=key: library.remove([key]))
        shelf.use(lambda library, key=key: library.restore([key]))
    shelf.keep(article("Un texte tout neuf du pont."))


def notices(shelf):
    found = []
    while (notice := shelf.take_notice()) is not None:
        found.append(notice)
    return found


@pytest.mark.parametrize("statement", BAD_RECORDS)
def test_what_is_found_in_use_is_repaired_then_and_asked_again(file, statement):
    execute(file, "PRAGMA foreign_keys = OFF", statement)
    with closing(Shelf(file)) as shelf:
        ids = shelf.use(lambda library: library.ids())
        use_everything(shelf, ids)

        told = notices(shelf)
        assert [error.key for error in told] in ([], ["library_damaged"])
        assert told or "court" in statement
        assert all(error.values["lost"] == 0 for error in told)
        assert shelf.use(lambda library: library.count()) == COUNT


def test_damage_in_a_large_library_is_repaired_when_it_is_looked_through(file, monkeypatch):
    execute(file, "UPDATE article SET state = 'zzz' WHERE number = 5")
    monkeypatch.setattr(store, "SMALL_BYTES", 1_000)
    with closing(Shelf(file)) as shelf:
        shelf.tend()

        assert [error.key for error in notices(shelf)] == ["library_damaged"]
        assert shelf.use(lambda library: library.count()) == COUNT - 1


def test_removed_articles_stay_removed_and_can_be_brought_back(file):
    execute(file, "UPDATE article SET state = 'zzz' WHERE number = 5")
    opened_after_repair(file)
    execute_one = "SELECT id, removed FROM article WHERE removed IS NOT NULL"
    with closing(sqlite3.connect(file)) as connection:
        ((article_id, removed),) = connection.execute(execute_one).fetchall()
    assert removed > 1_000_000_000
    with open_library(file) as library:
        library.restore([article_id])
        assert library.count() == COUNT


def test_a_text_without_its_record_is_kept_line_by_line_and_renewed_by_its_file(file):
    execute(file, "UPDATE content SET record = x'00' WHERE article = 5")
    with closing(Shelf(file)) as shelf:
        key = shelf.use(lambda library: library.ids())[4]
        plain = shelf.use(lambda library: library.article(key))
        assert plain.text.startswith("Texte 4 du pont")
        assert plain.metadata.title == "Titre 4"
        assert plain.metadata.byline == "Ada Brun"
        assert [plain.text[block.span.start : block.span.end] for block in plain.blocks] == [
            plain.text.rstrip()
        ]


def test_a_mistake_of_ours_is_not_taken_for_damage(file):
    with open_library(file) as library, pytest.raises(ZeroDivisionError), library._db.reading():
        _ = 1 / 0
    with open_library(file) as library:
        with pytest.raises(LibraryError) as told, library._db.reading() as connection:
            connection.execute("SELECT nothing FROM nowhere")
        assert told.value.key == "library_failed"


def test_every_page_may_be_lost_and_costs_what_lies_on_it(sound, tmp_path):
    """Page by page, zeroed: each article that is not on it is there with a word, or nothing was needed there."""
    with closing(SqlitePages(sound)) as pages:
        count, size = pages.count, pages.page_size
    for number in random.Random(3).sample(range(1, count + 1), 16):
        file = shutil.copy(sound, tmp_path / f"{number}.sqlite")
        with file.open("r+b") as stream:
            stream.seek((number - 1) * size)
            stream.write(bytes(size))
        with closing(Shelf(file)) as shelf:
            left = shelf.use(lambda library: library.count())
            told = notices(shelf)
        lost = sum(error.values["lost"] for error in told)
        assert left + lost >= COUNT - 1
        assert left >= COUNT - 6


def test_the_first_page_may_be_lost(file, sound):
    before = marks(sound)
    with file.open("r+b") as stream:
        stream.write(bytes(4096))
    assert opened_after_repair(file) == (COUNT - 1, 0)
    assert marks(file) == before


def version_of(file):
    return int.from_bytes(file.read_bytes()[60:64], "big")


def spoilt(content, chance):
    """A library with flipped bits, lost, foreign or exchanged pages, or cut off."""
    data = bytearray(content)

    def page():
        start = chance.randrange(len(data) // 4096) * 4096
        return slice(start, start + 4096)

    match chance.randrange(5):
        case 0:
            for _ in range(chance.choice((1, 1, 2, 40))):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 1:
            data[page()] = bytes(4096)
        case 2:
            data[page()] = chance.randbytes(4096)
        case 3:
            one, other = page(), page()
            data[one], data[other] = data[other], data[one]
        case 4:
            del data[chance.randrange(len(data)) :]
    return bytes(data)


@pytest.mark.parametrize("seed", range(FUZZED))
def test_whatever_happens_to_the_file_there_are_only_sentences(file, sound, seed):
    file.write_bytes(spoilt(sound.read_bytes(), random.Random(seed)))
    with closing(Shelf(file)) as shelf:
        if version_of(file) > len(MIGRATIONS):
            return
        ids = shelf.use(lambda library: library.ids())
        use_everything(shelf, ids)
        after = shelf.use(lambda library: library.ids())
        told = notices(shelf)
        assert all(error.key == "library_damaged" for error in told)
        assert len(after) >= len(ids) - sum(error.values["lost"] for error in told)
        list(shelf.documents(after))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things there")
@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
@pytest.mark.parametrize(
    "make", [os.mkdir, getattr(os, "mkfifo", None), lambda path: os.symlink("/dev/zero", path)]
)
def test_what_is_no_file_is_told_and_never_waited_for(file, ending, make):
    path = f"{file}{ending}"
    if not ending:
        file.unlink()
    make(path)
    for opening in (open_library, open_to_read):
        with pytest.raises(LibraryError) as told:
            opening(file)
        assert told.value.key == "library_special"
    assert not stat.S_ISREG(os.stat(path).st_mode)


def test_a_link_to_the_library_stays_one(file, tmp_path):
    link = tmp_path / "elsewhere" / "library.sqlite"
    link.parent.mkdir()
    link.symlink_to(file)
    execute(file, "UPDATE article SET state = 'zzz'")
    opened_after_repair(link)
    assert link.is_symlink()
    with open_library(link) as library:
        assert library.count() == COUNT - 1


def test_a_damaged_library_that_cannot_be_repaired_is_shown(file, monkeypatch):
    execute(
        file,
        "UPDATE article SET state = 'zzz' WHERE number = 5",
        "DELETE FROM article_text WHERE article = 6",
    )
    before = file.read_bytes()

    def refuse(*_):
        raise LibraryError("library_read_only", path=file)

    monkeypatch.setattr(store, "recover_library", refuse)
    with closing(Shelf(file, to_read=True)) as shelf:
        assert shelf.use(lambda library: library.count()) == COUNT - 2
        (told,) = notices(shelf)
        assert (told.key, told.values["rescued"], told.values["lost"]) == (
            "library_damaged_read_only",
            COUNT - 2,
            1,
        )
        copy = shelf.library().file
    assert not copy.exists()
    assert file.read_bytes() == before


def test_who_has_the_library_open_while_another_repairs_it_loses_nothing(file):
    """Both write to the new file: the former one is a dead end."""
    with closing(Shelf(file)) as shelf, closing(Shelf(file)) as other:
        ids = shelf.use(lambda library: library.ids())
        other.use(lambda library: library.ids())
        execute(file, "UPDATE content SET record = x'00' WHERE article = 5")
        other.use(lambda library: library.article(ids[4]))
        assert [error.key for error in notices(other)] == ["library_damaged"]

        assert shelf.keep(article("Un texte tout neuf du pont."))
        assert not notices(shelf)
        assert other.use(lambda library: library.count()) == COUNT
        shelf.use(lambda library: library.set_notes(ids[0], "neu"))
        assert other.use(lambda library: library.kept(ids[0])).notes == "neu"


_REPAIR_ON_A_FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from reader.core.errors import LibraryError
    from reader.library.store import open_library

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        open_library(Path(sys.argv[1]))
    except LibraryError as error:
        print(error.key)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
def test_a_repair_on_a_full_disk_changes_nothing(file):
    execute(file, "UPDATE article SET state = 'zzz' WHERE number = 5")
    before = file.read_bytes()
    done = child(_REPAIR_ON_A_FULL_DISK, file)

    assert done.stdout == "library_full\n", done.stderr
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["library.sqlite"]
    assert opened_after_repair(file) == (COUNT - 1, 0)


def test_what_would_be_repaired_again_and_again_is_told(file, monkeypatch):
    with closing(Shelf(file)) as shelf:

        def ask(library):
            with library._db.reading():
                raise LibraryError("library_record", reason="never")

        for _ in range(3):
            with pytest.raises(LibraryError, match="is damaged"):
                shelf.use(ask)
        assert len(notices(shelf)) == 3
        with pytest.raises(LibraryError, match="is damaged"):
            shelf.use(ask)
        assert not notices(shelf)
        assert shelf.use(lambda library: library.count()) == COUNT - 1


def test_one_that_opens_without_end_is_told(file, monkeypatch):
    monkeypatch.setattr("reader.library.folder_lock.WAIT_SECONDS", 0.05)
    with store.folder_lock(file.parent):
        with pytest.raises(LibraryError) as told:
            open_library(file)
        assert told.value.key == "library_recovering"
    open_library(file).close()


def test_a_page_scan_finds_every_row(sound):
    columns = len(integrity.columns_of("article"))
    with closing(SqlitePages(sound)) as pages, closing(sqlite3.connect(sound)) as connection:
        rows = {row.number: pages.values(row) for row in pages.rows() if len(row.kinds) == columns}
        for number, *values in connection.execute("SELECT * FROM article"):
            found = [each.decode() if isinstance(each, bytes) else each for each in rows[number][1:]]
            assert found == values
    assert len(rows) == COUNT


def test_a_sound_library_is_sound(sound):
    with closing(sqlite3.connect(sound)) as connection:
        integrity.check_soundness(connection, thorough=True)
    assert Database(sound).identity is not None
