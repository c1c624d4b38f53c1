"""A quotation as one cites it: marks of the language, then speaker, title, source and date."""

import pytest

from reader.core.citation import Citation, citation_of, citation_text, without_marks
from reader.core.records import INDIRECT, Annotations, Article, Book, Entity, Metadata, Quote, Span, Speaker
from reader.core.visible import visible_text

TEXT = "« Rien n’est\njou\u00adé\u00a0! », a dit Anne Morel. Selon elle, tout ira bien."
QUOTE = Span(0, TEXT.index("»") + 1)
NAME = Span(TEXT.index("Anne"), TEXT.index(". Selon"))


UNKNOWN = Metadata()


def cited(metadata=UNKNOWN, speaker=True, kind="direct", span=QUOTE, book=None, doubtful=False):
    article = Article("a", TEXT, (), metadata=metadata, book=book)
    who = Speaker("e1", NAME, "Anne Morel", doubtful=doubtful) if speaker else None
    found = Annotations(
        "a", "p", (Entity("e1", "PER", "Anne Morel", ()),), (Quote(span, True, who, kind=kind),)
    )
    return citation_of(article, found, 0)


def test_all_that_is_known_follows_the_words():
    about = Metadata(title="Le port\nde Brest", publisher="La Gazette", url="https://www.gazette.example/1")
    line = citation_text(cited(about), "fr", "3 octobre 2023")
    assert line == (
        "«\u00a0Rien n’est joué\u00a0!\u00a0» — Anne Morel, Le port de Brest, La Gazette, 3 octobre 2023"
    )


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "probablement"), ("en", "probably"), ("de", "probably")]
)
def test_a_doubtful_speaker_is_cited_as_probable(language, words):
    """It was cited as if it were sure."""
    assert citation_text(cited(doubtful=True), language, "2023").endswith(f" — {words} Anne Morel, 2023")


def test_what_is_unknown_is_left_out():
    assert citation_text(cited(speaker=False), "fr") == "«\u00a0Rien n’est joué\u00a0!\u00a0»"
    assert citation_text(cited(), "en", "2023") == "“Rien n’est joué\u00a0!” — Anne Morel, 2023"


@pytest.mark.parametrize(
    ("metadata", "book", "source"),
    [
        (Metadata(url="https://www.gazette.example/monde/1.html"), None, "gazette.example"),
        (Metadata(url="http://[broken"), None, ""),
        (Metadata(), Book("Les Vagues", 1, 3), "Les Vagues"),
        (Metadata(publisher="AFP"), Book("Les Vagues", 1, 3), "AFP"),
    ],
)
def test_the_source_is_the_publisher_the_book_or_the_site(metadata, book, source):
    assert cited(metadata, book=book).source == source


def test_indirect_speech_gets_no_marks():
    start = TEXT.index("tout")
    said = cited(kind=INDIRECT, span=Span(start, len(TEXT) - 1))
    assert citation_text(said, "fr") == "tout ira bien — Anne Morel"


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("« oui »", "oui"),
        ("“oui”", "oui"),
        ("„ja“", "ja"),
        ('"oui"', "oui"),
        ("« oui", "« oui"),
        ("oui", "oui"),
        ("«", "«"),
        ("", ""),
        ("« il a dit “non” »", "il a dit “non”"),
    ],
)
def test_only_the_outer_marks_go(words, bare):
    assert without_marks(words) == bare


def test_invisible_signs_are_not_copied():
    assert (
        visible_text("a\u00adb\u200bc\u200cd\u200de\u2060f\ufeffg\u00a0h\u202fi") == "abcdefg\u00a0h\u202fi"
    )
    assert citation_text(Citation("oui", "A\u00a0B"), "en") == "“oui” — A\u00a0B"
