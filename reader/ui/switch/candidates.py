"""What the quick switch offers: entities, headings, quotations, articles and commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.core.books import file_of
from reader.core.listing import speaker_name
from reader.core.outline import outline
from reader.core.quick import Candidate, Goal
from reader.core.records import Annotations, Article
from reader.core.sources import is_pasted, source_label
from reader.core.visible import visible_name
from reader.ui.actions import Actions, native_key
from reader.ui.language import present_language
from reader.ui.page.words import probable_asked
from reader.ui.tab_records import Tab

_HIDDEN = frozenset({"quick_switch", "all_tabs"})


def of_annotations(article: Article, annotations: Annotations, shown: Sequence[str]) -> Iterator[Candidate]:
    """Entities, most mentioned first, and quotations in their order; ``shown`` are the kinds with a sign."""
    for entity in sorted(annotations.entities, key=lambda each: -len(each.mentions)):
        if entity.entity_type in shown:
            more = " ".join((*entity.aliases, *(each.text for each in entity.descriptions)))
            count = str(len(entity.mentions))
            yield Candidate(Goal.ENTITY, entity.id, entity.name, count, more, entity.entity_type)
    for number, quote in enumerate(annotations.quotes):
        words = visible_name(article.text[quote.span.start : quote.span.end])
        speaker = speaker_name(annotations, quote) or ""
        shown = probable_asked(speaker) if quote.doubtful else speaker
        yield Candidate(Goal.QUOTE, str(number), words, shown, speaker)


def of_article(article: Article) -> Iterator[Candidate]:
    """Its headings."""
    for heading in outline(article):
        yield Candidate(Goal.HEADING, str(heading.span.start), heading.text)


def of_articles(tabs: Sequence[Tab], current: Article | None, recent: Sequence[str]) -> Iterator[Candidate]:
    """The other open articles, then the files that were open before."""
    opened = {file_of(tab.source) for tab in tabs if tab.source}
    front = None if current is None else current.id
    yield from (each for each in of_tabs(tabs, front) if each.key != front)
    for path in recent:
        if path not in opened and not is_pasted(path):
            yield Candidate(Goal.RECENT, path, Path(path).name, str(Path(path).parent))


def of_tabs(tabs: Sequence[Tab], front: str | None) -> Iterator[Candidate]:
    """The tabs in their order; ``front`` is the key of the one in front."""
    for tab in tabs:
        name = _source_name(tab.source)
        goal = Goal.FRONT if tab.key == front else Goal.ARTICLE
        yield Candidate(goal, tab.key, tab.title or name, name)


def of_actions(actions: Actions) -> Iterator[Candidate]:
    """The commands that have an effect now, with their keys."""
    for spec in actions.specs:
        action = actions[spec.id]
        if action.isEnabled() and spec.id not in _HIDDEN:
            title = action.text().replace("&", "").rstrip("…")
            key = native_key(spec.keys[0]) if spec.keys else ""
            yield Candidate(Goal.COMMAND, spec.id, title, key)


def _source_name(source: str) -> str:
    """The file's name; a pasted text has none of its own."""
    return source_label(source, None, present_language()) if is_pasted(source) else Path(source).name
