"""A library whose words an older version entered: found as before, and bit by bit as now; nothing is found twice."""

import os
import random
import signal
import time
from contextlib import closing

import pytest

from reader.core.kept import LibraryQuery
from reader.library.database import connect
from reader.library.store import open_library
from tests.library.samples import article, found_in, make_older

TEXTS = ("Le cœur du pont.", "La Vla\u00addimir au pont.", "Ils sont 1\u202f200 au pont.")


@pytest.fixture
def old_file(file):
    """A library of version 1, its texts and names entered as they are written."""
    with open_library(file) as library:
        for text in TEXTS:
            made = article(text, title="Œuvre – 1914")
            library.keep(made)
            library.keep_annotations(found_in(made, ("LOC", "Phœnix\u2011Ville")))
        library.add_tag([made.id], "vues–d’ici")
    with closing(connect(file)) as connection:
        connection.execute("UPDATE tag SET folded = 'vues–d''ici'")
        make_older(connection, 1)
    return file


def count(library, typed):
    return library.count(LibraryQuery(typed))


def test_an_older_library_is_found_as_before_then_as_now(old_file):
    with open_library(old_file) as library:
        assert (count(library, "pont"), count(library, "vladimir"), count(library, "coeur")) == (3, 0, 0)
        while library.renew_words():
            assert count(library, "pont") == 3
        assert [count(library, typed) for typed in ("pont", "vladimir", "coeur", "1200")] == [3, 1, 1, 1]
        assert count(library, "200 ") == 0


def test_a_renewal_that_stops_goes_on_later(old_file, monkeypatch):
    monkeypatch.setattr("reader.library.articles._RENEWED", 1)
    with open_library(old_file) as library:
        assert library.renew_words() == 2
    with open_library(old_file) as library:
        assert (library.renew_words(), library.renew_words(), library.renew_words()) == (1, 0, 0)
        assert count(library, "pont") == 3


def test_what_is_removed_or_imported_again_meanwhile_is_found_once_or_not_at_all(old_file):
    first, second = article(TEXTS[0]), article(TEXTS[1], title="Neuf", byline="Ada Brun")
    with open_library(old_file) as library:
        library.remove([first.id])
        library.keep(second)
        library.renew_words()
        assert count(library, "pont") == 2
        library.restore([first.id])
        library.remove([second.id])
        assert [kept.id for kept in library.articles(LibraryQuery("coeur"))] == [first.id]
        assert count(library, "pont") == 2
        with library._db.writing() as connection:  # no word of what was taken out is left behind
            connection.execute("INSERT INTO article_search (article_search) VALUES ('integrity-check')")
        assert count(library, "vladimir") == 0


def test_names_and_tags_of_an_older_library_are_known_by_the_new_folding(old_file):
    with open_library(old_file) as library:
        assert [entity.name for entity in library.entities("phoenix-ville")] == ["Phœnix\u2011Ville"]
        library.remove_tag([article(TEXTS[2]).id], "vues-d'ici")
        assert library.tags() == ()


def test_names_stand_for_no_plural(library):
    for text in ("Le Martin.", "Les Martins."):
        made = article(text)
        library.keep(made)
        library.keep_annotations(found_in(made, ("ORG", text.split()[1].strip("."))))
    assert [entity.name for entity in library.entities("Martins")] == ["Martins"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_a_renewal_that_is_killed_loses_and_doubles_nothing(old_file, monkeypatch):
    monkeypatch.setattr("reader.library.articles._RENEWED", 1)
    with open_library(old_file) as library:
        for number in range(60):
            library.keep(article(f"Texte {number} du cœur au pont."))
        with library._db.writing() as connection:
            connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
            connection.execute("INSERT OR IGNORE INTO stale_words SELECT number FROM article")
    chance = random.Random(3)
    for _ in range(25):
        child = os.fork()
        if child == 0:
            with open_library(old_file) as library:
                while library.renew_words():
                    pass
            os._exit(0)
        time.sleep(chance.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open_library(old_file) as library:
            assert count(library, "pont") == 63
    with open_library(old_file) as library:
        while library.renew_words():
            pass
        assert (count(library, "pont"), count(library, "coeur")) == (63, 61)
        assert count(library, '"cur"') == 0
