"""Articles in a language without models: quotations by their marks, a notice, and no French rules."""

from __future__ import annotations

import pytest

from reader.core.records import LANGUAGE_NAMES_ONLY, LANGUAGE_UNSUPPORTED
from reader.formats.plain_text import from_text
from reader.nlp.languages import LANGUAGES
from reader.nlp.pipeline import Analyzer
from reader.nlp.quotes import find_quotes, load_quote_data
from reader.service.pipeline_id import pipeline_id
from tests.nlp.quotes.samples import DATA

OTHER = load_quote_data("en")


def marked(text: str) -> list[str]:
    """What stands in quotation marks, in a language without tables."""
    return [text[span.start : span.end] for span in find_quotes(from_text(text), OTHER)]


@pytest.mark.parametrize(
    "quotation",
    [
        "“We are leaving,”",
        '"We are leaving,"',
        "‘We are leaving,’",
        "'We are leaving,'",
        "« We are leaving »",
        "„We are leaving“",
        "„We are leaving”",
        "»We are leaving«",
        "”We are leaving”",
        "「We are leaving」",
    ],
)
def test_every_way_of_quoting_is_known(quotation: str) -> None:
    assert marked(f"The mayor said {quotation} and went home.") == [quotation]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("‘I won’t go,’ she said.", ["‘I won’t go,’"]),
        ("'I won't go,' she said of the dogs' home.", ["'I won't go,'"]),
        ("The '90s don't count, it's true.", []),
        ('A 27" screen and a 32" one are sold.', []),
        ("\"It means 'you,'\" West said.", ["\"It means 'you,'\"", "'you,'"]),
    ],
)
def test_apostrophes_are_no_quotation(text: str, wanted: list[str]) -> None:
    assert marked(text) == wanted


def test_straight_marks_close_what_an_earlier_paragraph_opened() -> None:
    """English papers leave the paragraphs between without any mark."""
    speech = '"It was high.\n\nIt could be higher.\n\nWe shall see."'

    assert marked(f'{speech}\n\n"November is coming," said Ada Brun.') == [speech, '"November is coming,"']


def test_guillemets_that_point_inward_pair_as_they_are_meant() -> None:
    text = "»Wir gehen jetzt«, sagte sie. Er sagte: »Ich bleibe noch.«\n\n»Gut«, sagte sie."

    assert marked(text) == ["»Wir gehen jetzt«", "»Ich bleibe noch.«", "»Gut«"]


def test_guillemets_that_point_outward_stay_what_they_are() -> None:
    assert {"« oui »", "« non »"} <= set(marked("Elle dit « oui » et puis « non », puis »bof."))


def test_dashes_and_french_words_begin_no_speech_in_another_language() -> None:
    text = "They talk.\n\n– Come on, no?\n\n– Je dis non !"

    assert marked(text) == []
    assert len(find_quotes(from_text(text), DATA)) == 2


def test_typewriter_marks_stay_apostrophes_in_french() -> None:
    assert find_quotes(from_text("Il parle de 'la vie' et de 'nous'."), DATA) == ()


@pytest.mark.parametrize("language", ["de", "zh", "und", "xx"])
def test_an_article_in_another_language_has_its_quotations_and_a_notice(language: str) -> None:
    text = (
        "Macron said “we are leaving now” in Paris. “Brexit”, Mr. Dupont, president of the bank, called it.\n\n"
        "Selon Emmanuel Macron, il a déclaré que non."
    )
    article = from_text(text)
    found = Analyzer(language, pipeline_id(language)).annotate(article)

    assert language not in LANGUAGES
    assert found.notices == (LANGUAGE_UNSUPPORTED,)
    assert (found.entities, found.indirect) == ((), ())
    assert [(text[q.span.start : q.span.end], q.speech, q.speaker, q.cue) for q in found.quotes] == [
        ("“we are leaving now”", True, None, None),
        ("“Brexit”", False, None, None),
    ]
    assert found.complete
    assert not found.makeshift


@pytest.mark.model
def test_an_english_article_has_names_and_quotations_without_speakers() -> None:
    text = (
        "Ada Brun said “we are leaving now” in Boston. “Brexit”, Mr. Brun, president of the World Bank, called it.\n\n"
        "Selon Ada Brun, elle a déclaré que non."
    )
    found = Analyzer("en", pipeline_id("en")).annotate(from_text(text))

    assert found.notices == (LANGUAGE_NAMES_ONLY,)
    assert not found.makeshift
    assert {("Ada Brun", "PER"), ("Boston", "LOC"), ("World Bank", "ORG")} <= {
        (entity.name, entity.entity_type) for entity in found.entities
    }
    assert [quote.speaker for quote in found.quotes] == [None, None]
    assert found.indirect == ()


def test_a_sentence_without_blanks_is_speech() -> None:
    text = "市长说：「这座桥在星期二早上因为洪水而关闭，预计星期五重新开放。」"
    (quote,) = Analyzer("zh", "p").annotate(from_text(text)).quotes

    assert quote.speech
