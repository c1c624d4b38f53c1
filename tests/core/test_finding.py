"""Finding words as people type them in a text as typographers set it: the hits stand exactly where the words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.folding import fold
from reader.core.records import Block, BlockKind, Span
from reader.core.search import find_all, searchable

NB, NARROW, THIN, FIGURE = "\u00a0", "\u202f", "\u2009", "\u2007"
SHY, JOINER = "\u00ad", "\u2060"


def found(text, wanted, exact=False):
    return [text[span.start : span.end] for span in find_all(searchable(text, exact), wanted, exact)]


TYPOGRAPHY = [
    (f"M.{NB}Aubertin", "M. Aubertin"),
    (f"10{NARROW}000{NB}euros", "10 000 euros"),
    (f"3{THIN}mai", "3 mai"),
    (f"3{FIGURE}mai", "3 mai"),
    ("3\tmai", "3 mai"),
    ("3  mai", "3 mai"),
    ("3 mai", "3  mai"),
    ("Vladimir\nKouzinine", "Vladimir Kouzinine"),
    ("rendez\u2011vous", "rendez-vous"),
    ("porte\u2010parole", "porte-parole"),
    ("porte-\nparole", "porte-parole"),
    ("1914–1918", "1914-1918"),
    ("\u22125 degrés", "-5 degrés"),
    ("l’eau", "l'eau"),
    ("lʼeau", "l’eau"),
    ("l‘eau", "l′eau"),
    (f"«{NARROW}oubliés{NARROW}»", "« oubliés »"),
    (f"«{NARROW}oubliés{NARROW}»", '"oubliés"'),
    ('"oubliés"', "« oubliés »"),
    ("“oubliés”", "«oubliés»"),
    (f"45{NARROW}%", "45 %"),
    (f"45{NARROW}%", "45%"),
    (f"dit{NB}:", "dit :"),
    ("dit:", "dit :"),
    ("trouver…", "trouver..."),
    ("trouver...", "trouver…"),
    ("aﬃné", "affiné"),
    ("Ｐａｒｉｓ", "paris"),
    ("nº 5", "n° 5"),
    (f"Vla{SHY}di{SHY}mir", "Vladimir"),
    (f"Vla{JOINER}dimir", "vladimir"),
    ("Vla\u200bdi\u200cmir\u200e", "Vladimir"),
    ("Vladimir", f"Vla{SHY}dimir"),
    ("e\u0301te\u0301", "été"),
    ("été", "e\u0301te\u0301"),
]


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize(("text", "wanted"), TYPOGRAPHY)
def test_typography_hides_no_word(text, wanted, exact):
    text = text.removesuffix("\u200e")
    assert found(f"Avant œ {text} après", wanted, exact) == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cœur", "coeur"),
        ("coeur", "CŒUR"),
        ("Straße", "strasse"),
        ("ex æquo", "ex aequo"),
        ("L’Haÿ-les-Roses", "l'hay les roses"),
        ("porte-à-porte", "porte a porte"),
        ("ÉTÉ", "ete"),
        ("e\u0301te\u0301", "ete"),
        ("İzmir", "izmir"),
    ],
)
def test_accents_and_ligatures_count_only_when_they_are_to(text, wanted):
    assert found(f"… {text}.", wanted) == [text]
    assert found("cœur été", "coeur", exact=True) == found("cœur été", "ete", exact=True) == []


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        (f"1{NARROW}200 et 1200", "1200", [f"1{NARROW}200", "1200"]),
        (f"1{NARROW}200 et 1200", "1 200", [f"1{NARROW}200", "1200"]),
        ("1 200 000", "1200000", ["1 200 000"]),
        ("10 000 personnes", "10 0", ["10 0"]),
        ("12 00", "1200", []),
        ("1 2 000", "12", []),
    ],
)
def test_groups_of_digits_may_stand_apart(text, wanted, expected):
    assert found(text, wanted) == expected


def test_a_hyphen_finds_no_blank():
    assert found("vous rendez vous", "rendez-vous") == []


def test_invisible_signs_round_a_word_are_no_part_of_it():
    text = f"{SHY}Vla{SHY}dimir{SHY} là"
    assert find_all(searchable(text), "vladimir") == (Span(1, 10),)


def test_a_sign_that_is_several_is_found_once():
    assert found("Oui…", ".") == ["…"]
    assert found("œœ", "o") == ["œ", "œ"]


def test_nothing_is_found_over_the_end_of_a_block():
    text = "Ada\nBrun part.\n\nBrun\nAda Brun"
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, Span(start, end)) for start, end in ((0, 14), (16, 20), (21, 29))
    )
    where = searchable(text)
    assert find_all(where, "ada brun", blocks=blocks) == (Span(0, 8), Span(21, 29))
    assert find_all(where, "brun ada", blocks=blocks) == ()
    assert len(find_all(where, "brun ada")) == 1


def test_a_text_of_many_alphabets_is_searched_too():
    text = "".join(map(chr, range(0x3A0, 0x600))) + " Москва"
    assert found(text, "МОСКВА") == ["Москва"]
    assert found("한국의 이름", "한국") == ["한국"]


LETTERS = st.text(st.sampled_from(f"aéÉœßİ'’-\u2011 \n{NB}{NARROW}{SHY}\u200b…«»\"ﬁ\u030112 :%"), max_size=40)


@given(text=LETTERS, exact=st.booleans())
def test_whatever_stands_in_a_text_is_found_there(text, exact):
    where = searchable(text, exact)
    for start in range(0, len(text), 5):
        wanted = text[start : start + 7]
        if fold(wanted, exact).strip() == wanted.strip() != "":
            assert find_all(where, wanted.strip(), exact)
    for span in find_all(where, "é1", exact):
        assert fold(text[span.start : span.end], exact).endswith(("e1", "é1"))


@given(text=LETTERS)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_a_needle_of_signs_takes_time_in_proportion():
    text = "a" + " " * 50_000 + '"' * 2_000
    assert find_all(searchable(text), 'a "" b') == ()
    assert find_all(searchable(text), "a b") == ()
