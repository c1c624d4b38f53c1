"""How many mentions or quotations there are, in words; doubtful ones apart where the reader does not count them."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from reader.core.tally import Tally


class CountWords(QObject):
    """Counts in the present language; with ``counts_doubtful`` what is only probable counts as if it were sure."""

    def __init__(self, counts_doubtful: bool = False) -> None:
        super().__init__()
        self.counts_doubtful = counts_doubtful

    def mentions(self, tally: Tally) -> str:
        """``12 mentions``, ``12 mentions and 1 probable``, ``1 probable mention``."""
        sure, doubtful = self._parts(tally)
        if doubtful and not sure:
            return self.tr("%n probable mention(s)", "", doubtful)
        return self._joined(self.tr("%n mention(s)", "", sure), doubtful)

    def quotations(self, tally: Tally) -> str:
        """``3 quotations``, ``3 quotations and 1 probable``, ``1 probable quotation``."""
        sure, doubtful = self._parts(tally)
        if doubtful and not sure:
            return self.tr("%n probable quotation(s)", "", doubtful)
        return self._joined(self.tr("%n quotation(s)", "", sure), doubtful)

    def short(self, tally: Tally) -> str:
        """``4``, ``3 + 1?``, ``1?``: for a badge beside words that say the same to a screen reader."""
        sure, doubtful = self._parts(tally)
        number = QLocale().toString
        parts = [number(sure)] if sure or not doubtful else []
        if doubtful:
            parts.append(self.tr("{number}?").format(number=number(doubtful)))
        return " + ".join(parts)

    def _parts(self, tally: Tally) -> tuple[int, int]:
        """What is counted, and what is named beside it."""
        return (tally.total, 0) if self.counts_doubtful else (tally.sure, tally.doubtful)

    def _joined(self, sure: str, doubtful: int) -> str:
        if not doubtful:
            return sure
        beside = self.tr("%n probable", "", doubtful)
        return self.tr("{sure} and {doubtful}").format(sure=sure, doubtful=beside)
