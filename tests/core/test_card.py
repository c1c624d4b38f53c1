"""Who is this: forms, roles, words and company, from the article alone."""

import time
from dataclasses import replace

import pytest

from reader.core.card import card_of, role_words
from reader.core.marks import MarkIndex, marks_of
from reader.core.records import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Description,
    Entity,
    Mention,
    MentionKind,
    Quote,
    Span,
    Speaker,
)

TEXT = "Anne Roy, présidente, voit Luc Bel.\nMme Roy parle. La présidente du club sort.\nLuc Bel rit à Metz."


def place(words, after=0):
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def article():
    blocks, at = [], 0
    for line in TEXT.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    return Article("a", TEXT, tuple(blocks))


def found(**anne):
    mentions = (
        Mention(place("Anne Roy")),
        Mention(place("Mme Roy")),
        Mention(place("La présidente du club"), MentionKind.NOMINAL),
    )
    entities = (
        Entity("e1", "PER", "Anne Roy", mentions, **anne),
        Entity("e2", "PER", "Luc Bel", (Mention(place("Luc Bel")), Mention(place("Luc Bel", 40)))),
        Entity("e3", "LOC", "Metz", (Mention(place("Metz")),)),
    )
    quotes = (
        Quote(place("voit"), speaker=Speaker("e1", place("Anne Roy"), "Anne Roy")),
        Quote(place("rit"), speaker=Speaker(None, place("Luc"), "un porte-parole", organization="e1")),
        Quote(place("sort"), speaker=Speaker("e2", place("Luc"), "Luc")),
    )
    return Annotations("a", "p", entities, quotes)


def card(entity_id="e1", **anne):
    annotations = found(**anne)
    return card_of(article(), annotations, MarkIndex(marks_of(annotations)), entity_id)


def test_other_forms_are_the_names_of_the_article_without_the_full_one():
    assert card(aliases=("Roy", "anne roy")).forms == ("Mme Roy", "Roy")


def test_a_fuller_role_stands_for_a_shorter_one_and_says_where_it_is():
    roles = (
        Description(place("présidente"), "présidente", 0.9),
        Description(place("La présidente du club"), "La présidente du club", 0.8),
    )
    assert [(role.text, role.span) for role in card(descriptions=roles).roles] == [
        ("la présidente du club", place("La présidente du club"))
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("du président", "président"),
        ("de l’ancienne ministre", "ancienne ministre"),
        ("Le président", "le président"),
        ("dentiste", "dentiste"),
        ("PDG", "PDG"),
        ("auteur", "auteur"),
    ],
)
def test_a_role_loses_the_preposition_of_its_sentence_and_nothing_else(text, words):
    assert role_words(text) == words


def test_words_count_what_is_said_by_a_spokesman():
    assert card().quotes == (0, 1)


def test_words_of_a_doubtful_speaker_come_last():
    before = found()
    first, *others = before.quotes
    doubtful = replace(first, speaker=replace(first.speaker, doubtful=True))
    annotations = replace(before, quotes=(doubtful, *others))
    assert card_of(article(), annotations, MarkIndex(marks_of(annotations)), "e1").quotes == (1, 0)


def test_company_is_who_is_named_in_the_same_paragraphs():
    assert [(each.entity.name, each.count) for each in card().companions] == [("Luc Bel", 1)]
    assert [each.entity.name for each in card("e2").companions] == ["Anne Roy", "Metz"]


def test_an_ambiguous_name_lists_who_it_may_be_and_not_as_company():
    shown = card(candidates=("e2", "gone"))
    assert [each.name for each in shown.candidates] == ["Luc Bel"]
    assert shown.companions == ()


def test_nobody_has_no_card():
    assert card("e9") is None


def test_the_hero_of_a_long_book_has_a_card_at_once():
    lines = 20_000
    text = "Anne voit Luc.\n" * lines
    blocks = tuple(Block(BlockKind.PARAGRAPH, Span(15 * n, 15 * n + 14)) for n in range(lines))
    anne = Entity("e1", "PER", "Anne", tuple(Mention(Span(15 * n, 15 * n + 4)) for n in range(lines)))
    luc = Entity("e2", "PER", "Luc", tuple(Mention(Span(15 * n + 10, 15 * n + 13)) for n in range(lines)))
    annotations = Annotations("b", "p", (anne, luc))
    index = MarkIndex(marks_of(annotations))
    start = time.perf_counter()
    shown = card_of(Article("b", text, blocks), annotations, index, "e1")
    assert time.perf_counter() - start < 0.5
    assert shown.companions[0].entity is luc
