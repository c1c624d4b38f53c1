"""Some releases of Qt for Python lose a reference to ``None`` with every void call and abort in the end."""

import sys

from PySide6.QtCore import QObject


def test_void_calls_leave_the_references_to_none_alone() -> None:
    subject = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        subject.setObjectName("name")

    assert abs(sys.getrefcount(None) - before) < 5_000
