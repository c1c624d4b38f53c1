"""The interface in French and English: complete, compiled, up to date with the code, switched live."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from reader.core.resources import resource_path
from reader.ui.language import choose_language

ROOT = Path(__file__).resolve().parents[2]
FILES = {code: resource_path("translations", f"reader_{code}.ts") for code in ("fr", "en")}
TOOLS = Path(sys.executable).parent


def messages(path):
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name"), message.findtext("source"), message


def forms(message):
    found = message.find("translation")
    return [each.text or "" for each in found.iter("numerusform")] or [found.text or ""]


@pytest.mark.parametrize("code", FILES)
def test_every_text_is_translated(code):
    missing = [
        (context, source)
        for context, source, message in messages(FILES[code])
        if message.find("translation").get("type") or not all(forms(message))
    ]
    assert missing == []


@pytest.mark.parametrize("code", FILES)
def test_placeholders_and_mnemonics_survive_translation(code):
    wrong = []
    for context, source, message in messages(FILES[code]):
        for form in forms(message):
            if sorted(re.findall(r"\{\w+\}|%n", source)) != sorted(re.findall(r"\{\w+\}|%n", form)):
                wrong.append((context, source))
            if context == "Actions" and ("&" in source) != ("&" in form):
                wrong.append((context, source))
    assert wrong == []


def test_french_typography():
    """Guillemets and high punctuation keep their blanks, apostrophes are curly."""
    wrong = [
        form
        for _, _, message in messages(FILES["fr"])
        for form in forms(message)
        if re.search(r" [:;!?»]|« |'", re.sub(r"<[^>]+>", "", form))
    ]
    assert wrong == []


@pytest.mark.parametrize(("code", "options"), [("fr", ()), ("en", ("-pluralonly",))])
def test_the_files_hold_what_the_code_says(tmp_path, code, options):
    """`make translations` would change nothing."""
    fresh = tmp_path / FILES[code].name
    shutil.copy(FILES[code], fresh)
    command = [
        TOOLS / "pyside6-lupdate",
        "-silent",
        "-no-obsolete",
        "-locations",
        "none",
        "-extensions",
        "py",
    ]
    subprocess.run([*command, *options, ROOT / "reader", "-ts", fresh], check=True, capture_output=True)

    def texts(path):
        return {(context, source, message.get("numerus")) for context, source, message in messages(path)}

    assert texts(fresh) == texts(FILES[code])


@pytest.mark.parametrize("code", FILES)
def test_the_compiled_files_are_up_to_date(tmp_path, code):
    fresh = tmp_path / f"reader_{code}.qm"
    command = [TOOLS / "pyside6-lrelease", "-silent", FILES[code], "-qm", fresh]
    subprocess.run(command, check=True, capture_output=True)
    assert fresh.read_bytes() == FILES[code].with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(
    ("wanted", "environment", "code"),
    [
        ("fr", {"LANG": "en_US.UTF-8"}, "fr"),
        ("en", {}, "en"),
        ("system", {"LANG": "en_GB.UTF-8"}, "en"),
        ("system", {"LANG": "de_DE.UTF-8"}, "fr"),
        ("system", {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"}, "fr"),
        ("klingon", {"LANG": "fr_CA.UTF-8"}, "fr"),
    ],
)
def test_the_language_is_the_chosen_one_or_the_systems(wanted, environment, code):
    assert choose_language(wanted, environment) == code


def test_the_language_changes_while_the_window_is_open(shell, qtbot):
    parts = shell.window.parts
    shell.session.pick_mention("e1", 1)
    for key, code, tab, meta, menu in (
        (Qt.Key.Key_8, "fr", "Citations", "mots", "Fichier"),
        (Qt.Key.Key_9, "en", "Quotations", "words", "File"),
    ):
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        QTest.keyClick(shell.window, key, modifiers)
        assert QLocale().name().startswith(code)
        qtbot.waitUntil(lambda wanted=tab: parts.panel.tabs.tabText(1) == f"{wanted}\u20024")
        assert meta in parts.view.toPlainText()
        assert shell.menus["file"].title().replace("&", "") == menu
        assert shell.session.choice.mention_index == 1
    assert "4 mentions" in parts.panel.entities.model.entity_index("e1").data(Qt.ItemDataRole.ToolTipRole)
    assert "1 mention" in parts.panel.entities.model.entity_index("e4").data(Qt.ItemDataRole.ToolTipRole)


def test_qts_own_words_are_french_too(shell):
    shell.preferences.change(language="fr")
    shell.actions["settings"].trigger()
    dialog = next(w for w in shell.application.topLevelWidgets() if w.objectName() == "settingsDialog")
    assert "Fermer" in {button.text().replace("&", "") for button in dialog.findChildren(QPushButton)}
