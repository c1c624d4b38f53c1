"""The analysis reads an article without signs that nobody sees, and tells what it found in the article's places."""

from __future__ import annotations

import pytest

from reader.core.identity import load_language_data, resolve_entities
from reader.core.records import (
    Annotations,
    Cue,
    Description,
    Entity,
    Link,
    Mention,
    NameSpan,
    Quote,
    Span,
    Speaker,
)
from reader.formats import plain_text
from reader.nlp.boundaries import clean_name
from reader.nlp.visible_article import in_the_article, visible_article

TEXT = (
    "La mai\u00adre Ada\u00a0Mac\u00adron l’a dit. «\u202fC’est fi\u2060ni\u202f», a\u00ad dit Mac\u200bron."
)


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def test_the_way_there_and_back():
    article = plain_text.from_text(TEXT)
    read, seen = visible_article(article)
    text = read.text
    assert text == "La maire Ada\u00a0Macron l’a dit. «\u202fC’est fini\u202f», a dit Macron."
    assert [text[block.span.start : block.span.end] for block in read.blocks] == [text]

    quoted = place(text, "«\u202fC’est fini\u202f»")
    speaker = Speaker("e1", place(text, "Macron."), "Macron.")
    found = Annotations(
        article.id,
        "p",
        (
            Entity(
                "e1",
                "PER",
                "Ada Macron",
                (Mention(place(text, "Ada\u00a0Macron")),),
                descriptions=(Description(place(text, "maire"), "maire"),),
            ),
        ),
        (Quote(quoted, speaker=speaker, cue=Cue(place(text, "a dit Mac"), "a dit")),),
        (Quote(quoted),),
    )
    told = in_the_article(found, seen)
    (entity,), (quote,), (indirect,) = told.entities, told.quotes, told.indirect
    spans = (
        entity.mentions[0].span,
        entity.descriptions[0].span,
        quote.span,
        quote.speaker.span,
        quote.cue.span,
        indirect.span,
    )
    assert [TEXT[span.start : span.end] for span in spans] == [
        "Ada\u00a0Mac\u00adron",
        "mai\u00adre",
        "«\u202fC’est fi\u2060ni\u202f»",
        "Mac\u200bron.",
        "a\u00ad dit Mac",
        "«\u202fC’est fi\u2060ni\u202f»",
    ]


def test_a_text_without_such_signs_is_read_as_it_is():
    article = plain_text.from_text("Ada Macron l’a dit.")
    read, seen = visible_article(article)
    found = Annotations(article.id, "p")
    assert read is article
    assert in_the_article(found, seen) is found


def test_links_move_with_the_text():
    article = plain_text.from_text("Ma\u00addame Brun")
    linked = type(article)(
        article.id, article.text, article.blocks, links=(Link(Span(7, 12), "https://x.org"),)
    )
    read, _ = visible_article(linked)
    assert read.text[read.links[0].span.start : read.links[0].span.end] == " Brun"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("🇸🇩 Khartoum", "Khartoum"),
        ("👩\u200d⚖\ufe0f Ada Brun 🔴", "Ada Brun"),
        ("👍🏽Ada", "Ada"),
        ("\u2212 Nantes\u2009\u2011", "Nantes"),
        ("\u200bNantes\u00ad", "Nantes"),
        ("Kleenex®", "Kleenex"),
        ("Canal+", "Canal+"),
        ("Jose\u0301", "Jose\u0301"),
        ("•\u2007Lyon…", "Lyon"),
        ("🇸🇩", None),
    ],
)
def test_no_emoji_sign_or_blank_is_the_edge_of_a_name(text, name):
    cleaned = clean_name(text, NameSpan(Span(0, len(text)), "LOC"))
    assert (cleaned and text[cleaned.span.start : cleaned.span.end]) == name


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u2007"])
def test_a_name_with_any_blank_is_one_entity_with_an_ordinary_one(blank):
    text = f"Ada{blank}Brun arrive. Hier, Ada Brun parlait. Brun part."
    last = text.rindex("Brun")
    spans = (place(text, f"Ada{blank}Brun"), place(text, "Ada Brun"), Span(last, last + 4))
    names = [NameSpan(span, "PER") for span in spans]
    (entity,) = resolve_entities(plain_text.from_text(text), names, load_language_data("fr"))
    assert (entity.name, entity.aliases, len(entity.mentions)) == ("Ada Brun", ("Brun",), 3)


def test_names_with_and_without_hidden_signs_are_one_entity():
    text = "Ada Mac\u00adron arrive. Hier, Ada Macron parlait."
    names = [NameSpan(place(text, form), "PER") for form in ("Ada Mac\u00adron", "Ada Macron")]
    (entity,) = resolve_entities(plain_text.from_text(text), names, load_language_data("fr"))
    assert (entity.name, entity.aliases) == ("Ada Macron", ())


@pytest.mark.model
@pytest.mark.parametrize("sign", ["\u00ad", "\u2060", "\u200b"])
def test_the_whole_analysis_is_that_of_the_text_without_them(sign):
    from reader.nlp.pipeline import Analyzer

    plain = (
        "L’ambassadeur Vladimir Kouzinine est arrivé mardi à Khartoum. Il a été reçu par Idriss Abdelmajid.\n\n"
        "« Nous revenons pour rester », a déclaré Vladimir Kouzinine."
    )
    hidden = plain.replace("mir", f"{sign}mir").replace("toum", f"{sign}toum")
    analyzer = Analyzer("fr", "p")
    analyzer.wait_until_loaded()
    one, other = (analyzer.annotate(plain_text.from_text(text)) for text in (plain, hidden))

    def told(found: Annotations, text: str):
        return [
            (each.name, each.aliases, [text[m.span.start : m.span.end] for m in each.mentions])
            for each in found.entities
        ]

    assert told(one, plain) == [
        (name, aliases, [form.replace(sign, "") for form in forms])
        for name, aliases, forms in told(other, hidden)
    ]
    assert [quote.speaker.text for quote in other.quotes] == ["Vladimir Kouzinine"]


def test_titles_and_outlines_show_no_such_signs():
    article = plain_text.from_text("Le mai\u00adre part\n\nIl est parti hier soir vers la gare de la ville.")
    assert article.metadata.title == "Le maire part"
    assert "\u00ad" in article.text
