"""A mark in words, for tool tips and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader.core.listing import evidence, speaker_name
from reader.core.marks import Mark
from reader.core.records import INDIRECT, Annotations, Article, Quote


def describe(mark: Mark, article: Article, annotations: Annotations) -> str:
    """Who it is and which mention, or who says a quotation and by which words we know."""
    if mark.entity_id is None:
        return _describe_quote(annotations.quotes[mark.index], article, annotations)
    entity = next((each for each in annotations.entities if each.id == mark.entity_id), None)
    if entity is None:
        return ""
    names = {each.id: each.name for each in annotations.entities}
    doubtful = any(mention.doubtful for mention in entity.mentions[mark.index : mark.index + 1])
    words = QCoreApplication.translate("ArticleView", "{name} – mention {number} of {count}").format(
        name=probable(entity.name) if doubtful else entity.name,
        number=mark.index + 1,
        count=len(entity.mentions),
    )
    candidates = [names[each] for each in entity.candidates if each in names]
    return f"{words} – {may_be(candidates)}" if candidates else words


def probable(name: str) -> str:
    """A doubtful speaker, or whom a description probably means."""
    return QCoreApplication.translate("ArticleView", "probably {name}").format(name=name)


def probable_asked(name: str) -> str:
    """The same with a question mark, for the eye."""
    return QCoreApplication.translate("ArticleView", "probably {name}?").format(name=name)


def probably_from(name: str, words: str) -> str:
    """A doubtful speaker, and the words of the article that speak for it."""
    told = QCoreApplication.translate("ArticleView", "Probably {name}, from “{words}”")
    return told.format(name=name, words=words)


def may_be(names: list[str]) -> str:
    """Who an ambiguous name may stand for."""
    either = QCoreApplication.translate("ArticleView", " or ").join(names)
    return QCoreApplication.translate("ArticleView", "may be {names}").format(names=either)


def _describe_quote(quote: Quote, article: Article, annotations: Annotations) -> str:
    name = speaker_name(annotations, quote)
    if name is None:
        if quote.speech:
            return QCoreApplication.translate("ArticleView", "Not attributed")
        return QCoreApplication.translate("ArticleView", "Title, term or irony")
    words = evidence(article.text, quote)
    if quote.doubtful:
        return _probably_said(quote, name, words)
    if quote.kind == INDIRECT:
        said = QCoreApplication.translate("ArticleView", "Indirect speech of {name}").format(name=name)
    else:
        said = QCoreApplication.translate("ArticleView", "Said by {name}").format(name=name)
    known = QCoreApplication.translate("ArticleView", "known from “{words}”")
    return f"{said}\n{known.format(words=words)}"


def _probably_said(quote: Quote, name: str, words: str) -> str:
    if quote.kind != INDIRECT:
        return probably_from(name, words)
    said = QCoreApplication.translate("ArticleView", "Indirect speech, probably {name}, from “{words}”")
    return said.format(name=name, words=words)
