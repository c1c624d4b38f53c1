"""The JSON document of the command line (schema 1) and back; what the window shows is what this prints."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from reader.core.records import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Book,
    ContentsEntry,
    Cue,
    Description,
    Entity,
    KnowledgeBaseEntry,
    Link,
    Mention,
    MentionKind,
    Metadata,
    Picture,
    Quote,
    Span,
    Speaker,
)

SCHEMA = 1

Json = dict[str, Any]


def to_document(article: Article, annotations: Annotations) -> Json:
    """Everything that is known of an article, as the public JSON document."""
    return {
        "schema": SCHEMA,
        "source": article.source,
        "language": article.language,
        "pipeline": annotations.pipeline,
        **article_to_json(article),
        **annotations_to_json(annotations),
    }


def article_to_json(article: Article, pictures: bool = False) -> Json:
    """The article part: ``id``, ``metadata``, ``text``, ``blocks``, ``links``, ``pictures``; a chapter's ``book``.

    With ``pictures`` the files of the pictures are in it, so that nothing of the article is lost.
    """
    meta = article.metadata
    return {
        "id": article.id,
        "metadata": {
            "title": meta.title,
            "date": meta.date,
            "byline": meta.byline,
            "publisher": meta.publisher,
            "url": meta.url,
        },
        "text": article.text,
        "blocks": [{"kind": b.kind.value, **_span(b.span)} for b in article.blocks],
        "links": [{**_span(link.span), "url": link.url} for link in article.links],
        "pictures": [_picture(picture, pictures) for picture in article.pictures],
        **({} if article.book is None else {"book": _book(article.book)}),
    }


def article_from_json(data: Mapping[str, Any]) -> Article:
    """The article of a document. Raises ``KeyError`` or ``ValueError`` for other data."""
    return Article(
        id=data["id"],
        text=data["text"],
        blocks=tuple(Block(BlockKind(b["kind"]), _to_span(b)) for b in data["blocks"]),
        language=data.get("language", "fr"),
        metadata=Metadata(**data["metadata"]),
        source=data.get("source", ""),
        links=tuple(Link(_to_span(link), link["url"]) for link in _list(data, "links")),
        pictures=tuple(_to_picture(picture) for picture in _list(data, "pictures")),
        book=_to_book(data["book"]) if "book" in data else None,
    )


def annotations_to_json(annotations: Annotations) -> Json:
    """The annotation part: ``entities``, ``quotes``, ``indirect`` and ``notices``."""
    return {
        "entities": [_entity(e) for e in annotations.entities],
        "quotes": [_quote(q) for q in annotations.quotes],
        "indirect": [_quote(q) for q in annotations.indirect],
        "notices": list(annotations.notices),
    }


def annotations_from_json(data: Mapping[str, Any], article_id: str, complete: bool = True) -> Annotations:
    """The annotations of a document. Raises ``KeyError`` or ``ValueError`` for other data."""
    return Annotations(
        article_id=article_id,
        pipeline=data.get("pipeline", ""),
        entities=tuple(_to_entity(e) for e in data["entities"]),
        quotes=tuple(_to_quote(q) for q in data["quotes"]),
        indirect=tuple(_to_quote(q) for q in _list(data, "indirect")),
        notices=tuple(data.get("notices", ())),
        complete=complete,
    )


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _to_span(data: Mapping[str, Any]) -> Span:
    return Span(data["start"], data["end"])


def _book(book: Book) -> Json:
    return {
        "title": book.title,
        "chapter": book.chapter,
        "chapters": book.chapters,
        "contents": [
            {"title": entry.title, "chapter": entry.chapter, "level": entry.level} for entry in book.contents
        ],
    }


def _to_book(data: Mapping[str, Any]) -> Book:
    return Book(
        data["title"],
        data["chapter"],
        data["chapters"],
        tuple(ContentsEntry(e["title"], e["chapter"], e["level"]) for e in _list(data, "contents")),
    )


def _picture(picture: Picture, whole: bool) -> Json:
    known = {
        "start": picture.offset,
        "type": picture.media_type,
        "alt": picture.alt,
        "width": picture.width,
        "height": picture.height,
        "size": len(picture.data),
    }
    if not whole:
        return known
    return {**known, "data": base64.b64encode(picture.data).decode("ascii"), "file": picture.file}


def _to_picture(data: Mapping[str, Any]) -> Picture:
    return Picture(
        offset=data["start"],
        media_type=data["type"],
        alt=data["alt"],
        width=data["width"],
        height=data["height"],
        data=base64.b64decode(data.get("data", "")),
        file=data.get("file", ""),
    )


def _score(value: float) -> Json:
    return {"score": round(value, 3)}


def _certainty(link: Mention | Speaker) -> Json:
    """The score of a link, and ``doubtful`` only where it is."""
    return {**_score(link.score), **({"doubtful": True} if link.doubtful else {})}


def _entity(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "type": entity.entity_type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [{**_span(m.span), "kind": m.kind.value, **_certainty(m)} for m in entity.mentions],
        "descriptions": [{**_span(d.span), "text": d.text, **_score(d.score)} for d in entity.descriptions],
        "candidates": list(entity.candidates),
        "kb": [_place(k) for k in entity.kb],
    }


def _place(entry: KnowledgeBaseEntry) -> Json:
    return {"id": entry.id, "name": entry.name, "latitude": entry.latitude, "longitude": entry.longitude}


def _quote(quote: Quote) -> Json:
    speaker, cue = quote.speaker, quote.cue
    return {
        **_span(quote.span),
        "kind": quote.kind,
        "speech": quote.speech,
        "speaker": None if speaker is None else _speaker(speaker),
        "cue": None if cue is None else {**_span(cue.span), "text": cue.text},
        **_score(quote.score),
    }


def _speaker(speaker: Speaker) -> Json:
    return {
        "entity": speaker.entity,
        "organization": speaker.organization,
        "text": speaker.text,
        **_span(speaker.span),
        **_certainty(speaker),
    }


def _to_entity(data: Mapping[str, Any]) -> Entity:
    return Entity(
        id=data["id"],
        entity_type=data["type"],
        name=data["name"],
        mentions=tuple(_to_mention(m) for m in data["mentions"]),
        aliases=tuple(data.get("aliases", ())),
        descriptions=tuple(
            Description(_to_span(d), d["text"], d.get("score", 1.0)) for d in _list(data, "descriptions")
        ),
        candidates=tuple(data.get("candidates", ())),
        kb=tuple(KnowledgeBaseEntry(**k) for k in _list(data, "kb")),
    )


def _to_mention(data: Mapping[str, Any]) -> Mention:
    return Mention(
        _to_span(data), MentionKind(data["kind"]), data.get("score", 1.0), data.get("doubtful", False)
    )


def _list(data: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    return data.get(key, ())


def _to_quote(data: Mapping[str, Any]) -> Quote:
    speaker, cue = data.get("speaker"), data.get("cue")
    return Quote(
        span=_to_span(data),
        speech=data["speech"],
        speaker=None if speaker is None else _to_speaker(speaker),
        cue=None if cue is None else Cue(_to_span(cue), cue["text"]),
        score=data.get("score", 1.0),
        kind=data.get("kind", "direct"),
    )


def _to_speaker(data: Mapping[str, Any]) -> Speaker:
    return Speaker(
        entity=data["entity"],
        span=_to_span(data),
        text=data["text"],
        score=data.get("score", 1.0),
        organization=data.get("organization"),
        doubtful=data.get("doubtful", False),
    )
