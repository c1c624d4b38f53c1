"""Which links the reader should check: those whose probability is below the language's threshold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.core.records import (
    INDIRECT,
    Annotations,
    Article,
    Block,
    BlockKind,
    Entity,
    Mention,
    MentionKind,
    Quote,
    Span,
    Speaker,
)
from reader.nlp import doubt
from reader.nlp.doubt import DoubtThresholds, load_doubt_thresholds, mark_doubt
from reader.nlp.pipeline import Analyzer

SURE = DoubtThresholds(speakers=0.9, indirect=0.6, descriptions=0.7)


def quoted(score: float, kind: str = "direct") -> Quote:
    return Quote(Span(10, 14), speaker=Speaker("e1", Span(0, 3), "Ada", score), kind=kind)


def mention(kind: MentionKind, score: float) -> Mention:
    return Mention(Span(0, 3), kind, score)


def marked(
    *mentions: Mention, quotes: tuple[Quote, ...] = (), indirect: tuple[Quote, ...] = ()
) -> Annotations:
    entity = Entity("e1", "PER", "Ada", mentions)
    return mark_doubt(Annotations("a", "p", (entity,), quotes, indirect), SURE)


def test_a_speaker_is_doubtful_below_the_threshold_and_sure_from_it_on() -> None:
    found = marked(quotes=(quoted(0.89), quoted(0.9), Quote(Span(10, 14))))
    assert [quote.doubtful for quote in found.quotes] == [True, False, False]
    assert found.quotes[0].speaker == Speaker("e1", Span(0, 3), "Ada", 0.89, doubtful=True)


def test_an_unlikely_source_in_words_is_not_told() -> None:
    def said(score: float) -> Quote:
        return Quote(Span(10, 14), speaker=Speaker(None, Span(0, 3), "une voisine", score))

    found = mark_doubt(Annotations("a", "p", (), (said(0.2), said(0.5))), DoubtThresholds(words=0.35))

    assert [quote.speaker and quote.speaker.text for quote in found.quotes] == [None, "une voisine"]


def test_indirect_speech_has_a_threshold_of_its_own() -> None:
    found = marked(indirect=(quoted(0.59, INDIRECT), quoted(0.6, INDIRECT)))
    assert [quote.doubtful for quote in found.indirect] == [True, False]


def test_descriptions_and_pronouns_may_be_doubtful_and_names_never() -> None:
    kinds = MentionKind
    found = marked(
        mention(kinds.NAME, 0.1),
        mention(kinds.NOMINAL, 0.69),
        mention(kinds.NOMINAL, 0.7),
        mention(kinds.PRONOUN, 0.1),
    )
    assert [each.doubtful for each in found.entities[0].mentions] == [False, True, False, True]


def test_deciding_again_with_other_thresholds_takes_doubt_back() -> None:
    found = marked(mention(MentionKind.NOMINAL, 0.5), quotes=(quoted(0.5),))
    again = mark_doubt(found, DoubtThresholds())
    assert not again.quotes[0].doubtful
    assert not again.entities[0].mentions[0].doubtful


def test_thresholds_come_from_the_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lang" / "xx").mkdir(parents=True)
    (tmp_path / "lang" / "xx" / "doubt.toml").write_text("[sure]\nspeakers = 0.8\n")
    monkeypatch.setattr(doubt, "resource_path", lambda *parts: tmp_path / os.path.join(*parts))
    assert load_doubt_thresholds("xx") == DoubtThresholds(speakers=0.8)
    assert load_doubt_thresholds("yy") == DoubtThresholds()


def test_french_thresholds_are_probabilities() -> None:
    sure = load_doubt_thresholds("fr")
    assert all(0 < each < 1 for each in (sure.speakers, sure.indirect, sure.descriptions))


@pytest.mark.model
def test_the_analysis_marks_what_is_below(monkeypatch: pytest.MonkeyPatch) -> None:
    """With thresholds that nothing reaches all is doubtful, with none nothing is."""
    text = "Ada Brun, maire de Nantes, est là.\n« Rien n’est joué », a déclaré la maire de Nantes."
    cut = text.index("\n")
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, cut)), Block(BlockKind.PARAGRAPH, Span(cut + 1, len(text))))
    for least, doubtful in ((2.0, {True}), (0.0, {False})):
        monkeypatch.setattr(
            "reader.nlp.pipeline.Analyzer._thresholds",
            lambda _, least=least: DoubtThresholds(0, least, least, least),
        )
        found = Analyzer("fr", "p").annotate(Article("a", text, blocks))
        mentions = [each for entity in found.entities for each in entity.mentions]
        assert {quote.doubtful for quote in found.quotes} == doubtful
        assert {each.doubtful for each in mentions if each.kind is MentionKind.NOMINAL} == doubtful
        assert not any(each.doubtful for each in mentions if each.kind is MentionKind.NAME)
