"""What the window's tests share: an off-screen Qt, a fake analysis process, small articles, a whole window."""

import logging
import sys
from pathlib import Path

import pytest

from reader.core.records import (
    Annotations,
    Article,
    Block,
    BlockKind,
    Cue,
    Description,
    Entity,
    Mention,
    MentionKind,
    Metadata,
    Quote,
    Span,
    Speaker,
)
from reader.library.paths import find_paths
from reader.ui import app
from reader.ui.fonts import interface_font, load_fonts
from reader.ui.plain_text import use_plain_text
from reader.ui.shell import build_shell
from tests.ui.samples import partly_doubtful

FAKE_WORKER = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))

TEXT = """Anne Morel reçoit Bob Durand à Lyon
Anne Morel, la maire de Lyon, a reçu Bob Durand mardi à l’Hôtel de ville.
« Rien n’est joué », a déclaré Mme Morel. « Nous verrons », a-t-elle ajouté devant la Croix-Rouge.
Selon Durand, frère de Paul Durand, « tout est prêt ». La salle s’appelle « Horizon ».
La maire de Lyon est repartie avec Bob Durand."""


def _make_article(text="Anne parle à Bob.", title=None, article_id=None):
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    return Article(article_id or f"id-{hash(text)}", text, tuple(blocks), metadata=Metadata(title=title))


def spans_of(words, text=TEXT):
    """Every place of some words."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def _names(*forms, skip=()):
    spans = sorted(
        span for form in forms for span in spans_of(form) if not any(span.overlaps(other) for other in skip)
    )
    return tuple(Mention(span) for span in spans)


def _sample_article():
    article = _make_article(TEXT, "Anne Morel reçoit Bob Durand à Lyon")
    first = Block(BlockKind.TITLE, article.blocks[0].span)
    return Article(article.id, TEXT, (first, *article.blocks[1:]), metadata=article.metadata)


def _sample_annotations(article):
    role, role_again = spans_of("la maire de Lyon")[0], spans_of("La maire de Lyon")[0]
    bob, paul = spans_of("Bob Durand"), spans_of("Paul Durand")
    morel = [span for span in spans_of("Morel") if TEXT[span.start - 5 : span.start] != "Anne "]
    anne = sorted(
        [Mention(span) for span in spans_of("Anne Morel")]
        + [Mention(span) for span in morel]
        + [Mention(role_again, MentionKind.NOMINAL)],
        key=lambda mention: mention.span,
    )
    alone = next(s for s in spans_of("Durand") if not any(s.overlaps(o) for o in (*bob, *paul)))
    quotes = [Span(s.start, TEXT.index("»", s.start) + 1) for s in spans_of("«")]
    said, added = spans_of("a déclaré")[0], spans_of("a-t-elle ajouté")[0]
    return Annotations(
        article.id,
        "p",
        (
            Entity(
                "e1", "PER", "Anne Morel", tuple(anne), ("Morel",), (Description(role, "la maire de Lyon"),)
            ),
            Entity("e2", "PER", "Bob Durand", tuple(Mention(s) for s in bob)),
            Entity("e3", "PER", "Paul Durand", tuple(Mention(s) for s in paul)),
            Entity("e4", "PER", "Durand", (Mention(alone),), candidates=("e2", "e3")),
            Entity("e5", "LOC", "Lyon", _names("Lyon", skip=(role, role_again))),
            Entity("e6", "ORG", "Croix-Rouge", _names("Croix-Rouge")),
        ),
        (
            Quote(quotes[0], speaker=Speaker("e1", morel[0], "Morel"), cue=Cue(said, "a déclaré")),
            Quote(quotes[1], speaker=Speaker("e1", added, "elle"), cue=Cue(added, "a-t-elle ajouté")),
            Quote(quotes[2], speaker=Speaker("e4", alone, "Durand"), cue=Cue(spans_of("Selon")[0], "Selon")),
            Quote(quotes[3], speech=False),
        ),
    )


@pytest.fixture(scope="session")
def make_article():
    """A function that makes an article of paragraphs, one a line."""
    return _make_article


@pytest.fixture
def worker_command():
    return FAKE_WORKER


@pytest.fixture
def article():
    """An article with a title, six entities, one of them ambiguous, and four quotations."""
    return _sample_article()


@pytest.fixture
def annotations(article):
    return _sample_annotations(article)


@pytest.fixture
def doubtful_annotations(annotations):
    """What was found, partly doubtful."""
    return partly_doubtful(annotations)


@pytest.fixture
def bare_shell(qapp, qtbot, tmp_path):
    """A whole window in English, off-screen, with nothing open and no analysis running."""
    load_fonts()
    use_plain_text(qapp)
    qapp.setFont(interface_font(10))
    shell = build_shell(qapp, find_paths(tmp_path / "profile"), FAKE_WORKER)
    shell.preferences.change(language="en", theme="light")
    shell.window.resize(1200, 800)
    yield shell
    shell.window.close()
    shell.close()
    shell.language.use("en")
    shell.window.deleteLater()
    qapp.setStyleSheet("")
    logging.getLogger("reader").handlers.clear()


@pytest.fixture
def shell(bare_shell, qtbot, article, annotations):
    """The window with the sample article and all that was found in it."""
    bare_shell.articles.add(article)
    with qtbot.waitExposed(bare_shell.window):
        bare_shell.window.show()
    bare_shell.analysis.annotations_changed.emit(article.id, annotations)
    bare_shell.window.parts.view.setFocus()
    return bare_shell


@pytest.fixture
def doubtful(shell, article, doubtful_annotations):
    """The same window, with what was found partly doubtful."""
    shell.analysis.annotations_changed.emit(article.id, doubtful_annotations)
    return shell


@pytest.fixture
def start(qapp, tmp_path, worker_command):
    """Starts a window on the same profile, as often as wanted."""
    load_fonts()
    use_plain_text(qapp)
    qapp.setFont(interface_font(10))
    shells = []

    def started(*paths):
        folders = find_paths(tmp_path / "profile")
        shell = build_shell(qapp, folders, worker_command)
        shell.preferences.change(language="en", theme="light")
        app.restore_window(shell)
        app.open_first(shell, [str(path) for path in paths])
        shell.window.show()
        shells.append(shell)
        return shell

    yield started
    for shell in shells:
        shell.window.close()
        shell.close()
        shell.window.deleteLater()
    shells.clear()
    qapp.setStyleSheet("")
    logging.getLogger("reader").handlers.clear()
