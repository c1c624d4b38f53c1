"""The lengths that the house keeps to, so that no class grows into one that does everything."""

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
