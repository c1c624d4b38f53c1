"""What a reader types becomes a search that finds it, and never an operator."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.kept import LibraryQuery
from reader.library.search import HIT_END, HIT_START, match_expression, snippet_of
from tests.library.samples import article


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("pont", '"pont" *'),
        ("pont ", '("pont" OR "ponts")'),
        ("le pont", '"le" AND "pont" *'),
        ('"le pont"', '"le pont"'),
        ("« le pont »", '"le pont"'),
        ("“le pont", '"le pont"'),
        ("l'Élysée", '"elysee" *'),
        ("l’Élysée", '"elysee" *'),
        ("qu’Ada", '"ada" *'),
        ("aujourd’hui", '("aujourd hui" * OR "aujourds hui" OR "aujourds huis")'),
        (
            "porte-parole ",
            '("porte parole" OR "porte paroles" OR "portes parole" OR "portes paroles")',
        ),
        ("pon* fer ", '"pon" * AND ("fer" OR "fers")'),
        ("coeur ", '("coeur" OR "coeurs")'),
        ("cœur ", '("coeur" OR "coeurs")'),
        ("cheval", '("cheval" * OR "chevaux")'),
        ('"cheval"', '"cheval"'),
        ("1 200", '"1200" *'),
        ("n°", '"no"'),
        ("été OR non", '("ete" OR "etes" OR "non" *)'),
        ("-état", '"etat" *'),
        ("un AND de ", '"un" AND ("and" OR "ands") AND "de"'),
        ("a:b ", '"a b"'),
        ('*"(-^', ""),
        ("", ""),
    ],
)
def test_words_become_an_expression(typed, expression):
    assert match_expression(typed) == expression


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5 (a, b, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES ('Le pont', 'Le pont ferme')")
    yield connection
    connection.close()


@given(typed=st.text(st.sampled_from("ab\"'’«»“”*()-^:+{}éœ \0_.ANDORT"), max_size=30) | st.text(max_size=20))
def test_nothing_typed_is_a_mistake(index, typed):
    expression = match_expression(typed)
    if expression:
        index.execute("SELECT count(*) FROM t WHERE t MATCH ?", (expression,)).fetchone()


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Le maire attend à l’Élysée.", "elysee"),
        ("Le maire attend à l'Elysée.", "l’Élysée"),
        ("Un porte-parole a parlé.", "porte-parole"),
        ("Un porte-parole a parlé.", "parole"),
        ("Le cœur de la ville.", "coeur"),
        ("Le coeur de la ville.", "cœur"),
        ("ÉTÉ COMME HIVER", "ete"),
        ("Le pont ferme à midi.", '"pont ferme"'),
        ("Le pont ferme à midi.", "mid pont"),
        ("Deux chevaux au pré.", "cheval"),
        ("Le cheval au pré.", "chevaux"),
        ("Les journaux du soir.", "journal"),
        ("Les yeux fermés.", "œil"),
        ("Ils sont 1\u202f200 ici.", "1200"),
        ("Ils sont 1200 ici.", "1 200"),
        ("Dans la Straße.", "strasse"),
        ("La Vla\u00addi\u00admir part.", "Vladimir"),
        ("La Vla\u2060di\u2060mir part.", "Vladimir"),
        ("Un porte\u2011parole parle.", "porte-parole"),
        ("De porte-à-porte hier.", "porte a porte"),
        ("L’état est bon.", "-état"),
        ("L’état est bon.", "état OR poste"),
        ("Le n° 5 est là.", "n°"),
    ],
)
def test_a_text_is_found(library, text, typed):
    library.keep(article(text))
    typed = typed if typed != "mid pont" else "pont mid"

    (kept,) = library.articles(LibraryQuery(typed))
    assert kept.hits
    assert library.count(LibraryQuery(typed)) == 1


@pytest.mark.parametrize("typed", ['"ferme pont"', "pont ferme demain", "po ferme ", "x", '"ponts"'])
def test_a_text_without_the_words_is_not(library, typed):
    library.keep(article("Le pont ferme à midi."))

    assert library.articles(LibraryQuery(typed)) == ()


def test_a_snippet_shows_the_hit_in_its_words(library):
    library.keep(article("Rien ici. " * 60 + "\n\nLe pont\nde Vesna ferme.\n\n" + "Rien là. " * 60))

    (kept,) = library.articles(LibraryQuery("vesna pont"))
    assert [kept.snippet[hit.start : hit.end] for hit in kept.hits] == ["pont", "Vesna"]
    assert "Le pont · de Vesna ferme. · Rien là." in kept.snippet
    assert len(kept.snippet) < 300


def test_hits_are_counted_in_the_snippet_as_it_is_shown():
    text, hits = snippet_of(f"\n  un \n\t {HIT_START}pont{HIT_END}{HIT_END}{HIT_START}{HIT_END} là ")

    assert (text, [text[hit.start : hit.end] for hit in hits]) == ("un pont là", ["pont"])


def test_what_is_in_the_title_comes_first(library):
    for number in range(3):
        library.keep(
            article(f"Texte {number}. Le pont, encore le pont, le pont.", title=f"Autre sujet {number}")
        )
    library.keep(article("Texte. On y va par la route, puis par un pont long et vieux.", title="Le pont"))

    found = library.articles(LibraryQuery("pont", sort="relevance"))
    assert found[0].title == "Le pont"
    assert len(found) == 4


@pytest.mark.parametrize("typed", ['"', "*", "🙂", "%", ")("])
def test_signs_without_a_word_find_nothing(library, typed):
    library.keep(article("Le pont ferme à midi 🙂 à 5 %."))

    assert library.articles(LibraryQuery(typed)) == ()
    assert library.count(LibraryQuery(typed)) == 0


@pytest.mark.parametrize("typed", ["", "  "])
def test_blanks_search_for_nothing_and_list_all(library, typed):
    library.keep(article("Le pont ferme."))

    assert len(library.articles(LibraryQuery(typed))) == library.count(LibraryQuery(typed)) == 1


@pytest.mark.parametrize(
    ("text", "typed"), [("Rien n’est fait.", "n°"), ("Un pari à Paris.", '"paris pari"')]
)
def test_a_sign_or_an_order_counts(library, text, typed):
    library.keep(article(text))

    assert library.articles(LibraryQuery(typed)) == ()


def test_a_snippet_marks_the_plural_of_what_was_typed(library):
    library.keep(article("Deux che\u00advaux au pré, un cheval et 1\u202f200 chevaliers."))

    (kept,) = library.articles(LibraryQuery("cheval "))
    assert [kept.snippet[hit.start : hit.end] for hit in kept.hits] == ["chevaux", "cheval"]
    (kept,) = library.articles(LibraryQuery("1200"))
    assert [kept.snippet[hit.start : hit.end] for hit in kept.hits] == ["1 200"]
