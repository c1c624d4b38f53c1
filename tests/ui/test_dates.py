"""Dates in the words of the window's language."""

import pytest
from PySide6.QtCore import QLocale

from reader.ui.dates import shown_date


@pytest.mark.parametrize(
    ("code", "text", "long", "short"),
    [
        ("fr", "2023-09-12", "12 septembre 2023", "12 sept. 2023"),
        ("en", "2023-09-12", "12 September 2023", "12 Sep 2023"),
        ("fr", "2023-09", "Septembre 2023", "Sept. 2023"),
        ("fr", "2023", "2023", "2023"),
        ("fr", "mardi 12", "mardi 12", "mardi 12"),
        ("fr", "2023-99-12", "2023-99-12", "2023-99-12"),
    ],
)
def test_dates_are_said_as_people_say_them(qapp, code, text, long, short):
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(code))
        assert (shown_date(text), shown_date(text, short=True)) == (long, short)
    finally:
        QLocale.setDefault(before)


def test_no_date_is_none():
    assert shown_date(None) is None
