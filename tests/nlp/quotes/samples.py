"""Made-up people and bodies for the tests of quotations, found in a text without any model."""

from __future__ import annotations

from reader.core.records import Entity, Mention, MentionKind, Quote, Span
from reader.formats.plain_text import from_text
from reader.nlp.quotes import attribute_speech, find_quotes, load_quote_data

DATA = load_quote_data("fr")
KNOWN = (
    ("Ada Brun", "PER", ("Ada Brun", "Mme Brun", "Brun"), ("la maire de Valmont", "La maire de Valmont")),
    ("Léo Marchais", "PER", ("Léo Marchais", "Marchais"), ()),
    ("Kremlin", "ORG", ("Kremlin",), ()),
    ("Figaro", "ORG", ("Le Figaro",), ()),
    ("Ligue des lecteurs", "ORG", ("Ligue des lecteurs",), ()),
)


def entities(text: str) -> list[Entity]:
    """The known people and bodies that a text names or describes."""
    found: list[Entity] = []
    for name, kind, forms, descriptions in KNOWN:
        mentions = [Mention(span, MentionKind.NAME) for span in _places(text, forms)]
        mentions += [Mention(span, MentionKind.NOMINAL) for span in _places(text, descriptions)]
        if any(mention.kind is MentionKind.NAME for mention in mentions):
            found.append(Entity(name, kind, name, tuple(sorted(mentions, key=lambda m: m.span))))
    return found


def _places(text: str, forms: tuple[str, ...]) -> list[Span]:
    spans: list[Span] = []
    for form in forms:
        start = text.find(form)
        while start >= 0:
            span = Span(start, start + len(form))
            if not any(span.overlaps(other) for other in spans):
                spans.append(span)
            start = text.find(form, start + 1)
    return spans


def quotes(text: str) -> tuple[Quote, ...]:
    """The attributed quotations of a text, without a parse."""
    article = from_text(text)
    return attribute_speech(article, find_quotes(article, DATA), entities(text), (), DATA).quotes


def found_texts(text: str) -> list[str]:
    """The quotations of a text, marks included."""
    return [text[span.start : span.end] for span in find_quotes(from_text(text), DATA)]
