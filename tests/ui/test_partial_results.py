"""While a long text is analysed its entities are numbered anew with each result: nothing of that is seen."""

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reader.core.navigation import Choice
from reader.core.records import Annotations, Entity, Mention, Quote, Span
from reader.ui.panel.entity_model import Role

NAMES = [f"Nom{chr(65 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
TEXT = "\n".join(f"{name} a dit « bonjour à {name} » dans la salle avec {name}." for name in NAMES * 3)


def numbered(article, seed, complete=False, without=()):
    """All that is found, with ids and quotations in an order of its own."""
    names = [name for name in NAMES if name not in without]
    random.Random(seed).shuffle(names)
    entities = []
    for number, name in enumerate(names, 1):
        starts = [at for at in range(len(TEXT)) if TEXT.startswith(name, at)]
        mentions = tuple(Mention(Span(at, at + len(name))) for at in starts)
        entities.append(Entity(f"e{number}", "PER", name, mentions))
    starts = [at for at in range(len(TEXT)) if TEXT[at] == "«"]
    quotes = tuple(Quote(Span(at, TEXT.index("»", at) + 1)) for at in starts[seed % 3 :])
    return Annotations(article.id, "p", tuple(entities), quotes, complete=complete)


@pytest.fixture
def reading(shell, qtbot, make_article):
    """A long article, of which something is known already."""
    article = make_article(TEXT, article_id="long")
    shell.articles.add(article)
    qtbot.waitUntil(lambda: shell.window.parts.view.filler.done)
    find(shell, 1)
    return shell


def find(shell, seed, **options):
    article = shell.session.article
    shell.analysis.annotations_changed.emit(article.id, numbered(article, seed, **options))


def id_of(shell, name):
    return next(entity.id for entity in shell.session.annotations.entities if entity.name == name)


def top_row(tree):
    index = tree.indexAt(QPoint(4, 1))
    return index.data(), tree.visualRect(index).top()


def test_the_choice_follows_the_name(reading):
    name = NAMES[37]
    reading.session.choose_mention(id_of(reading, name), 4)
    for seed in (2, 3, 4):
        find(reading, seed)
        assert reading.session.entity.name == name
        assert reading.session.choice.mention_index == 4
        assert reading.window.parts.status._name.text() == name


def test_the_choice_of_a_long_text_does_not_change_before_its_marks(reading, qtbot, monkeypatch):
    """The new numbers were shown in the old list: somebody else was chosen for a moment, or clicked."""
    monkeypatch.setattr("reader.ui.mark_indexer._AT_ONCE", 10)
    name, parts = NAMES[37], reading.window.parts
    reading.session.choose_mention(id_of(reading, name), 4)
    shown = parts.view.layer.state.entity_id
    before = reading.session.annotations
    with qtbot.waitSignal(reading.session.annotations_changed):
        find(reading, 2)
        assert reading.session.annotations is before
        assert parts.view.layer.state.entity_id == shown
        other = next(entity for entity in before.entities if entity.name == NAMES[5])
        parts.view.mention_clicked.emit(other.id, 0)
        assert reading.session.entity.name == NAMES[5]
    assert reading.session.entity.name == NAMES[5]
    qtbot.waitUntil(lambda: parts.view.layer.state.entity_id == id_of(reading, NAMES[5]))


def test_what_was_chosen_in_an_article_behind_is_chosen_when_it_comes_back(reading, make_article):
    article, name = reading.session.article, NAMES[11]
    reading.session.choose_mention(id_of(reading, name), 2)
    reading.articles.add(make_article("Un autre."))
    reading.analysis._states[article.id] = replace(
        reading.analysis.state(article.id), annotations=numbered(article, 5, complete=True)
    )
    reading.articles.show(article.id)
    assert reading.session.entity.name == name
    reading.session.history.back()
    assert reading.session.choice in (Choice(), Choice(id_of(reading, name), 2))


def test_the_list_of_names_stands_still(reading):
    page = reading.window.parts.panel.entities
    tree, bar = page.tree, page.tree.verticalScrollBar()
    opened = [NAMES[3], NAMES[40]]
    for name in opened:
        tree.expand(page.model.entity_index(id_of(reading, name)))
    reading.session.choose_entity(id_of(reading, NAMES[3]))
    bar.setValue(bar.maximum() * 2 // 3)
    tree.collapse(page.model.entity_index(id_of(reading, NAMES[3])))
    seen = top_row(tree)
    page.order.setCurrentIndex(2)  # by the alphabet, so that the order is the same
    bar.setValue(bar.maximum() * 2 // 3)
    seen = top_row(tree)
    for seed in (2, 3, 4):
        find(reading, seed, without=NAMES[:2] if seed < 4 else ())
        assert top_row(tree) == seen
        unfolded = [
            name for name in NAMES[2:] if tree.isExpanded(page.model.entity_index(id_of(reading, name)))
        ]
        assert unfolded == [NAMES[40]]
        assert tree.currentIndex().data(Role.ENTITY_ID) == id_of(reading, NAMES[3])


def test_the_list_of_quotations_stands_still(reading):
    panel = reading.window.parts.panel
    panel.tabs.setCurrentWidget(panel.quotes)
    rows = panel.quotes.list
    reading.session.choose_quote(70)
    QTest.qWait(1)
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum() // 3)

    def top():
        index = rows.indexAt(QPoint(4, 1))
        return index.data(), rows.visualRect(index).top()

    seen, chosen = top(), panel.quotes.model.quote_index(70).data()
    for seed in (2, 3, 4):
        find(reading, seed)
        assert top() == seen
        assert rows.selectedIndexes()[0].data() == chosen
        assert rows.currentIndex().data() == chosen


def test_another_article_does_not_inherit_what_was_unfolded(reading, shell, make_article):
    page = reading.window.parts.panel.entities
    page.tree.expand(page.model.entity_index("e1"))
    other = make_article("Anne parle à Bob.")
    reading.articles.add(other)
    anne = Entity("e1", "PER", "Anne", (Mention(Span(0, 4)),))
    reading.analysis.annotations_changed.emit(other.id, Annotations(other.id, "p", (anne,)))
    assert not page.tree.isExpanded(page.model.entity_index("e1"))
    QTest.keyClick(page.tree, Qt.Key.Key_Down)
