"""What the reader should check: a sign for the eye and words for the ear, wherever it is shown."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QToolTip

from reader.core.tally import Tally
from reader.ui.card.line import CardLine
from reader.ui.counts import CountWords
from reader.ui.panel.entity_model import Role
from reader.ui.panel.quote_model import QuoteRole

SPOKEN, TIP = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole


def quote_rows(shell):
    model = shell.window.parts.panel.quotes.model
    return [model.index(row) for row in range(model.rowCount())]


def card_texts(shell, entity_id="e1", number=0):
    shell.session.pick_mention(entity_id, number)
    shell.actions["card"].trigger()
    card = shell.window.parts.card
    return [w.text() for kind in (QLabel, CardLine) for w in card.findChildren(kind)]


def tip_of(shell, number):
    view = shell.window.parts.view
    box = view.mark_box(shell.session.annotations.quotes[number].span)
    point = QPoint(int(box.left()) + 12, int(box.center().y()))
    place = view.viewport().mapToGlobal(point)
    QGuiApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, place))
    told = QToolTip.text()
    QToolTip.hideText()
    return told


def test_rows_of_quotations_say_who_probably_speaks(doubtful):
    said = [index.data(SPOKEN) for index in quote_rows(doubtful)]
    assert said[:3] == [
        "Anne Morel : « Rien n’est joué »",
        "probably Anne Morel : « Nous verrons »",
        "probably Durand : « tout est prêt »",
    ]
    heads = [index.data(QuoteRole.SPEAKER) for index in quote_rows(doubtful)]
    assert heads[:3] == ["Anne Morel", "probably Anne Morel", "probably Durand"]
    assert quote_rows(doubtful)[1].data(TIP) == "Probably Anne Morel, from “a-t-elle ajouté”"


def test_a_speaker_of_both_has_one_group_whose_doubtful_rows_bear_the_sign(doubtful):
    doubtful.window.parts.panel.quotes.order.setCurrentIndex(1)
    first, second, third, _ = quote_rows(doubtful)
    assert [first.data(role) for role in (QuoteRole.SPEAKER, QuoteRole.COUNT_WORDS)] == [
        "Anne Morel",
        "1 + 1?",
    ]
    assert not second.data(QuoteRole.HEADS_GROUP)
    assert (second.data(QuoteRole.DOUBTFUL), second.data(QuoteRole.GROUP_DOUBTFUL)) == (True, False)
    assert second.data(SPOKEN).startswith("probably Anne Morel")
    assert third.data(QuoteRole.SPEAKER) == "probably Durand"


def test_the_tip_and_the_description_of_a_doubtful_quotation(doubtful):
    assert tip_of(doubtful, 0).startswith("Said by Anne Morel")
    assert tip_of(doubtful, 1) == "Probably Anne Morel, from “a-t-elle ajouté”"
    doubtful.session.choose_quote(1)
    assert doubtful.window.parts.view.accessibleDescription() == "Probably Anne Morel, from “a-t-elle ajouté”"


def test_a_doubtful_description_is_said_to_be_probable(doubtful):
    doubtful.session.pick_mention("e1", 3)
    told = doubtful.window.parts.view.accessibleDescription()
    assert told == "Person, probably Anne Morel – mention 4 of 4"
    doubtful.session.pick_mention("e1", 2)
    assert doubtful.window.parts.view.accessibleDescription() == "Person, Anne Morel – mention 3 of 4"


def test_the_card_says_of_which_words_it_is_not_sure(doubtful):
    assert "“La maire de Lyon”: probably Anne Morel?" in card_texts(doubtful, number=3)
    assert not doubtful.window.parts.card.findChild(QLabel, "cardDoubt").isHidden()
    doubtful.actions["card"].trigger()
    assert not [text for text in card_texts(doubtful, number=0) if "probably" in text]


def test_the_card_counts_doubtful_ones_apart(doubtful):
    texts = card_texts(doubtful)
    assert "3 mentions and 1 probable" in texts
    assert "1 quotation and 1 probable" in texts
    line = next(w for w in doubtful.window.parts.card.findChildren(CardLine) if "verrons" in w.text())
    assert line.accessibleName() == "« Nous verrons », probably Anne Morel"
    assert line.toolTip() == "Probably Anne Morel, from “a-t-elle ajouté”"


def test_a_setting_counts_them_as_the_others(doubtful):
    """Chosen in the dialog, as by a reader."""
    panel = doubtful.window.parts.panel
    anne = panel.entities.model.entity_index("e1")
    assert anne.data(Role.COUNT_WORDS) == "3 + 1?"
    assert anne.data(SPOKEN) == "Person, Anne Morel · Morel, 3 mentions and 1 probable"
    doubtful.actions["settings"].trigger()
    shown = [w for w in doubtful.application.topLevelWidgets() if w.objectName() == "settingsDialog"]
    box = shown[0].findChild(QCheckBox, "counts_doubtful")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    shown[0].close()
    assert doubtful.preferences.settings.counts_doubtful
    assert anne.data(Role.COUNT_WORDS) == "4"
    assert anne.data(SPOKEN) == "Person, Anne Morel · Morel, 4 mentions"
    panel.quotes.order.setCurrentIndex(1)
    assert quote_rows(doubtful)[0].data(QuoteRole.COUNT_WORDS) == "2"
    assert {"4 mentions", "2 quotations"} <= set(card_texts(doubtful))


def test_rows_of_mentions_bear_the_sign_too(doubtful):
    model = doubtful.window.parts.panel.entities.model
    rows = [model.mention_index("e1", number) for number in range(4)]
    assert [row.data(Role.DOUBTFUL) for row in rows] == [False, False, False, True]
    assert rows[3].data(SPOKEN).startswith("probably Anne Morel : La maire de Lyon")
    assert not rows[2].data(SPOKEN).startswith("probably")


def test_the_status_line_asks(doubtful):
    status = doubtful.window.parts.status
    doubtful.session.choose_quote(1)
    assert status._name.text() == "probably Anne Morel?"
    doubtful.session.choose_quote(0)
    assert status._name.text() == "Anne Morel"
    doubtful.session.choose_mention("e1", 3)
    assert status._name.text() == "probably Anne Morel?"
    assert status._position.accessibleName() == "probably Anne Morel?, mention 4 of 4"


def test_a_copied_quotation_says_so(doubtful):
    doubtful.session.choose_quote(1)
    doubtful.actions["copy_quote"].trigger()
    assert QGuiApplication.clipboard().text().startswith("“Nous verrons” — probably Anne Morel, ")


def test_the_quick_switch_says_so_and_still_finds_by_the_name(doubtful):
    doubtful.actions["quick_switch"].trigger()
    switch = doubtful.window.parts.switch
    switch.field.setText("verrons")
    assert switch.model.index(0).data(SPOKEN) == "Quotation, « Nous verrons », probably Anne Morel?"


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_sure_and_a_doubtful_mark_are_painted_differently(
    shell, article, annotations, doubtful_annotations, theme
):
    """The bar in the margin, the sign at the end of a quotation, and the dots under a description."""
    shell.preferences.change(theme=theme)
    shell.window.resize(1200, 1000)
    view = shell.window.parts.view

    def seen():
        quote, role = annotations.quotes[2].span, annotations.entities[0].mentions[-1].span
        words = view.mark_box(quote).toAlignedRect()
        dots = view.mark_box(role).toAlignedRect()
        ends = words.adjusted(words.width() - 6, -12, 16, -words.height() // 2)
        bar = words.adjusted(-words.left(), 4, 14 - words.right(), -4)
        below = dots.adjusted(0, dots.height() // 2, 0, 6)
        return [view.viewport().grab(box).toImage() for box in (ends, bar, below)]

    before = seen()
    shell.analysis.annotations_changed.emit(article.id, doubtful_annotations)
    assert all(one != other for one, other in zip(before, seen(), strict=True))


@pytest.mark.parametrize(
    ("language", "tally", "words", "short"),
    [
        ("en", Tally(3), "3 quotations", "3"),
        ("en", Tally(3, 1), "3 quotations and 1 probable", "3 + 1?"),
        ("en", Tally(0, 2), "2 probable quotations", "2?"),
        ("en", Tally(0), "0 quotations", "0"),
        ("fr", Tally(1, 2), "1 citation et 2 probables", "1 + 2\u202f?"),
        ("fr", Tally(0, 1), "1 citation probable", "1\u202f?"),
    ],
)
def test_counts_in_words(bare_shell, language, tally, words, short):
    bare_shell.preferences.change(language=language)
    assert CountWords().quotations(tally) == words
    assert CountWords().short(tally) == short
    assert CountWords(counts_doubtful=True).short(tally) == str(tally.total)


def test_in_french(doubtful):
    doubtful.preferences.change(language="fr")
    assert (
        quote_rows(doubtful)[1].data(TIP) == "Probablement Anne Morel, d’après «\u00a0a-t-elle ajouté\u00a0»"
    )
    assert quote_rows(doubtful)[2].data(SPOKEN).startswith("probablement Durand")
    assert "«\u00a0La maire de Lyon\u00a0»\u00a0: probablement Anne Morel\u202f?" in card_texts(
        doubtful, number=3
    )
    assert "3 mentions et 1 probable" in card_texts(doubtful, number=3)
