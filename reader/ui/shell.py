"""Builds the window and all that belongs to it; the only place of the window that puts objects together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reader.core.books import chapter_source, file_of
from reader.core.errors import UnreadableInputError
from reader.core.records import Article
from reader.library.paths import Paths
from reader.library.tab_files import TabFiles
from reader.library.windows import WindowSlot
from reader.service import FoundFiles, KnownAnalyses, Shelf, find_files, keep_pasted
from reader.service.kept_articles import KeptArticles
from reader.service.reading import Cancelled, own_program
from reader.ui.action_table import ACTIONS, type_actions
from reader.ui.actions import Actions
from reader.ui.analysis import Analysis
from reader.ui.appearance import Appearance
from reader.ui.article_language import ArticleLanguage
from reader.ui.book_reader import BookReader
from reader.ui.card import EntityCard
from reader.ui.commands import Commands
from reader.ui.copying import CopyController
from reader.ui.entity_types import EntityTypes, load_entity_types
from reader.ui.file_watch import FileWatch
from reader.ui.fonts import interface_font
from reader.ui.jobs import JobRunner
from reader.ui.language import Language
from reader.ui.library.librarian import Librarian
from reader.ui.library.shortlist import Shortlist
from reader.ui.lookups import Lookups
from reader.ui.main_window import MainWindow, Parts
from reader.ui.mark_indexer import MarkIndexer
from reader.ui.menus import Menus
from reader.ui.message_bar import MessageBar
from reader.ui.open_articles import OpenArticles
from reader.ui.page import ArticleMap, ArticleView, FindBar
from reader.ui.panel import SidePanel
from reader.ui.picture_loader import PictureLoader
from reader.ui.preferences import Preferences
from reader.ui.presenter import Presenter
from reader.ui.privacy import Privacy
from reader.ui.reading_progress import ReadingProgress
from reader.ui.reading_session import ReadingSession
from reader.ui.refusals import Refusals
from reader.ui.status_line import StatusLine
from reader.ui.stepping import StepController
from reader.ui.switch.quick_switch import QuickSwitch
from reader.ui.switch.switcher import Switcher
from reader.ui.tabs import ArticleTabs, TabRow
from reader.ui.theme import Theme, load_themes
from reader.ui.toolbar import Toolbar
from reader.ui.window_tabs import WindowTabs
from reader.ui.worker_client import WorkerClient


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


def worker_command(paths: Paths) -> tuple[str, ...]:
    """How the analysis child process is started: the same program."""
    return (*own_program(), "--worker", "--cache", str(paths.annotation_cache))


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
