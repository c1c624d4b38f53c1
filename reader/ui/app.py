"""Builds the application and the window; the only place of the window that puts objects together."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from reader.core.books import chapter_source, file_of
from reader.core.errors import ReaderError, UnreadableInputError
from reader.core.records import Article
from reader.core.resources import resource_path, seeds_path
from reader.library.log import PrivateLog
from reader.library.paths import Paths
from reader.library.profile import open_profile
from reader.library.settings import Settings, load_settings
from reader.library.tab_files import TabFiles
from reader.library.windows import WindowSlot
from reader.service import FoundFiles, KnownAnalyses, Shelf, find_files, keep_pasted
from reader.service.kept_articles import KeptArticles
from reader.service.reading import Cancelled
from reader.ui.actions import ACTIONS, Actions, type_actions
from reader.ui.analysis import Analysis
from reader.ui.appearance import Appearance
from reader.ui.article_language import ArticleLanguage
from reader.ui.book_reader import BookReader
from reader.ui.card import EntityCard
from reader.ui.commands import Commands
from reader.ui.copying import CopyController
from reader.ui.end_signals import end_on_signals
from reader.ui.entity_types import EntityTypes, load_entity_types
from reader.ui.error_hook import ErrorHook
from reader.ui.file_watch import FileWatch
from reader.ui.fonts import interface_font, load_fonts
from reader.ui.jobs import JobRunner
from reader.ui.language import Language
from reader.ui.library.librarian import Librarian
from reader.ui.library.shortlist import Shortlist
from reader.ui.lookups import Lookups
from reader.ui.main_window import MainWindow, Parts
from reader.ui.mark_indexer import MarkIndexer
from reader.ui.menus import Menus
from reader.ui.message_bar import Message, MessageBar
from reader.ui.open_articles import OpenArticles
from reader.ui.page import ArticleMap, ArticleView, FindBar
from reader.ui.panel import SidePanel
from reader.ui.picture_loader import PictureLoader
from reader.ui.plain_text import use_plain_text
from reader.ui.preferences import Preferences
from reader.ui.presenter import Presenter
from reader.ui.privacy import Privacy
from reader.ui.reading_progress import ReadingProgress
from reader.ui.reading_session import ReadingSession
from reader.ui.refusals import Refusals
from reader.ui.sentences import welcome_message
from reader.ui.status_line import StatusLine
from reader.ui.stepping import StepController
from reader.ui.switch.quick_switch import QuickSwitch
from reader.ui.switch.switcher import Switcher
from reader.ui.tabs import ArticleTabs, TabRow
from reader.ui.theme import Theme, load_themes
from reader.ui.toolbar import Toolbar
from reader.ui.window_server import hear_other_starts
from reader.ui.window_tabs import WindowTabs
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
    privacy: Privacy
    file_watch: FileWatch
    tabs: WindowTabs

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
    use_plain_text(application)
    load_fonts()
    application.setFont(interface_font(_INTERFACE_POINTS))
    return application


def worker_command(paths: Paths) -> tuple[str, ...]:
    """How the analysis child process is started: the same program, frozen or not."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "reader"]
    return (*program, "--worker", "--cache", str(paths.annotation_cache))


def build_shell(
    application: QApplication, paths: Paths, command: Sequence[str], slot: WindowSlot | None = None
) -> Shell:
    """Build the window and wire it; nothing is shown, read or started yet. ``slot``: which of several it is."""
    preferences = Preferences(paths)
    _set_font(application, preferences)
    language = Language(application)
    types = load_entity_types()
    themes = load_themes()
    window, actions, menus = _make_window(types, themes["light"])
    parts = window.parts
    jobs = JobRunner(window)
    worker = WorkerClient(command, jobs, window)
    shelf = Shelf(paths.library_file)
    known = _known_analyses(shelf, preferences)
    kept_files: dict[str, str] = {}
    kept = _kept_articles(shelf, known, preferences, kept_files)
    articles = _make_articles(jobs, preferences, known, kept, window)
    analysis = _analysis(worker, known, preferences, window)
    indexer = MarkIndexer(jobs, window)
    session = _make_session(articles, analysis, kept, preferences, indexer, window)
    appearance = Appearance(application, window, actions, menus, types, themes, preferences, language)
    appearance.apply(preferences.settings)
    Presenter(window, articles, analysis, session, language, indexer)
    lookups = Lookups(window, actions, session, language)
    switcher = Switcher(window, actions, articles, session, preferences, types)
    librarian = Librarian(
        window, actions, articles, analysis, session, preferences, language, jobs, shelf, kept.open
    )
    tabs = _make_tabs(window, articles, session, librarian, preferences, jobs, paths, kept_files, slot)
    Shortlist(switcher, librarian.desk, articles, librarian.open_kept)
    PictureLoader(parts.view.pictures, jobs, BookReader(window, actions, articles, session, preferences))
    _add_controllers(window, actions, articles, session, lookups)
    commands = Commands(window, actions, menus, articles, session, preferences, language, lookups)
    tabs.connect_to(actions)
    ArticleLanguage(window, actions, articles, session, preferences, jobs)
    privacy = Privacy(
        parts.messages, articles, session, preferences, language, jobs, librarian, worker.close, window
    )
    commands.erase_requested.connect(privacy.ask_to_erase)
    privacy.erased.connect(tabs.forget_all)
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
        privacy,
        FileWatch(window, articles, session, kept, jobs),
        tabs,
    )


def _make_window(types: EntityTypes, theme: Theme) -> tuple[MainWindow, Actions, Menus]:
    """The window with its parts laid out, its actions and its menus."""
    window = MainWindow()
    actions = Actions(window, (*ACTIONS, *type_actions(types.keys)))
    menus = Menus(window, actions)
    parts = _make_parts(window, actions, menus, types, theme)
    _lay_out(window, parts, actions)
    return window, actions, menus


def _known_analyses(shelf: Shelf, preferences: Preferences) -> KnownAnalyses:
    """What was found before, of articles in the language that their reader said they are in."""
    return KnownAnalyses(
        preferences.paths.annotation_cache,
        shelf,
        lambda article_id: preferences.state.language_of(article_id),
    )


def _make_session(
    articles: OpenArticles,
    analysis: Analysis,
    kept: KeptArticles,
    preferences: Preferences,
    indexer: MarkIndexer,
    window: MainWindow,
) -> ReadingSession:
    """The reading of one article after another, each from where it stopped."""
    return ReadingSession(
        articles,
        analysis,
        window.parts.view.reading_position,
        lambda article_id: kept.place_of(article_id) or preferences.state.place_of(article_id),
        window,
        lambda annotations, then: indexer.prepare(annotations, lambda _: then()),
    )


def _make_tabs(
    window: MainWindow,
    articles: OpenArticles,
    session: ReadingSession,
    librarian: Librarian,
    preferences: Preferences,
    jobs: JobRunner,
    paths: Paths,
    kept_files: dict[str, str],
    slot: WindowSlot | None,
) -> WindowTabs:
    """What keeps the tabs; without a ``slot`` no other window is known of."""
    files = TabFiles(paths.state) if slot is None else TabFiles(paths.state, slot.number, slot.alone)
    others_run = slot.others_run if slot is not None else lambda: False
    return WindowTabs(
        articles, session, librarian.keeping, preferences, jobs, files, kept_files, others_run, window
    )


def _add_controllers(
    window: MainWindow,
    actions: Actions,
    articles: OpenArticles,
    session: ReadingSession,
    lookups: Lookups,
) -> None:
    """What belongs to the window and is asked by nobody else."""
    ReadingProgress(articles, window.parts.messages, window)
    Refusals(actions, session, window.parts.status)
    StepController(window, actions, session, lookups.links)
    CopyController(window, actions, session)


def _tell_of_preferences(preferences: Preferences, messages: MessageBar, language: Language) -> None:
    """What was damaged when they were loaded, and when they cannot be saved."""

    def tell(error: ReaderError) -> None:
        messages.tell(Message(error.key, error.sentence(language.code), "warning"))

    for notice in preferences.notices:
        tell(notice)
    preferences.failed.connect(tell)


def _set_font(application: QApplication, preferences: Preferences) -> None:
    """Before any widget is made: a style sheet that is set later keeps the fonts of those that are there."""
    application.setFont(interface_font(preferences.settings.interface_size))


def _make_articles(
    jobs: JobRunner,
    preferences: Preferences,
    known: KnownAnalyses,
    kept: KeptArticles,
    window: MainWindow,
) -> OpenArticles:
    """What opens a file, a folder or a book, plain words and words from a web page."""
    return OpenArticles(
        jobs,
        lambda path, cancelled: _open_file(path, preferences, kept, cancelled),
        lambda text, cancelled: known.look_up(keep_pasted(text, _pasted(preferences), False, cancelled)),
        lambda html, cancelled: known.look_up(keep_pasted(html, _pasted(preferences), True, cancelled)),
        window,
    )


def _pasted(preferences: Preferences) -> Path | None:
    return None if preferences.settings.keep_nothing else preferences.paths.pasted


def _kept_articles(
    shelf: Shelf, known: KnownAnalyses, preferences: Preferences, kept_files: dict[str, str]
) -> KeptArticles:
    """What opens files and kept articles."""

    def may_be_newer(path: str, article_id: str) -> bool:
        """Whether an older text of a file may have been read: the file was open before, with another text."""
        state = preferences.state
        known_file = file_of(path) in state.recent or path in kept_files
        return known_file and article_id not in dict(state.places)

    return KeptArticles(shelf, known, kept_files, may_be_newer)


def _open_file(
    path: str, preferences: Preferences, kept: KeptArticles, cancelled: Cancelled
) -> Article | FoundFiles:
    """In a job: a file's article, the files of a folder, or the chapter of a book where one stopped."""
    if Path(path).is_dir():
        return find_files(path)
    last = preferences.state.chapter_of(str(Path(path).absolute()))
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
    worker.keep_findings(not preferences.settings.keep_nothing)
    preferences.settings_changed.connect(lambda settings: worker.keep_findings(not settings.keep_nothing))
    return analysis


def _make_parts(
    window: MainWindow, actions: Actions, menus: Menus, types: EntityTypes, theme: Theme
) -> Parts:
    view = ArticleView(theme, types)
    tabs = ArticleTabs()
    signs = [(key, types.sign(key)) for key in types.keys]
    return Parts(
        toolbar=Toolbar(actions, signs, menus["view/theme"], menus.main),
        tabs=tabs,
        tab_row=TabRow(tabs, actions["all_tabs"]),
        messages=MessageBar(),
        view=view,
        map=ArticleMap(view),
        find_bar=FindBar(view, theme, window),
        panel=SidePanel(theme, types),
        status=StatusLine(actions),
        card=EntityCard(theme, types, window),
        switch=QuickSwitch(theme, types, window),
    )


def _lay_out(window: MainWindow, parts: Parts, actions: Actions) -> None:
    """Put the parts in their places and let the keys work in them."""
    window.lay_out(parts)
    actions.add_text_keys(parts.view)
    actions.add_row_keys(parts.panel.library.list)
    actions.check("panel")


def restore_window(shell: Shell) -> None:
    """Give the window its former place, and remember the next one when it closes."""
    state = shell.preferences.state
    _tell_of_preferences(shell.preferences, shell.window.parts.messages, shell.language)
    shell.window.restore(state.geometry, state.splitter)
    shell.actions["panel"].setChecked(state.panel_visible)
    shell.window.parts.panel.setVisible(state.panel_visible)
    shell.window.closing.connect(lambda: _remember(shell))


def _remember(shell: Shell) -> None:
    preferences, window = shell.preferences, shell.window
    shell.tabs.close()
    preferences.remember_places(shell.session.places())
    preferences.remember(
        replace(
            preferences.state,
            geometry=window.geometry_state(),
            splitter=window.splitter_state(),
            panel_visible=shell.actions["panel"].isChecked(),
        )
    )


def open_first(shell: Shell, paths: Sequence[str]) -> None:
    """Open the articles of the last run and what was asked for; without any, the founding article.

    The very first window welcomes, and has done so once it was seen.
    """
    founding = str(seeds_path() / FOUNDING_ARTICLE)
    if not shell.tabs.restore(paths):
        shell.articles.open_files([founding], resumed=True)
    if shell.preferences.state.welcomed or shell.preferences.notices:
        return
    own = bool(paths) and [os.path.realpath(path) for path in paths] != [os.path.realpath(founding)]
    shell.window.parts.messages.tell(welcome_message(own))
    shell.window.painted.connect(lambda: _welcomed(shell.preferences))


def _welcomed(preferences: Preferences) -> None:
    preferences.remember(replace(preferences.state, welcomed=True))


def run_window(paths: Sequence[str], profile: Path | None, slot: WindowSlot | None = None) -> int:
    """Open the window on these articles and run until it is closed; returns the exit code."""
    folders = open_profile(profile)
    os.umask(0o077)  # what Qt writes by itself is private, too
    application = make_application(["entity-reader"])
    log = _log_to(folders)
    hook = ErrorHook(application)
    hook.install()
    shell = build_shell(application, folders, worker_command(folders), slot)
    _follow_keeping(shell.preferences, log)
    restore_window(shell)
    _trace(shell)
    shell.window.painted.connect(shell.analysis.start)
    shell.window.painted.connect(shell.librarian.start)
    shell.window.painted.connect(shell.privacy.start)
    shell.window.painted.connect(shell.file_watch.start)
    open_first(shell, paths)
    shell.window.show()
    shell.window.parts.view.setFocus(Qt.FocusReason.OtherFocusReason)
    if slot is not None:
        hear_other_starts(slot, shell.window, shell.articles)
    signals = end_on_signals(application, shell.window, shell.tabs)
    try:
        return application.exec()
    finally:
        shell.close()
        signals.remove()
        hook.remove()
        _say_unsaved(shell)


def _say_unsaved(shell: Shell) -> None:
    """Once the window is closed there is only the terminal to tell it."""
    unsaved = shell.preferences.unsaved
    if unsaved is not None and sys.stderr is not None:
        print(f"reader: {unsaved.sentence(shell.language.code)}", file=sys.stderr)


def _follow_keeping(preferences: Preferences, log: PrivateLog) -> None:
    """The log, and what Qt's Open dialog notes of visited folders: with our own files, not beside them, or nowhere."""

    def follow(settings: Settings) -> None:
        folder = os.devnull if settings.keep_nothing else str(preferences.paths.config)
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
        log.want(not settings.keep_nothing)

    follow(preferences.settings)
    preferences.settings_changed.connect(follow)


def _log_to(paths: Paths) -> PrivateLog:
    """Warnings and errors go to a small file, unless nothing is to be kept."""
    log = PrivateLog(paths.log_file, wanted=not load_settings(paths.settings_file).keep_nothing)
    logging.getLogger("reader").addHandler(log)
    return log


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
