"""What the window's tests share: an off-screen Qt, a fake analysis process, small articles."""

import sys
from pathlib import Path

import pytest

from reader.core.records import Article, Block, BlockKind, Metadata, Span

FAKE_WORKER = (sys.executable, str(Path(__file__).with_name("fake_worker.py")))


def _make_article(text="Anne parle à Bob.", title=None, article_id=None):
    blocks, at = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(line))))
        at += len(line) + 1
    return Article(article_id or f"id-{hash(text)}", text, tuple(blocks), metadata=Metadata(title=title))


@pytest.fixture(scope="session")
def make_article():
    """A function that makes an article of paragraphs, one a line."""
    return _make_article


@pytest.fixture
def worker_command():
    return FAKE_WORKER
