"""The lengths that the house keeps to, and the one way to markup, which texts of others never go."""

import ast
from pathlib import Path

import pytest

import reader

FILES = sorted(Path(reader.__file__).parent.rglob("*.py"))
MOST_METHODS, MOST_LINES = 25, 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_classes_and_functions_stay_short(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            methods = [each.name for each in node.body if isinstance(each, ast.FunctionDef)]
            assert len(methods) <= MOST_METHODS, node.name
        elif isinstance(node, ast.FunctionDef):
            assert node.end_lineno - node.lineno < MOST_LINES, node.name


WINDOW = [path for path in FILES if "ui" in path.relative_to(Path(reader.__file__).parent).parts]
MARKUP_CLASSES = {"QErrorMessage", "QGraphicsTextItem", "QSplashScreen", "QStaticText", "QWhatsThis"}
"""What takes a text for markup where it looks like that, and asks neither a style nor a label."""
MARKUP_CALLS = {
    "appendHtml",
    "insertHtml",
    "setHtml",
    "setMarkdown",
    "setStyle",
    "setTextFormat",
    "setWhatsThis",
    "toHtml",
}
OWN_MARKUP = {
    "plain_text.py": {"setStyle", "setTextFormat"},
    "about.py": {"setMarkdown"},  # a text of ours, in a page that opens nothing
}
"""Who may, and what: the style and the label of our own markup; each other one needs a reason here."""


@pytest.mark.parametrize("path", WINDOW, ids=lambda path: path.stem)
def test_there_is_one_way_to_markup(path):
    """Every label and tool tip is plain by the application's style; nothing goes round it."""
    allowed = OWN_MARKUP.get(path.name, set())
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not names & MARKUP_CLASSES
    assert not attributes & MARKUP_CALLS - allowed
    if path.name != "plain_text.py":
        assert not attributes & {"AutoText", "MarkdownText", "RichText"}
    assert "qproperty-textFormat" not in path.read_text(encoding="utf-8")
