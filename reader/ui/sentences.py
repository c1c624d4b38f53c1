"""What went wrong, as a sentence in the window's language and something to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from reader.core.errors import message
from reader.core.languages import language_name
from reader.service import analysed_languages
from reader.ui.message_bar import Message
from reader.ui.worker_client import WorkerFailure

LANGUAGE_TOPIC = "article_language"
"""What a message about an article's language is about."""


def failure_message(failure: WorkerFailure, language: str) -> Message:
    """Why an article has no marks, with “Try again”."""
    again = QCoreApplication.translate("Messages", "Try again")
    return Message("analysis", failure_sentence(failure, language), "warning", "retry", again)


def failure_sentence(failure: WorkerFailure, language: str) -> str:
    """The sentence alone."""
    if failure.reason == "analysis":
        return known_sentence(failure.key, language, failure.values) or message("analysis_failed", language)
    if failure.reason == "hung":
        return QCoreApplication.translate(
            "Messages",
            "The analysis gave no sign of life and was ended; the article can be read, without marks.",
        )
    if failure.reason == "absent":
        return QCoreApplication.translate(
            "Messages", "The analysis could not be started; the article can be read, without marks."
        )
    return QCoreApplication.translate(
        "Messages", "The analysis broke off; the article can be read, without marks."
    )


def known_sentence(key: str, language: str, values: object = None) -> str:
    """A row of ``messages.toml``; empty for one that is not there."""
    try:
        return message(key, language, **(dict(values) if isinstance(values, dict) else {}))
    except (KeyError, IndexError):
        return ""


def language_message(notice: str, article: str, language: str) -> Message:
    """That little can be found in the language of an article, with a way to say that it is in another one."""
    code = analysed_languages()[0]
    text = message(notice, language, language=language_name(article, language))
    no = QCoreApplication.translate("Messages", "It is in {language}")
    return Message(
        LANGUAGE_TOPIC,
        text,
        "info",
        f"article_language_{code}",
        no.format(language=language_name(code, language)),
    )


def welcome_message(own: bool = False) -> Message:
    """Three lines for the first start; ``own`` where it shows an article of the reader's own choice."""
    first = QCoreApplication.translate(
        "Messages",
        "Welcome. Open more articles with Ctrl+O, drop them here or paste them with Ctrl+Shift+V.",
    )
    if not own:
        first = QCoreApplication.translate(
            "Messages",
            "Welcome. This is a first article; open yours with Ctrl+O, drop it here or paste it with "
            "Ctrl+Shift+V.",
        )
    more = QCoreApplication.translate(
        "Messages",
        "Click a name in the text or at the side: all its mentions light up, N and P lead from one to "
        "the next.\n"
        "Nothing leaves this computer. F1 shows all the keys.",
    )
    return Message("welcome", f"{first}\n{more}")


def nothing_to_paste() -> Message:
    """The clipboard holds no text."""
    return Message("open", QCoreApplication.translate("Messages", "There is no text to paste."), "warning")
