"""Texts of others are never markup: an article made of it, and everything of the window that may show it."""

import base64
import ctypes
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QHelpEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabBar,
    QToolTip,
    QWidget,
)

from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.printable import one_line
from reader.core.records import (
    Annotations,
    Book,
    ContentsEntry,
    Cue,
    Description,
    Entity,
    Link,
    Mention,
    Quote,
    Span,
    Speaker,
)
from reader.service import open_path, pipeline_id
from reader.ui.message_bar import Message, MessageBar
from reader.ui.plain_text import MarkupLabel, caption, tip_text, use_plain_text, window_caption

_TURNED = "\u202egpj.exe"
_IN_OPEN = 0x20


@pytest.fixture
def opened(tmp_path):
    """A picture that markup may name, and a function that tells whether anybody opened it; the system says so."""
    if not sys.platform.startswith("linux"):
        pytest.skip("inotify is Linux")
    path = tmp_path / "seen.png"
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    image.fill(QColor("magenta"))
    assert image.save(str(path))
    libc = ctypes.CDLL(None, use_errno=True)
    watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert watch >= 0
    assert libc.inotify_add_watch(watch, os.fsencode(path), _IN_OPEN) >= 0

    def was_opened():
        """Since it was asked the last time."""
        try:
            return bool(os.read(watch, 4096))
        except BlockingIOError:
            return False

    was_opened.path = path
    yield was_opened
    os.close(watch)


@pytest.fixture
def tag(opened):
    return f'<b>gras</b> R&Dupont <img src="{opened.path}">'


@pytest.fixture
def made_of_markup(tmp_path, tag, opened):
    """An article of which each part is markup: title, author, headings, alt text, link, chapters, file name."""
    said = tag.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    body = "".join(
        f"<h2>{said} Intertitre {number}</h2><p>« {said} Nous verrons », a déclaré Claire Vasseur, "
        f"préfète de Loire-Atlantique. Elle viendra à Nantes pour lire {said} Dupont.</p>"
        for number in range(3)
    )
    picture = f"data:image/png;base64,{base64.b64encode(opened.path.read_bytes()).decode()}"
    path = tmp_path / "R&D <b>gras.html"
    path.write_text(
        f'<html lang="fr"><head><title>{said} Titre</title><meta name="author" content="{said}"></head><body>'
        f"<article><h1>{said} Titre</h1><p>Claire Vasseur parle ici, et encore une fois, de la crue.</p>"
        f'<figure><img width="400" height="300" src="{picture}" alt="{said}"></figure>{body}'
        "</article></body></html>",
        encoding="utf-8",
    )
    article = open_path(str(path))
    crue = article.text.index("de la crue")
    about = replace(article.metadata, title=f"{tag} Titre{_TURNED}", byline=tag, publisher=f"{tag}\nx")
    chapters = tuple(ContentsEntry(f"{tag} {number}", number, 1) for number in (1, 2, 3))
    assert article.pictures[0].alt == tag
    assert opened()  # by this very function; from here on by nobody
    return replace(
        article,
        metadata=about,
        links=(Link(Span(crue, crue + 10), f"https://e.org/{tag}"),),
        book=Book(f"{tag} Livre", 2, 3, chapters),
    )


def found_in(article, tag):
    def places(words):
        starts = range(len(article.text))
        return [Span(at, at + len(words)) for at in starts if article.text.startswith(words, at)]

    claire = places("Claire Vasseur")
    quotes = [Span(span.start, article.text.index("»", span.start) + 1) for span in places("«")]
    cue = places("a déclaré")
    speakers = [next(span for span in claire if span.start > quote.end) for quote in quotes]
    return Annotations(
        article.id,
        pipeline_id("fr"),
        (
            Entity(
                "e1",
                "PER",
                f"{tag} Vasseur\n{_TURNED}",
                tuple(map(Mention, claire)),
                (tag, "Claire Vasseur"),
                (Description(speakers[0], tag),),
            ),
            Entity("e2", "PER", f"{tag} Dupont", tuple(map(Mention, places("Dupont"))), candidates=("e1",)),
            Entity("e3", "LOC", f"{tag} Nantes", tuple(map(Mention, places("Nantes")))),
        ),
        tuple(
            Quote(quote, speaker=Speaker("e1", speaker, tag), cue=Cue(said, tag))
            for quote, speaker, said in zip(quotes, speakers, cue, strict=True)
        ),
    )


@pytest.fixture
def hostile(bare_shell, qtbot, make_article, made_of_markup, tag):
    """The window with that article in front and another one, both kept, with a tag; a message and a note told."""
    shell = bare_shell
    article, other = made_of_markup, make_article("Un mot.", f"{tag} autre")
    found = found_in(article, tag)
    library = shell.shelf.library()
    for each in (article, replace(other, source=f"/nowhere/{tag}")):
        library.keep(each, opened=False)
        library.add_tag((each.id,), f"{tag}{_TURNED}")
    library.keep_annotations(found)
    shell.articles.add(other)
    shell.articles.add(article)
    with qtbot.waitExposed(shell.window):
        shell.window.show()
    shell.analysis.annotations_changed.emit(article.id, found)
    QTest.keyClick(shell.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    rows = shell.window.parts.panel.library.model
    qtbot.waitUntil(lambda: rows.rowCount() == 2)
    shell.window.parts.messages.tell(Message("topic", f"{tag} message", "error", "retry", "Try again"))
    shell.window.parts.status.show_note(f"{tag} note")
    yield shell
    QToolTip.hideText()


# -- looking at all of it --------------------------------------------------------------------------


def tip_label():
    labels = [w for w in QApplication.topLevelWidgets() if w.metaObject().className() == "QTipLabel"]
    return next((label for label in labels if label.isVisible()), None)


def ask_tip(widget, point):
    """What the tool tip at a point shows, asked for as the mouse does; it is plain and of a moderate size."""
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    label = tip_label()
    if label is None:
        return ""
    label.grab()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert not label.wordWrap()  # Qt wraps what it takes for markup
    assert len(label.text().splitlines()) <= 12
    assert label.width() < 700
    assert label.height() < 320
    assert "\u202e" not in label.text()
    return label.text().replace("\u2060", "")


def tips_of(widget):
    """All tool tips of a widget, of its tabs and of its rows."""
    if isinstance(widget, QTabBar):
        return [ask_tip(widget, widget.tabRect(index).center()) for index in range(widget.count())]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        boxes = [widget.visualRect(index) for index in indexes(widget)]
        return [ask_tip(widget.viewport(), box.center()) for box in boxes if box.isValid()]
    return [ask_tip(widget, widget.rect().center())] if widget.toolTip() else []


def indexes(view):
    def below(parent):
        for row in range(view.model().rowCount(parent)):
            index = view.model().index(row, 0, parent)
            yield index
            yield from below(index)

    return list(below(view.rootIndex()))


def check_labels(tag):
    """No label but our own is anything but plain; returns those that show words of others."""
    shown = []
    for label in [w for w in QApplication.allWidgets() if isinstance(w, QLabel)]:
        label.ensurePolished()
        if isinstance(label, MarkupLabel):
            assert tag not in label.text()
        else:
            assert label.textFormat() == Qt.TextFormat.PlainText, (label.objectName(), label.text())
        shown += [label] if "gras" in label.text() else []
    return shown


def check_keys(texts):
    """No letter of others becomes a key, no text breaks the line; returns how many there are."""
    of_others = [text for text in texts if "gras" in text]
    for text in of_others:
        assert QKeySequence.mnemonic(text).isEmpty(), text
        assert one_line(text) == text
    return len(of_others)


def check_rows(view):
    for index in indexes(view):
        text = str(index.data() or "")
        assert one_line(text) == text
    return [str(index.data()) for index in indexes(view)]


def look_at(widgets, tag):
    """Draw all, ask for all tips; returns the tips that show words of others."""
    tips = []
    for widget in widgets:
        if widget.isVisible():
            widget.grab()
            tips += tips_of(widget)
            if isinstance(widget, QAbstractItemView):
                check_rows(widget)
    check_labels(tag)
    assert not any("magenta" in tip for tip in tips)
    return [tip for tip in tips if "<b>gras</b>" in tip.replace("\n", "")]


def within(widget):
    return [widget, *widget.findChildren(QWidget)]


# -- the window ------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_of_the_window_shows_markup_as_it_stands(hostile, opened, tag, theme):
    """Tips, message bar and status notes took titles and alt texts for markup and opened what it named."""
    hostile.preferences.change(theme=theme)
    panel = hostile.window.parts.panel
    tips = []
    for page in (panel.entities, panel.quotes, panel.outline, panel.library):
        panel.tabs.setCurrentWidget(page)
        QApplication.processEvents()
        here = look_at(within(page), tag)
        assert here, page
        tips += here
    tips += look_at([w for w in within(hostile.window) if not panel.isAncestorOf(w)], tag)

    assert len(tips) >= 12
    shown = {label.objectName() for label in check_labels(tag)}
    assert {"messageText", "note"} <= shown
    assert not opened()


def test_tabs_titles_menus_and_buttons_have_no_keys_of_others(hostile, opened):
    """“R&D” in a name was a key of a line of the card; a title with “[*]” lost it."""
    window = hostile.window
    tabs = window.parts.tabs
    assert check_keys(tabs.tabText(index) for index in range(tabs.count())) == 2
    assert "<b>gras</b>" in window.windowTitle()
    assert one_line(window.windowTitle()) == window.windowTitle()
    foot = [
        button for button in window.findChildren(QPushButton) if button.objectName().startswith("chapter")
    ]
    assert check_keys(button.text() for button in foot) == 2

    filters = window.parts.panel.library.filters
    filters.menu.aboutToShow.emit()
    assert check_keys(action.text() for action in filters.menu.actions()) == 1
    hostile.preferences.remember(hostile.preferences.state.with_recent("/nowhere/R&D <b>gras\u202e\n.txt"))
    recent = hostile.menus["file/recent"]
    assert check_keys(action.text().removeprefix("&1") for action in recent.actions()) == 1

    hostile.session.choose_entity("e1")
    hostile.actions["card"].trigger()
    buttons = [each.text() for each in window.findChildren(QAbstractButton)]
    assert check_keys(text for text in buttons) >= 4
    actions = [each.text() for each in QApplication.instance().findChildren(QAction)]
    check_keys(actions)
    assert not opened()


def test_the_card_shows_markup_as_it_stands(hostile, opened, tag):
    hostile.session.choose_entity("e1")
    hostile.actions["card"].trigger()
    card = hostile.window.parts.card
    assert card.isVisible()
    look_at(within(card), tag)
    name = card.findChild(QLabel, "cardName")
    assert "<b>gras</b>" in name.text()
    assert "\u202e" not in name.text()
    assert not opened()


def test_the_quick_switch_shows_markup_as_it_stands(hostile, opened, tag):
    hostile.actions["quick_switch"].trigger()
    switch = hostile.window.parts.switch
    QTest.keyClicks(switch.field, "gras")
    assert len(look_at(within(switch), tag)) >= 5
    assert not opened()


def test_the_entity_chooser_shows_markup_as_it_stands(hostile, opened, tag, qtbot):
    field = hostile.window.parts.panel.library.filters.entity
    field.setFocus()
    QTest.keyClicks(field, "dupont")
    qtbot.waitUntil(lambda: field.model.rowCount() > 0)

    def popups():
        named = [each for each in QApplication.allWidgets() if each.objectName() == "libraryChoices"]
        return [each for each in named if each.isVisible()]

    qtbot.waitUntil(lambda: bool(popups()))
    (popup,) = popups()
    assert look_at([popup], tag)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert isinstance(field, QLineEdit)
    assert one_line(field.text()) == field.text()
    assert "gras" in field.text()
    assert not opened()


def test_tips_on_the_page_show_markup_as_it_stands(hostile, opened, tag, made_of_markup):
    """Of a picture its alt text, of a link its address, of a quotation its speaker, of the map its words."""
    view, strip = hostile.window.parts.view, hostile.window.parts.map
    page = view.viewport()
    seen = set()
    for y in range(0, page.height(), 7):
        for x in range(4, page.width(), 90):
            seen.add(ask_tip(page, QPoint(x, y)))
    link = made_of_markup.links[0].span
    seen.add(ask_tip(page, view.mark_box(link).center().toPoint()))
    quote = hostile.session.annotations.quotes[0].span
    view.restore_position(quote.start)
    seen.add(ask_tip(page, view.mark_box(quote).center().toPoint()))
    ticks = [QPoint(8, y) for y in range(strip.height()) if strip.tick_at(QPoint(8, y)) is not None]
    seen |= {ask_tip(strip, point) for point in ticks}
    flat = {text.replace("\n", "").replace(" ", "") for text in seen}
    assert tag.replace(" ", "") in flat
    assert any("https://e.org/<b>" in text for text in flat)
    assert any("Vasseur" in text and "gras" in text for text in flat)
    assert not opened()


@pytest.mark.parametrize("name", ["settings", "shortcuts", "about", "library_tags"])
def test_dialogs_show_markup_as_it_stands(hostile, opened, tag, name, qtbot):
    rows = hostile.window.parts.panel.library.list
    rows.setCurrentIndex(rows.model().index(0, 0))
    before = set(QApplication.topLevelWidgets())
    hostile.actions[name].trigger()

    def new():
        return [
            w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before and w.isModal()
        ] or [
            w for w in QApplication.topLevelWidgets() if w.objectName() == f"{name}Dialog" and w.isVisible()
        ]

    qtbot.waitUntil(lambda: bool(new()))
    dialog = new()[0]
    look_at(within(dialog), tag)
    if name == "library_tags":
        assert any("gras" in text for text in check_rows(dialog.rows))
    dialog.close()
    assert not opened()


def test_a_message_box_shows_markup_as_it_stands(hostile, opened, tag):
    """Also one that somebody adds later: nothing has to be thought of."""
    box = QMessageBox(QMessageBox.Icon.Warning, tag, tag, parent=hostile.window)
    box.setInformativeText(tag)
    box.setTextFormat(Qt.TextFormat.RichText)
    box.open()
    QApplication.processEvents()
    assert len([label for label in check_labels(tag) if label.window() is box]) == 2
    box.grab()
    box.close()
    box.deleteLater()
    assert not opened()


def test_an_error_names_a_file_of_markup_as_it_stands(hostile, opened, tag):
    error = UnreadableInputError("file_unreadable", name=f"{tag}\n\u202e.txt", reason=f"{tag}\x1b[2J")
    hostile.articles.open_failed.emit(f"/nowhere/{tag}", error)
    text = hostile.window.findChild(QLabel, "messageText")
    assert "<b>gras</b>" in text.text()
    assert "\n" not in text.text()
    assert "\x1b" not in text.text()
    look_at(within(hostile.window.parts.messages), tag)
    assert not opened()


def test_the_picture_that_is_watched_is_seen_to_be_opened(opened):
    """Proof that the watch works: what reads the picture is noticed."""
    assert not opened()
    assert not QImage(str(opened.path)).isNull()
    assert opened()


# -- sizes -----------------------------------------------------------------------------------------


def test_a_word_without_end_widens_no_window(hostile):
    """The name of a file made the window 2,964 pixels wide."""
    hostile.window.parts.messages.tell(Message("topic", f"{'z' * 4_000}.txt cannot be read", "error"))
    hostile.window.parts.status.show_note("opened outside the reader: " + "z" * 4_000)
    QApplication.processEvents()
    assert hostile.window.minimumSizeHint().width() < 1000
    text = hostile.window.findChild(QLabel, "messageText").text()
    assert text.endswith("zzz.txt cannot be read")
    assert len(text) < 120


@pytest.mark.parametrize(
    "text",
    ["x" * 5_000, "mot " * 5_000, "\n".join("abc" for _ in range(50)), "<b>oui</b> " * 400, "漢" * 900],
)
def test_a_tip_is_wrapped_and_bounded(hostile, text):
    button = QPushButton(hostile.window)
    button.setToolTip(text)
    button.show()
    shown = ask_tip(button, QPoint(3, 3))
    assert shown.endswith("…")
    assert len(shown.splitlines()) == 12
    assert tip_text(shown, tip_label().font()).replace("\u2060", "") == shown


def test_a_short_tip_stays_as_it_is(hostile):
    button = QPushButton(hostile.window)
    button.setToolTip("Fermer l’article (Ctrl+W)\n« Oui »")
    button.show()
    assert ask_tip(button, QPoint(3, 3)) == "Fermer l’article (Ctrl+W)\n« Oui »"


def test_a_tip_follows_the_theme_while_it_is_shown(hostile):
    button = QPushButton(hostile.window)
    button.setToolTip("mot " * 90)
    button.show()
    before = ask_tip(button, QPoint(3, 3))
    hostile.preferences.change(theme="dark")
    assert tip_label() is None or tip_label().text() == before


# -- one at a time ---------------------------------------------------------------------------------


def test_labels_of_any_kind_are_plain_before_they_are_measured(qapp, opened, tag):
    """The size of a label is asked for long before it is shown, and asking opened the picture."""
    use_plain_text(qapp)
    label = QLabel(tag)
    rich = QLabel(textFormat=Qt.TextFormat.RichText)
    rich.setText(tag)
    bar = MessageBar()
    bar.tell(Message("topic", tag))
    for widget in (label, rich, bar):
        assert widget.sizeHint() != QSize()
        widget.grab()
        widget.deleteLater()
    assert not opened()


def test_the_program_itself_has_the_plain_style():
    """The tests give the style to their own application; the program does so where it makes its one."""
    code = (
        "from PySide6.QtWidgets import QLabel\n"
        "from reader.ui.app import make_application\n"
        "application = make_application(['reader'])\n"
        "label = QLabel('<b>gras</b>')\n"
        "label.ensurePolished()\n"
        "print(label.textFormat().name)"
    )
    folders = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": folders},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "PlainText"


def test_our_own_markup_takes_words_of_others_as_they_stand(qapp, opened, tag):
    label = MarkupLabel("<b>Reader</b> {version}", version=tag)
    label.grab()
    assert "&lt;img" in label.text()
    assert label.text().startswith("<b>Reader</b>")
    label.deleteLater()
    assert not opened()


def test_captions():
    assert caption("R&D") == "R&&D"
    assert caption("a\nb\u202ec\x1b") == "a b�c�"
    assert len(caption("x" * 500)) == 72
    assert caption("début" + "x" * 200 + ".txt").endswith(".txt")
    assert window_caption("[*] Titre") == "[*][*] Titre"
    assert ReaderError("file_missing", name="a\nb\x1b[2J").sentence() == "a b�[2J: there is no such file."


def test_a_title_bar_shows_the_sign_for_changes_as_it_stands(bare_shell, make_article):
    bare_shell.articles.add(make_article("Un mot.", "Note [*] de service"))
    assert "Note [*][*] de service" in bare_shell.window.windowTitle()


def test_menus_of_others_show_no_tips_as_markup(hostile, opened):
    menu = QMenu(hostile.window)
    menu.setToolTipsVisible(True)
    action = menu.addAction("Mot")
    action.setToolTip(f'<img src="{opened.path}">')
    menu.popup(hostile.window.mapToGlobal(QPoint(50, 50)))
    assert "<img" in ask_tip(menu, menu.actionGeometry(action).center())
    menu.close()
    assert not opened()
