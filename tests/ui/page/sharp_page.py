"""Run by test_sharpness.py in a process of its own, as the ratio of pixels is fixed when Qt starts.

usage: sharp_page.py PICTURE     draws a page to a PNG and prints where its marks stand, in pixels of the picture
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSize

from reader.core.marks import MarkIndex, marks_of
from reader.core.navigation import Choice
from reader.core.records import Annotations, Article, Block, BlockKind, Entity, Mention, Metadata, Quote, Span
from reader.ui.app import make_application
from reader.ui.entity_types import load_entity_types
from reader.ui.icons import tinted_icon
from reader.ui.page import ArticleView
from reader.ui.theme import load_themes

LINES = (
    "Un titre",
    "Anna a vu Bruxelles et les Nations unies.",
    "« Tout va » a dit Ernest à Anna.",
    "Une rue, un nom.",
)
NAMES = (("PER", "Anna"), ("LOC", "Bruxelles"), ("ORG", "Nations unies"), ("PER", "Ernest"))


def sample():
    text = "\n".join(LINES)
    starts = [sum(len(line) + 1 for line in LINES[:number]) for number in range(len(LINES))]
    kinds = (BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.CAPTION)
    blocks = tuple(
        Block(kind, Span(start, start + len(line)))
        for kind, start, line in zip(kinds, starts, LINES, strict=True)
    )
    entities = tuple(
        Entity(f"e{number}", kind, name, (Mention(Span(text.index(name), text.index(name) + len(name))),))
        for number, (kind, name) in enumerate(NAMES)
    )
    quote = Quote(Span(text.index("«"), text.index("»") + 1))
    return (
        Article("sharp", text, blocks, metadata=Metadata(title=LINES[0])),
        Annotations("sharp", "p", entities, (quote,)),
    )


def main(picture):
    application = make_application(["sharp"])
    theme, types = load_themes()["light"], load_entity_types()
    view = ArticleView(theme, types)
    view.resize(701, 403)
    article, found = sample()
    view.set_theme(theme)
    view.set_article(article)
    view.set_annotations(found, MarkIndex(marks_of(found)))
    view.set_choice(Choice("e3", 0))
    view.show()
    application.processEvents()
    grabbed = view.viewport().grab()
    grabbed.toImage().save(picture)
    ratio = grabbed.devicePixelRatio()
    icon = tinted_icon("panel", theme.ink).pixmap(QSize(20, 20), ratio).toImage()
    icon.save(str(Path(picture).with_name("icon.png")))
    painter = view._page_painter.marks
    boxes = {
        mark.entity_id or "quote": [
            value * ratio
            for part in painter.slices(mark.span)
            for value in (part.box.left(), part.baseline, part.box.right(), part.box.bottom(), part.box.top())
        ]
        for mark in marks_of(found)
    }
    print(json.dumps({"ratio": ratio, "boxes": boxes, "icon": [icon.width(), icon.height()]}))


if __name__ == "__main__":
    main(sys.argv[1])
