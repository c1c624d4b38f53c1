"""What the analysis reads: an article without signs that nobody sees; what it finds is told in the article's places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reader.core.records import Annotations, Article, Entity, Quote
from reader.core.visible import VisibleText, read_visible


def visible_article(article: Article) -> tuple[Article, VisibleText]:
    """The article as it is read, and the way back. Pictures are left out: no analysis needs them."""
    seen = read_visible(article.text)
    if not seen.removed:
        return article, seen
    blocks = tuple(replace(block, span=seen.visible_span(block.span)) for block in article.blocks)
    links = tuple(replace(link, span=seen.visible_span(link.span)) for link in article.links)
    return replace(article, text=seen.text, blocks=blocks, links=links, pictures=()), seen


def in_the_article(found: Annotations, seen: VisibleText) -> Annotations:
    """What was found in the article as it is read, with places of the article itself."""
    if not seen.removed:
        return found
    return replace(
        found,
        entities=tuple(_entity(entity, seen) for entity in found.entities),
        quotes=_quotes(found.quotes, seen),
        indirect=_quotes(found.indirect, seen),
    )


def _entity(entity: Entity, seen: VisibleText) -> Entity:
    return replace(
        entity,
        mentions=tuple(replace(each, span=seen.source_span(each.span)) for each in entity.mentions),
        descriptions=tuple(replace(each, span=seen.source_span(each.span)) for each in entity.descriptions),
    )


def _quotes(quotes: Iterable[Quote], seen: VisibleText) -> tuple[Quote, ...]:
    return tuple(_quote(quote, seen) for quote in quotes)


def _quote(quote: Quote, seen: VisibleText) -> Quote:
    speaker, cue = quote.speaker, quote.cue
    return replace(
        quote,
        span=seen.source_span(quote.span),
        speaker=None if speaker is None else replace(speaker, span=seen.source_span(speaker.span)),
        cue=None if cue is None else replace(cue, span=seen.source_span(cue.span)),
    )
