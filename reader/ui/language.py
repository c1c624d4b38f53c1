"""The window's language: ours and Qt's own strings, switched while the window is open."""

from __future__ import annotations

import os
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from reader.core.resources import resource_path

LANGUAGES = ("fr", "en")


def choose_language(wanted: str, environment: Mapping[str, str] = os.environ) -> str:
    """``wanted`` where it is a language of ours, else the system's; French where that is neither."""
    if wanted in LANGUAGES:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "fr"
    return "en" if QLocale.system().name().startswith("en") else "fr"


class Language(QObject):
    """Installs and removes translators; widgets hear of it by Qt's ``LanguageChange`` event."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self._installed: list[QTranslator] = []
        self.code = "en"

    def use(self, code: str) -> None:
        """Switch the window to a language of ours."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
        self.code = code
        QLocale.setDefault(QLocale(code))
        if code != "en":
            qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(f"qtbase_{code}", qt_folder)
        self._install(f"reader_{code}", str(resource_path("translations")))

    def _install(self, name: str, folder: str) -> None:
        """A missing file leaves the English source text, which is no reason to stop."""
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._application.installTranslator(translator)
            self._installed.append(translator)


def present_language() -> str:
    """The code of the interface's language, which Qt's default locale follows."""
    return QLocale().name().partition("_")[0]
