"""What an article is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.records import Article, Block, BlockKind, Metadata, Span
from reader.core.titles import article_title, names_place, shortened


def article(text, kind=BlockKind.PARAGRAPH, title=None):
    return Article("a", text, (Block(kind, Span(0, len(text))),), metadata=Metadata(title=title))


def test_the_title_comes_first():
    assert article_title(article("Une phrase.", title="Le  titre\nici.")) == "Le titre ici"


def test_else_the_first_sentence():
    assert article_title(article("Il pleut à Lyon. Il neige.")) == "Il pleut à Lyon"
    assert article_title(article("Le 3.5 est là ! « Oui » dit-il.")) == "Le 3.5 est là !"


def test_furniture_is_no_title():
    text = "Image:\nLe pont est fermé."
    blocks = (Block(BlockKind.NOISE, Span(0, 6)), Block(BlockKind.PARAGRAPH, Span(7, len(text))))
    assert article_title(Article("a", text, blocks)) == "Le pont est fermé"
    assert article_title(article("Image:", BlockKind.NOISE)) == ""


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("un deux trois quatre", 15, "un deux trois…"),
        ("dans ce qu’il appelle « lutte", 25, "dans ce qu’il appelle…"),
        ("court", 15, "court"),
    ],
)
def test_cut_at_a_word_and_not_after_an_opening_mark(text, limit, short):
    assert shortened(text, limit) == short


@given(st.text(), st.integers(4, 60))
def test_never_longer_than_asked(text, limit):
    assert len(shortened(text, limit)) <= limit


@pytest.mark.parametrize(
    "line", ["Lyon, le 3 octobre 2023", "PARIS 3 oct. 2023 (AFP) -", "New York, May 4, 2021"]
)
def test_a_dateline_names_its_place(line):
    assert names_place(line)


@pytest.mark.parametrize(
    "line", ["date 2023-09", "Publié le 12 mars 2021 à 10h32", "12 mars 2021", "May 4, 2021"]
)
def test_a_date_alone_names_no_place(line):
    assert not names_place(line)
