"""Rows of the library's list: the words for which an article is listed, and where it comes from."""

import pytest

from reader.core.kept import Appearance, KeptArticle, LibraryEntity, ReadState
from reader.core.kept_rows import kept_rows, name_hits, source_name, word_hits
from reader.core.records import Span


def kept(title="Titre", publisher=None, source="", **values):
    plain = {"date": None, "byline": None, "language": "fr", "words": 1, "added": 0.0, "opened": None}
    plain |= {"state": ReadState.UNREAD, "starred": False, "place": 0, "tags": (), "people": ()}
    return KeptArticle(id="a", title=title, publisher=publisher, source=source, **plain | values)


def words(text, hits):
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Élections à Évry", "evry elec", ["Élec", "Évry"]),
        ("Élections à Évry", "elec evry", ["Évry"]),
        ("L’élu et l’électeur", "ele", ["éle"]),
        ("Un œuf, deux œufs", "oeuf", ["œuf", "œuf"]),
        ("Portugal et port", "port et", ["et", "port"]),
        ("Importer", "port", []),
        ("Rien", "", []),
    ],
)
def test_words_stand_out_where_they_begin_and_the_last_may_go_on(text, wanted, found):
    assert words(text, word_hits(text, wanted)) == found


def test_the_longest_of_somebodys_names_stands_out_whole():
    text = "Anne Morel, dite Morel, et les Morelli"
    assert words(text, name_hits(text, ("Morel", "Anne Morel"))) == ["Anne Morel", "Morel"]


def test_a_row_shows_the_snippet_of_a_search():
    article = kept("Le port", snippet="…vers le port de…", hits=(Span(9, 13),))
    (row,) = kept_rows([article], "port")
    assert (row.words, row.hits, words("Le port", row.title_hits)) == (
        article.snippet,
        article.hits,
        ["port"],
    )


def test_a_row_for_an_entity_shows_its_first_mention_unless_words_are_searched():
    anne = LibraryEntity(7, "PER", "Anne Morel", ("Morel",), 2)
    there = Appearance(kept(), "e3", 2, Span(4, 14), "Hier Anne Morel parlait.")
    (row,) = kept_rows([kept()], appearances={"a": there}, entity=anne)
    assert row.appearance is there
    assert words(row.words, row.hits) == ["Anne Morel"]
    (row,) = kept_rows([kept(snippet="le port")], "port", {"a": there}, anne)
    assert (row.words, row.appearance) == ("le port", there)


@pytest.mark.parametrize(
    ("publisher", "source", "name"),
    [
        ("Le Quotidien", "https://www.example.org/a", "Le Quotidien"),
        (None, "https://www.example.org/a/b.html", "example.org"),
        (None, "/home/anne/Articles/port.txt", "port.txt"),
        (None, "", ""),
    ],
)
def test_where_it_comes_from_in_a_word(publisher, source, name):
    assert source_name(kept(publisher=publisher, source=source)) == name


def test_a_description_for_which_a_sentence_is_shown_stands_out():
    there = Appearance(kept(), "e3", 2, Span(4, 14), "Hier la maire parlait.", Span(5, 13))
    anne = LibraryEntity(1, "PER", "Anne Morel", (), 2)
    (row,) = kept_rows([kept()], "", {"a": there}, anne)
    assert row.hits == (Span(5, 13),)
