"""The window with texts of three lengths: first paint, slices, choosing, scrolling, memory."""

from __future__ import annotations

import logging
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil
from texts import article_text, line

from reader.core.records import Annotations, Article, Entity, Mention, Quote, Span
from reader.service import article_from_text

LENGTHS = (1_000, 100_000, 1_000_000)
_NAMES = {
    "PER": ("Kim Jong Un", "Poutine", "Kim", "Pierre le Grand"),
    "LOC": ("Russie", "Ukraine", "Vostochny", "Pyongyang", "Corée du Nord"),
    "ORG": ("AP", "Kremlin"),
}


def run() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"
    logging.disable()
    from reader.ui.app import make_application

    application = make_application(["bench"])
    for words in LENGTHS:
        _page(application, words)


def found_in(article: Article) -> Annotations:
    """Marks wherever some names stand, so that no analysis of a million words is needed."""
    taken: set[int] = set()
    entities: list[Entity] = []
    for kind, names in _NAMES.items():
        for name in names:
            spans = [
                Span(*m.span()) for m in re.finditer(rf"\b{name}\b", article.text) if m.start() not in taken
            ]
            taken.update(span.start for span in spans)
            if spans:
                entities.append(Entity(f"e{len(entities)}", kind, name, tuple(map(Mention, spans))))
    quotes = tuple(Quote(Span(*m.span())) for m in re.finditer("«[^«»]*»", article.text))
    return Annotations(article.id, "bench", tuple(entities), quotes)


def _page(application, words: int) -> None:  # noqa: ANN001
    from PySide6.QtCore import QEvent

    from reader.library.paths import find_paths
    from reader.ui.shell import build_shell

    article = article_from_text(article_text(words))
    annotations = found_in(article)
    with tempfile.TemporaryDirectory() as folder:
        shell = build_shell(application, find_paths(Path(folder)), (sys.executable, "-c", ""))
        shell.window.resize(1400, 900)
        shell.window.show()
        application.processEvents()
        name = f"{words:,} words"
        memory = psutil.Process().memory_info().rss

        start = time.thread_time()
        shell.articles.add(article)
        shell.window.repaint()
        line(f"{name}: first paint", _ms(start), "ms")

        view = shell.window.parts.view
        slices: list[float] = []
        start = time.thread_time()
        while not view.filler.done:
            each = time.thread_time()
            view.filler.fill_on()
            slices.append(_ms(each))
        line(
            f"{name}: the rest filled",
            _ms(start),
            "ms",
            f"{len(slices)} slices, longest {max(slices, default=0):.0f} ms",
        )

        start = time.thread_time()
        shell.analysis.annotations_changed.emit(article.id, annotations)
        while not len(view.marks):
            application.processEvents()
        application.processEvents()
        mentions = sum(len(entity.mentions) for entity in annotations.entities)
        line(
            f"{name}: all marks shown",
            _ms(start),
            "ms",
            f"{mentions} mentions, {len(annotations.quotes)} quotations",
        )

        _choose(shell, application, annotations, name)
        _scroll(view, name)
        line(f"{name}: memory of text and marks", (psutil.Process().memory_info().rss - memory) / 1e6, "MB")
        shell.window.close()
        shell.close()
        shell.window.deleteLater()
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the next window stands alone


def _choose(shell, application, annotations: Annotations, name: str) -> None:  # noqa: ANN001
    times: list[float] = []
    for entity in annotations.entities * 2:
        start = time.thread_time()
        shell.session.pick_mention(entity.id, 0)
        application.processEvents()
        times.append(_ms(start))
    line(f"{name}: an entity chosen, median", statistics.median(times), "ms", f"longest {max(times):.0f} ms")


def _scroll(view, name: str) -> None:  # noqa: ANN001
    bar = view.verticalScrollBar()
    times: list[float] = []
    bar.setValue(0)
    for step in range(300):
        start = time.thread_time()
        bar.setValue(bar.value() + (90 if step % 20 else bar.maximum() // 20))
        view.viewport().repaint()
        times.append(_ms(start))
    line(
        f"{name}: scrolled, 95th percentile",
        sorted(times)[int(len(times) * 0.95)],
        "ms",
        f"longest {max(times):.0f} ms",
    )


def _ms(start: float) -> float:
    """Milliseconds of the window's own thread: other programs that are busy do not count."""
    return (time.thread_time() - start) * 1e3
