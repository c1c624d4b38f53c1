"""The language of an article that is open: as its reader says, else as its words tell."""

from __future__ import annotations

from dataclasses import replace

from reader.core.records import Article
from reader.formats.languages import language_of
from reader.nlp.languages import LANGUAGES


def in_language(article: Article, chosen: str | None) -> Article:
    """The article in the language that its reader chose, else in the one that its words tell: belongs into a job."""
    language = chosen or language_of(article.text, article.blocks, article.language)
    return article if language == article.language else replace(article, language=language)


def analysed_languages() -> tuple[str, ...]:
    """The codes of the languages in which names are looked for, the main one first."""
    return tuple(LANGUAGES)
