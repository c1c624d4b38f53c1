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
    words = QCoreApplication.translate("ArticleView", "{name} – mention {number} of {count}").format(
        name=entity.name, number=mark.index + 1, count=len(entity.mentions)
    )
    candidates = [names[each] for each in entity.candidates if each in names]
    return f"{words} – {may_be(candidates)}" if candidates else words


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
    if quote.kind == INDIRECT:
        said = QCoreApplication.translate("ArticleView", "Indirect speech of {name}").format(name=name)
    else:
        said = QCoreApplication.translate("ArticleView", "Said by {name}").format(name=name)
    known = QCoreApplication.translate("ArticleView", "known from “{words}”")
    return f"{said}\n{known.format(words=evidence(article.text, quote))}"
