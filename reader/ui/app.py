"""Builds the application and the window; the only place of the window that puts objects together."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStyleFactory

from reader.core.books import chapter_source, file_of
from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.core.resources import resource_path, seeds_path
from reader.library.paths import Paths, find_paths
from reader.library.window_state import WindowState
from reader.service import FoundFiles, KnownAnalyses, Shelf, find_files, keep_pasted
from reader.service.kept_articles import KeptArticles
from reader.service.reading import Cancelled
from reader.ui.actions import ACTIONS, Actions, type_actions
from reader.ui.analysis import Analysis
from reader.ui.appearance import Appearance
from reader.ui.book_reader import BookReader
from reader.ui.card import EntityCard
from reader.ui.commands import Commands
from reader.ui.entity_types import EntityTypes, load_entity_types
from reader.ui.error_hook import ErrorHook
from reader.ui.fonts import interface_font, load_fonts
from reader.ui.jobs import JobRunner
from reader.ui.language import Language
from reader.ui.library.librarian import Librarian
from reader.ui.library.shortlist import Shortlist
from reader.ui.lookups import Lookups
from reader.ui.main_window import MainWindow, Parts
from reader.ui.menus import Menus
from reader.ui.message_bar import MessageBar
from reader.ui.open_articles import OpenArticles
from reader.ui.page import ArticleMap, ArticleView, FindBar
from reader.ui.panel import SidePanel
from reader.ui.picture_loader import PictureLoader
from reader.ui.preferences import Preferences
from reader.ui.presenter import Presenter
from reader.ui.reading_progress import ReadingProgress
from reader.ui.reading_session import ReadingSession
from reader.ui.sentences import welcome_message
from reader.ui.status_line import StatusLine
from reader.ui.switch.quick_switch import QuickSwitch
from reader.ui.switch.switcher import Switcher
from reader.ui.tabs import ArticleTabs
from reader.ui.theme import Theme, load_themes
from reader.ui.toolbar import Toolbar
from reader.ui.worker_client import WorkerClient

FOUNDING_ARTICLE = "kim-poutine.txt"
_INTERFACE_POINTS = 10.0


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything that one running window consists of."""

    application: QApplication
    window: MainWindow
    actions: Actions
    menus: Menus
    articles: OpenArticles
    analysis: Analysis
    session: ReadingSession
    preferences: Preferences
    appearance: Appearance
    language: Language
    worker: WorkerClient
    jobs: JobRunner
    shelf: Shelf
    librarian: Librarian

    def close(self) -> None:
        """Remember everything and leave no process or thread behind."""
        self.librarian.close()
        self.preferences.save()
        self.worker.close()
        self.jobs.close()
        self.shelf.close()


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one application object, looking the same on every system."""
    application = QApplication(list(arguments))
    application.setApplicationName("entity-reader")
    application.setDesktopFileName("entity-reader")
    application.setWindowIcon(QIcon(str(resource_path("icons", "reader.svg"))))
    application.setStyle(QStyleFactory.create("Fusion"))
    load_fonts()
    application.setFont(interface_font(_INTERFACE_POINTS))
    return application


def worker_command(paths: Paths) -> tuple[str, ...]:
    """How the analysis child process is started: the same program, frozen or not."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "reader"]
    return (*program, "--worker", "--cache", str(paths.annotation_cache))


def build_shell(application: QApplication, paths: Paths, command: Sequence[str]) -> Shell:
    """Build the window and wire it; nothing is shown, read or started yet."""
    preferences = Preferences(paths)
    _set_font(application, preferences)
    language = Language(application)
    types = load_entity_types()
    themes = load_themes()
    window = MainWindow()
    actions = Actions(window, (*ACTIONS, *type_actions(types.keys)))
    menus = Menus(window, actions)
    parts = _make_parts(window, actions, menus, types, themes["light"])
    window.lay_out(parts)
    actions.add_text_keys(parts.view)
    actions.add_row_keys(parts.panel.library.list)
    actions.check("panel")
    jobs = JobRunner(window)
    worker = WorkerClient(command, jobs, window)
    shelf = Shelf(paths.library_file)
    known = KnownAnalyses(paths.annotation_cache, shelf)
    kept = KeptArticles(shelf, known, preferences.state.kept_files())
    articles = _make_articles(jobs, preferences, known, kept, paths, window)
    analysis = _analysis(worker, known, preferences, window)
    session = ReadingSession(
        articles,
        analysis,
        parts.view.reading_position,
        lambda article_id: kept.place_of(article_id) or preferences.state.place_of(article_id),
        window,
    )
    appearance = Appearance(application, window, actions, menus, types, themes, preferences, language)
    appearance.apply(preferences.settings)
    Presenter(window, articles, analysis, session, language, jobs)
    lookups = Lookups(window, actions, session, language)
    switcher = Switcher(window, actions, articles, session, preferences, types)
    librarian = Librarian(
        window, actions, articles, analysis, session, preferences, language, jobs, shelf, kept.open
    )
    Shortlist(switcher, librarian.desk, articles, librarian.open_kept)
    PictureLoader(parts.view.pictures, jobs, BookReader(window, actions, articles, session, preferences))
    ReadingProgress(articles, window.parts.messages, window)
    Commands(window, actions, menus, articles, session, preferences, language, lookups)
    return Shell(
        application,
        window,
        actions,
        menus,
        articles,
        analysis,
        session,
        preferences,
        appearance,
        language,
        worker,
        jobs,
        shelf,
        librarian,
    )


def _set_font(application: QApplication, preferences: Preferences) -> None:
    """Before any widget is made: a style sheet that is set later keeps the fonts of those that are there."""
    application.setFont(interface_font(preferences.settings.interface_size))


def _make_articles(
    jobs: JobRunner,
    preferences: Preferences,
    known: KnownAnalyses,
    kept: KeptArticles,
    paths: Paths,
    window: MainWindow,
) -> OpenArticles:
    """What opens a file, a folder or a book, plain words and words from a web page."""
    return OpenArticles(
        jobs,
        lambda path, cancelled: _open_file(path, preferences.state, kept, cancelled),
        lambda text, cancelled: known.look_up(keep_pasted(text, paths.pasted, False, cancelled)),
        lambda html, cancelled: known.look_up(keep_pasted(html, paths.pasted, True, cancelled)),
        window,
    )


def _open_file(
    path: str, state: WindowState, kept: KeptArticles, cancelled: Cancelled
) -> Article | FoundFiles:
    """In a job: a file's article, the files of a folder, or the chapter of a book where one stopped."""
    if Path(path).is_dir():
        return find_files(path)
    last = state.chapter_of(str(Path(path).absolute()))
    if last is not None:
        try:
            return kept.open_file(chapter_source(path, last), cancelled)
        except UnreadableInputError as error:
            if error.key != "chapter_missing":
                raise
    return kept.open_file(path, cancelled)


def _analysis(
    worker: WorkerClient,
    known: KnownAnalyses,
    preferences: Preferences,
    window: MainWindow,
) -> Analysis:
    """The analyses of the open articles, which show indirect speech as long as the settings say so."""
    analysis = Analysis(worker, known.take, window)
    analysis.show_indirect(preferences.settings.indirect_speech)
    preferences.settings_changed.connect(lambda settings: analysis.show_indirect(settings.indirect_speech))
    return analysis


def _make_parts(
    window: MainWindow, actions: Actions, menus: Menus, types: EntityTypes, theme: Theme
) -> Parts:
    view = ArticleView(theme, types)
    signs = [(key, types.sign(key)) for key in types.keys]
    return Parts(
        toolbar=Toolbar(actions, signs, menus["view/theme"], menus.main),
        tabs=ArticleTabs(),
        messages=MessageBar(),
        view=view,
        map=ArticleMap(view),
        find_bar=FindBar(view, theme, window),
        panel=SidePanel(theme, types),
        status=StatusLine(actions),
        card=EntityCard(theme, types, window),
        switch=QuickSwitch(theme, types, window),
    )


def restore_window(shell: Shell) -> None:
    """Give the window its former place, and remember the next one when it closes."""
    state = shell.preferences.state
    shell.window.restore(state.geometry, state.splitter)
    shell.actions["panel"].setChecked(state.panel_visible)
    shell.window.parts.panel.setVisible(state.panel_visible)
    shell.window.closing.connect(lambda: _remember(shell))


def _remember(shell: Shell) -> None:
    preferences, window = shell.preferences, shell.window
    preferences.remember_places(shell.session.places())
    opened = [article for article in shell.articles.articles if article.source]
    sources = [str(Path(article.source).absolute()) for article in opened]
    kept = shell.librarian.keeping.kept
    current = shell.articles.current
    front = str(Path(current.source).absolute()) if current is not None and current.source else ""
    preferences.remember(
        replace(
            preferences.state,
            geometry=window.geometry_state(),
            splitter=window.splitter_state(),
            panel_visible=shell.actions["panel"].isChecked(),
            open_files=tuple(sources),
            open_ids=tuple(article.id if article.id in kept else "" for article in opened),
            current=sources.index(front) if front in sources else 0,
            welcomed=True,
        )
    )


def open_first(shell: Shell, paths: Sequence[str]) -> None:
    """Open what was asked for, else the articles of the last run, else the founding article."""
    state = shell.preferences.state
    kept = state.kept_files()
    former = [path for path in state.open_files if path in kept or Path(file_of(path)).is_file()]
    if paths:
        shell.articles.open_files(paths)
    elif former and shell.preferences.settings.reopen:
        shell.articles.open_files(former, min(state.current, len(former) - 1), resumed=True)
    else:
        shell.articles.open_files([str(seeds_path() / FOUNDING_ARTICLE)], resumed=True)
        if not state.welcomed:
            shell.window.parts.messages.tell(welcome_message())


def run_window(paths: Sequence[str], profile: Path | None) -> int:
    """Open the window on these articles and run until it is closed; returns the exit code."""
    folders = find_paths(profile)
    application = make_application(["entity-reader"])
    _log_to(folders.log_file)
    hook = ErrorHook(application)
    hook.install()
    shell = build_shell(application, folders, worker_command(folders))
    restore_window(shell)
    _trace(shell)
    shell.window.painted.connect(shell.analysis.start)
    shell.window.painted.connect(shell.librarian.start)
    open_first(shell, paths)
    shell.window.show()
    shell.window.parts.view.setFocus(Qt.FocusReason.OtherFocusReason)
    try:
        return application.exec()
    finally:
        shell.close()
        hook.remove()


def _log_to(path: Path) -> None:
    """Warnings and errors go to a small file; no folder for it is no reason to stop."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, delay=True, encoding="utf-8")
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("reader").addHandler(handler)


def _trace(shell: Shell) -> None:
    """With READER_TRACE=1: when the window was first painted with text, and when all marks were there."""
    if os.environ.get("READER_TRACE") != "1":
        return

    def say(what: str) -> None:
        print(f"{what} {_since_start_ms():.0f}", file=sys.stderr, flush=True)

    shell.window.painted.connect(lambda: say("first-paint"))
    shell.session.annotations_changed.connect(
        lambda found: say("marks-complete") if found is not None and found.complete else None
    )


def _since_start_ms() -> float:
    """Milliseconds since this process began, by the system's own record where there is one."""
    try:
        fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        return (uptime - int(fields[19]) / os.sysconf("SC_CLK_TCK")) * 1000
    except (OSError, ValueError, IndexError):
        return time.process_time() * 1000


def run_screenshot(
    path: str,
    out: Path,
    size: tuple[int, int],
    theme: str,
    select: str | None,
    profile: Path | None,
) -> int:
    """Draw the real window with one article to a PNG; raises ``ReaderError`` for bad input."""
    from reader.ui.screenshot import say_without_hints, take_screenshot

    before = qInstallMessageHandler(say_without_hints)
    try:
        application = make_application(["entity-reader"])
        return take_screenshot(application, path, Path(out), size, theme, select, profile)
    finally:
        qInstallMessageHandler(before)
