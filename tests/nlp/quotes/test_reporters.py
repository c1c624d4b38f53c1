"""Who said something before a place, and whom the sentences of other quotations name."""

from __future__ import annotations

from reader.formats.plain_text import from_text
from reader.nlp.quotes import find_quotes
from reader.nlp.quotes.context import Surroundings
from reader.nlp.quotes.evidence import EvidenceFinder
from reader.nlp.quotes.reporters import Reporters
from reader.nlp.quotes.voices import Voices
from tests.nlp.quotes.samples import DATA, entities


def _around(text: str) -> Surroundings:
    article = from_text(text)
    return Surroundings(article, find_quotes(article, DATA), entities(text), ())


def test_the_last_who_said_something_comes_first() -> None:
    text = "Ada Brun a expliqué que tout allait bien. Léo Marchais a nié. « Nous irons », a-t-il dit."
    reporters = Reporters(_around(text), DATA)

    assert "e reported 0" in set(reporters.of("Léo Marchais", text.index("«")))
    assert "e reported 1" in set(reporters.of("Ada Brun", text.index("«")))
    assert not list(reporters.of("Figaro", text.index("«")))


def test_an_inverted_pronoun_names_nobody() -> None:
    text = "Ada Brun est là. A-t-elle menti, demande-t-il. « Nous irons », dit-on."

    assert not list(Reporters(_around(text), DATA).of("Ada Brun", text.index("«")))


def test_a_later_quotation_lends_its_voice() -> None:
    text = "« Nous irons jusqu’au bout. »\n\n« Et nous reviendrons », a dit Ada Brun."
    around = _around(text)
    finder = EvidenceFinder(around, DATA)
    voices = Voices({span: finder.all(span) for span in around.quotes}, around)

    assert {"voices 1", "only voice", "voice next 1 bare"} <= set(voices.of("Ada Brun", around.quotes[0]))
    assert "voice other 1 bare" in set(voices.of("Léo Marchais", around.quotes[0]))
