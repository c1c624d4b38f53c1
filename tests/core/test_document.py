import json
from dataclasses import replace

from reader.core.document import (
    annotations_from_json,
    annotations_to_json,
    article_from_json,
    article_to_json,
    to_document,
)
from reader.core.marks import marks_of, with_indirect
from reader.core.records import (
    INDIRECT,
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

TEXT = "Ada Brun, maire d’Ys, a dit « non »."
ARTICLE = Article(
    id="abc",
    text=TEXT,
    blocks=(Block(BlockKind.PARAGRAPH, Span(0, len(TEXT))),),
    metadata=Metadata(title="Ys", date="2021-03"),
    source="ys.txt",
    pictures=(Picture(0, "image/png", "Ys", 640, 400, b"\x89PNG"),),
    links=(Link(Span(10, 20), "https://example.org/ys"),),
)
ANNOTATIONS = Annotations(
    article_id="abc",
    pipeline="p-1",
    entities=(
        Entity(
            id="e1",
            entity_type="PER",
            name="Ada Brun",
            mentions=(Mention(Span(0, 8), score=0.9), Mention(Span(10, 20), MentionKind.NOMINAL)),
            aliases=("Brun",),
            descriptions=(Description(Span(10, 20), "maire d’Ys"),),
            candidates=("e2",),
        ),
        Entity(
            "e2",
            "LOC",
            "Ys",
            (Mention(Span(18, 20)),),
            kb=(KnowledgeBaseEntry("geonames:1", "Ys", 48.0, -4.0),),
        ),
    ),
    quotes=(
        Quote(
            Span(28, 35), True, Speaker("e1", Span(0, 8), "Ada Brun", 0.8, "e3"), Cue(Span(22, 27), "a dit")
        ),
        Quote(Span(28, 35), False),
    ),
    indirect=(
        Quote(
            Span(10, 20),
            True,
            Speaker("e1", Span(0, 8), "Ada Brun"),
            Cue(Span(22, 27), "a dit"),
            kind=INDIRECT,
        ),
    ),
    notices=("names_fallback",),
)


def test_document_has_the_fields_of_the_contract() -> None:
    document = to_document(ARTICLE, ANNOTATIONS)

    assert document["schema"] == 1
    assert document["blocks"] == [{"kind": "paragraph", "start": 0, "end": len(TEXT)}]
    assert document["links"] == [{"start": 10, "end": 20, "url": "https://example.org/ys"}]
    assert document["pictures"] == [
        {"start": 0, "type": "image/png", "alt": "Ys", "width": 640, "height": 400, "size": 4}
    ]
    assert document["metadata"]["byline"] is None
    first = document["entities"][0]
    assert (first["id"], first["type"], first["name"], first["aliases"]) == (
        "e1",
        "PER",
        "Ada Brun",
        ["Brun"],
    )
    assert first["mentions"][1] == {"start": 10, "end": 20, "kind": "nominal", "score": 1.0}
    quote = document["quotes"][0]
    assert quote["speaker"]["entity"] == "e1"
    assert quote["cue"] == {"start": 22, "end": 27, "text": "a dit"}
    assert document["quotes"][1]["speaker"] is None
    assert [each["kind"] for each in document["quotes"]] == ["direct", "direct"]
    assert [(each["kind"], each["start"]) for each in document["indirect"]] == [("indirect", 10)]


def test_records_survive_the_way_through_json() -> None:
    document = json.loads(json.dumps(to_document(ARTICLE, ANNOTATIONS)))

    assert annotations_from_json(document, "abc") == ANNOTATIONS
    assert article_from_json(document) == replace(ARTICLE, pictures=(replace(ARTICLE.pictures[0], data=b""),))


def test_article_alone_survives_json() -> None:
    data = {**article_to_json(ARTICLE, pictures=True), "language": "fr", "source": "ys.txt"}

    assert article_from_json(json.loads(json.dumps(data))) == ARTICLE


def test_a_chapter_survives_json_and_others_say_nothing_of_books() -> None:
    book = Book("Ys", 2, 3, (ContentsEntry("Un", 1), ContentsEntry("Deux", 2, 1)))
    chapter = replace(ARTICLE, book=book)
    data = {**article_to_json(chapter, pictures=True), "language": "fr", "source": "ys.txt"}

    assert article_from_json(json.loads(json.dumps(data))) == chapter
    assert "book" not in article_to_json(ARTICLE)


def test_an_older_document_has_no_indirect_speech() -> None:
    document = annotations_to_json(ANNOTATIONS)
    del document["indirect"]

    assert annotations_from_json(document, "abc").indirect == ()


def test_indirect_speech_takes_its_place_among_the_quotations() -> None:
    shown = with_indirect(ANNOTATIONS)

    assert [quote.span.start for quote in shown.quotes] == [10, 28, 28]
    marks = [mark for mark in marks_of(shown) if mark.is_quote]
    assert [(mark.index, mark.indirect) for mark in marks] == [(0, True), (1, False), (2, False)]


def test_doubt_is_told_where_there_is_some_and_survives_json() -> None:
    ada, *others = ANNOTATIONS.entities
    name, description = ada.mentions
    quote, term = ANNOTATIONS.quotes
    assert quote.speaker is not None
    doubtful = replace(
        ANNOTATIONS,
        entities=(replace(ada, mentions=(name, replace(description, doubtful=True))), *others),
        quotes=(replace(quote, speaker=replace(quote.speaker, doubtful=True)), term),
    )
    document = json.loads(json.dumps(to_document(ARTICLE, doubtful)))

    assert document["quotes"][0]["speaker"]["doubtful"] is True
    assert [mention.get("doubtful") for mention in document["entities"][0]["mentions"]] == [None, True]
    assert annotations_from_json(document, "abc") == doubtful


def test_an_older_document_has_no_doubt() -> None:
    document = json.loads(json.dumps(to_document(ARTICLE, ANNOTATIONS)))

    assert "doubtful" not in json.dumps(document)
    assert not annotations_from_json(document, "abc").quotes[0].doubtful
