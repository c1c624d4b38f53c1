"""The table of actions: keys, menus, translations and the help sheet follow from it."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from reader.core.resources import resource_path
from reader.ui.action_table import ACTIONS, CONTEXT, MENUS, type_actions
from reader.ui.actions import native_key
from reader.ui.dialogs.shortcuts import ShortcutsDialog
from reader.ui.entity_types import load_entity_types

ROWS = (*ACTIONS, *type_actions(load_entity_types().keys))
OWN_NAMES = {"&Français", "&English"}


def french():
    tree = ET.parse(resource_path("translations", "reader_fr.ts"))
    context = next(c for c in tree.iter("context") if c.findtext("name") == CONTEXT)
    return {m.findtext("source"): m.findtext("translation") for m in context.iter("message")}


def test_ids_are_unique():
    assert max(Counter(row.id for row in ROWS).values()) == 1


@pytest.mark.parametrize("keys", ["shortcuts", "text_keys", "row_keys"])
def test_no_key_does_two_things(keys):
    used = Counter(QKeySequence(key).toString() for row in ROWS for key in getattr(row, keys))
    assert [key for key, count in used.items() if count > 1] == []


def test_every_key_is_one_that_qt_knows():
    assert all(not QKeySequence(key).isEmpty() for row in ROWS for key in row.keys)


def test_every_action_has_a_key():
    assert [row.id for row in ROWS if not row.keys] == []


def test_every_row_and_every_menu_can_be_said_in_french():
    known = french()
    texts = {row.text for row in ACTIONS} | {title for _, title in MENUS}
    assert {text for text in texts - OWN_NAMES if not known.get(text)} == set()


@pytest.mark.parametrize("code", ["en", "fr"])
def test_no_letter_opens_two_rows_of_one_menu(shell, code):
    """Kinds are named by their table and recent files by number; they have no letters."""
    shell.language.use(code)
    clashes = []
    for menu in dict(MENUS):
        rows = [row for row in ACTIONS if row.menu == menu]
        texts = [QCoreApplication.translate(CONTEXT, row.text) for row in rows]
        texts += [
            QCoreApplication.translate(CONTEXT, title) for path, title in MENUS if path.startswith(f"{menu}/")
        ]
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        clashes += [(menu, letter) for letter, count in letters.items() if count > 1]
    assert clashes == []


def test_every_action_stands_in_a_menu(shell):
    assert {row.menu for row in ROWS} <= set(dict(MENUS))
    placed = Counter(action.objectName() for menu in shell.menus.all for action in menu.actions())
    assert {row.id: placed[row.id] for row in ROWS if placed[row.id] != 1} == {}


def test_the_help_sheet_lists_every_action_with_all_its_keys(shell, qtbot):
    dialog = ShortcutsDialog(shell.actions, shell.window)
    qtbot.addWidget(dialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    for row in ROWS:
        assert shell.actions[row.id].text().replace("&", "").rstrip("…") in said
        assert {native_key(key) for key in row.keys} <= said


def test_every_action_does_something(shell):
    """A row that nobody connected would be a dead entry of a menu."""
    assert [row.id for row in ROWS if not shell.actions[row.id].receivers("2triggered(bool)")] == []
