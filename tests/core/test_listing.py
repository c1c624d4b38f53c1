from reader.core.folding import fold
from reader.core.listing import (
    EntityOrder,
    QuoteOrder,
    context,
    last_words_that_fit,
    matches,
    positions,
    quote_groups,
    sections,
)
from reader.core.records import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Entity,
    Mention,
    Quote,
    Span,
    Speaker,
)


def entity(number: int, kind: str, name: str, *starts: int) -> Entity:
    return Entity(f"e{number}", kind, name, tuple(Mention(Span(s, s + 3)) for s in starts))


ENTITIES = (
    entity(1, "PER", "Zoé Brun", 5),
    entity(2, "PER", "Éric Lœuf", 10, 30),
    entity(3, "LOC", "Ys", 20),
    entity(4, "MISC", "Prix", 40),
)


def names(order: EntityOrder, wanted: str = "") -> list[list[str]]:
    found = sections(ENTITIES, ("PER", "ORG", "LOC"), order, wanted)
    return [[e.name for e in section.entities] for section in found]


def test_fold_is_blind_to_case_accents_and_ligatures() -> None:
    assert fold("L’Éric LŒUF") == "l'eric loeuf"


def test_sections_follow_the_table_and_leave_out_what_is_empty() -> None:
    assert names(EntityOrder.MENTIONS) == [["Éric Lœuf", "Zoé Brun"], ["Ys"]]
    assert names(EntityOrder.APPEARANCE) == [["Zoé Brun", "Éric Lœuf"], ["Ys"]]
    assert names(EntityOrder.ALPHABET) == [["Éric Lœuf", "Zoé Brun"], ["Ys"]]


def test_filter_needs_every_word_and_no_accent() -> None:
    assert names(EntityOrder.MENTIONS, "loeuf eri") == [["Éric Lœuf"]]
    assert not matches(ENTITIES[0], "zoe ys")


def test_context_is_cut_at_words_of_the_same_block() -> None:
    text = (
        "Rien.\n\nHier, le conseil de la ville a entendu Ada Brun "
        "sur le pont fermé depuis la crue du fleuve en mars."
    )
    start = text.index("Ada")
    article = Article(
        "a",
        text,
        (Block(BlockKind.PARAGRAPH, Span(0, 5)), Block(BlockKind.PARAGRAPH, Span(7, len(text)))),
    )
    found = context(article, Span(start, start + 8), width=30)

    assert found.name == "Ada Brun"
    assert found.before == "…a entendu "
    assert found.after == " sur le pont fermé depuis la…"


def test_context_at_an_elision_keeps_the_article_glued() -> None:
    text = "La ville d’Ys."
    article = Article("a", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))

    assert context(article, Span(11, 13)).before == "La ville d’"


def test_positions_are_shares_of_the_text() -> None:
    assert positions(ENTITIES[1], 100) == (0.1, 0.3)


def test_quotes_in_order_and_by_speaker() -> None:
    text = "« un » « deux » « trois » « quatre »"
    spans = (Span(0, 6), Span(7, 15), Span(16, 25), Span(26, 36))
    speakers = (
        None,
        Speaker("e1", Span(0, 1), "elle"),
        Speaker(None, Span(0, 1), "un  témoin"),
        Speaker("e1", Span(0, 1), "Brun"),
    )
    quotes = tuple(Quote(span, speaker=who) for span, who in zip(spans, speakers, strict=True))
    annotations = Annotations("a", "p", ENTITIES, quotes)

    in_order = quote_groups(annotations, QuoteOrder.APPEARANCE, text)
    assert [group.quotes for group in in_order] == [(0,), (1,), (2,), (3,)]
    by_speaker = quote_groups(annotations, QuoteOrder.SPEAKER, text)
    assert [(g.speaker, g.quotes) for g in by_speaker] == [
        ("Zoé Brun", (1, 3)),
        ("un témoin", (2,)),
        (None, (0,)),
    ]
    assert [g.quotes for g in quote_groups(annotations, QuoteOrder.APPEARANCE, text, "zoe quat")] == [(3,)]


def test_a_group_is_doubtful_where_no_speaker_in_it_is_sure() -> None:
    def quote(entity_id: str, doubtful: bool) -> Quote:
        return Quote(Span(0, 6), speaker=Speaker(entity_id, Span(0, 1), "x", doubtful=doubtful))

    quotes = (quote("e1", True), quote("e1", False), quote("e2", True), Quote(Span(0, 6)))
    annotations = Annotations("a", "p", ENTITIES, quotes)

    in_order = quote_groups(annotations, QuoteOrder.APPEARANCE, "« un »")
    assert [group.doubtful for group in in_order] == [True, False, True, False]
    by_speaker = quote_groups(annotations, QuoteOrder.SPEAKER, "« un »")
    assert [(g.speaker, g.doubtful) for g in by_speaker] == [
        ("Zoé Brun", False),
        ("Éric Lœuf", True),
        (None, False),
    ]


def test_words_before_a_mention_are_cut_between_words() -> None:
    """They were cut inside a word: “…ésident russe”."""
    before = "…avec le président russe "

    shown = [
        last_words_that_fit(before, lambda words, room=room: len(words) <= room) for room in (25, 20, 8, 3)
    ]

    assert shown == ["…le président russe ", "…le président russe ", "…russe ", "… "]
