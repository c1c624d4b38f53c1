"""Words that are typed into a search, and where a text answers them."""

import pytest

from reader.core.search import searchable
from reader.core.word_forms import word_forms
from reader.core.word_query import indexed_words, word_places, word_query


def marked(text, wanted, whole=True):
    places = word_places(searchable(text), word_query(wanted), whole)
    return [text[span.start : span.end] for span in places]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("cheval", "chevaux"),
        ("journal", "journaux"),
        ("pont", "ponts"),
        ("bateau", "bateaux"),
        ("jeu", "jeux"),
        ("chou", "choux"),
        ("oeil", "yeux"),
        ("travail", "travaux"),
        ("madame", "mesdames"),
        ("city", "cities"),
        ("woman", "women"),
        ("class", "classes"),
    ],
)
def test_singular_and_plural_find_each_other(singular, plural):
    assert plural in word_forms(singular)
    assert singular in word_forms(plural)


@pytest.mark.parametrize(
    ("word", "other"),
    [("paris", "pari"), ("mais", "mai"), ("fois", "foi"), ("mois", "moi"), ("boss", "bos"), ("news", "new")],
)
def test_words_that_only_look_like_a_plural_are_left_alone(word, other):
    assert other not in word_forms(word)
    assert word not in word_forms(other)


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("Les chevaux du cheval", "cheval", ["chevaux", "cheval"]),
        ("Les chevaux du cheval", '"cheval"', ["cheval"]),
        ("Le prix de 1\u202f200 euros, 1200", "1200", ["1\u202f200", "1200"]),
        ("Vla\u00addimir arrive", "vladimir", ["Vla\u00addimir"]),
        ("Un porte\u2011parole", "porte-parole", ["porte\u2011parole"]),
        ("L’œil et les yeux", "œil", ["œil", "yeux"]),
        ("n° 5, n’importe", "n°", ["n°"]),
        ("La Straße", "strasse", ["Straße"]),
        ("Importer au port", "port", ["port"]),
        ("La porte du port", "port", ["porte", "port"]),
        ("état, poste, autre", "état OU poste", ["état", "poste"]),
    ],
)
def test_the_words_of_a_query_are_marked_in_a_text(text, wanted, words):
    assert marked(text, wanted) == words


def test_of_a_word_being_typed_only_that_is_marked_where_it_is_to():
    assert marked("Les électeurs", "élec", whole=False) == ["élec"]


def test_a_question_without_end_is_cut():
    assert len(word_query("a OR " * 10_000).terms) == 1
    assert len(word_query("pont " * 10_000).terms) == 24


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 200 000 euros", "1200000 euros"),
        ("en 2023 150 morts", "en 2023 150 morts"),
        ("n° 5", "no  5"),
        ("Vla\u00addimir", "vladimir"),
    ],
)
def test_what_the_index_of_words_is_given(text, words):
    assert indexed_words(text) == words
