"""The library: keeping, opening what is kept, the first page of the list, and searching among many articles."""

from __future__ import annotations

import itertools
import logging
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from texts import FOUNDING, line

from reader.core.kept import LibraryQuery, LibrarySort
from reader.core.records import Annotations, Article, Entity, Mention, Span
from reader.library.store import Library, open_library
from reader.service import KnownAnalyses, Shelf, article_from_text, open_path, pipeline_id

SOME, MANY = 10_000, 100_000
WORDS = 150
_AT_ONCE = 1_000
_PAGE = 50
_VOCABULARY = 30_000
_PEOPLE, _PLACES = 4_000, 800


def run() -> None:
    """With ``SOME`` articles; `python packaging/bench library-100k` takes as many as a reader keeps in a lifetime."""
    _opening()
    _in_the_window()
    _searching(SOME)


def run_many() -> None:
    _searching(MANY)


def _opening() -> None:
    """The founding article from the library: text and marks, as the window asks for them in its job."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "library.sqlite")
        article = open_path(FOUNDING)
        found = _founding_marks(article)
        shelf = Shelf(file)
        shelf.keep(article)
        line("an article kept again", _median(lambda: shelf.keep(article), 15), "ms")
        newer = itertools.cycle(replace(found, pipeline=name) for name in ("one", "two"))
        line(
            "its analysis kept in place of another",
            _median(lambda: shelf.keep_annotations(next(newer)), 15),
            "ms",
        )
        shelf.keep_annotations(found)
        shelf.close()

        def opened() -> None:
            again = Shelf(file)
            known = KnownAnalyses(Path(folder, "cache"), again)
            stored = again.article(article.id)
            assert stored is not None
            known.look_up(stored)
            assert known.take(article.id) == found
            again.close()

        line(
            "library and founding article opened, text and marks",
            _median(opened, 9),
            "ms",
            "no window",
        )
        warm = Shelf(file)
        known = KnownAnalyses(Path(folder, "cache"), warm)

        def reopened() -> None:
            stored = warm.article(article.id)
            assert stored is not None
            known.look_up(stored)
            assert known.take(article.id) == found

        line("founding article opened, text and marks", _median(reopened, 25), "ms")
        warm.close()


def _in_the_window() -> None:
    """The same in the real window, off-screen: from the wish to open it to text and marks on the screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_LOGGING_RULES"] = "*.warning=false"
    logging.disable()
    from reader.library.paths import find_paths
    from reader.ui.app import make_application
    from reader.ui.shell import build_shell

    application = make_application(["bench"])
    article = open_path(FOUNDING)
    times: list[float] = []
    for _ in range(7):
        with tempfile.TemporaryDirectory() as folder:
            paths = find_paths(Path(folder))
            with closing(Shelf(paths.library_file)) as shelf:
                shelf.keep(article)
                shelf.keep_annotations(_founding_marks(article))
            shell = build_shell(application, paths, (sys.executable, "-c", ""))
            shell.window.resize(1400, 900)
            shell.window.show()
            application.processEvents()
            start = time.perf_counter()
            shell.librarian.open_kept(article.id)
            while not len(shell.window.parts.view.marks):
                application.processEvents()
            shell.window.repaint()
            times.append((time.perf_counter() - start) * 1e3)
            shell.window.close()
            shell.close()
            shell.window.deleteLater()
            application.processEvents()
    name = "founding article opened in the window, text and marks"
    line(name, statistics.median(times), "ms", f"with the library; longest {max(times):.0f} ms")


def _founding_marks(article: Article) -> Annotations:
    """As many marks as the analysis finds, without its models: every word with a capital letter."""
    names: dict[str, list[Mention]] = {}
    place = 0
    for word in article.text.split():
        place = article.text.index(word, place)
        if word[0].isupper():
            names.setdefault(word, []).append(Mention(Span(place, place + len(word))))
    entities = [
        Entity(f"e{number}", ("PER", "LOC", "ORG")[number % 3], name, tuple(mentions))
        for number, (name, mentions) in enumerate(names.items())
    ]
    return Annotations(article.id, pipeline_id(article.language), tuple(entities))


def _searching(count: int) -> None:
    place = os.environ.get("READER_BENCH_FOLDER")
    with tempfile.TemporaryDirectory(dir=place) as folder:
        file = Path(folder, "library.sqlite")
        with open_library(file) as library:
            start = time.perf_counter()
            for some in _batches(count):
                with library.together():
                    for article, found in some:
                        library.keep(article)
                        library.keep_annotations(found)
            spent = time.perf_counter() - start
        name = f"{count:,} articles"
        line(
            f"{name} of {WORDS} words made and kept",
            spent,
            "s",
            f"{spent / count * 1e3:.2f} ms each, not measured below",
        )
        line(f"{name}: the file", file.stat().st_size / 1e6, "MB")
        start = time.perf_counter()
        with open_library(file) as library:
            line(f"{name}: opened", (time.perf_counter() - start) * 1e3, "ms")
            _pages(library, name)
            _searches(library, name)
            line(f"{name}: every page checked, in the background", _ms(library.check), "ms")


def _pages(library: Library, name: str) -> None:
    for sort in (LibrarySort.ADDED, LibrarySort.OPENED, LibrarySort.TITLE):
        query = LibraryQuery(sort=sort, limit=_PAGE)
        line(f"{name}: first page by {sort}", _median(lambda q=query: library.articles(q), 9), "ms")
    line(f"{name}: entities, most named first", _median(library.entities, 9), "ms")
    top = library.entities(entity_type="PER")[0]
    query = LibraryQuery(entity=top.id, limit=_PAGE)
    line(
        f"{name}: articles on one person",
        _median(lambda: library.articles(query), 9),
        "ms",
        f"{top.articles} have it",
    )
    line(
        f"{name}: where one person is named",
        _median(lambda: library.appearances(top.id), 9),
        "ms",
        "200 shown",
    )
    line(f"{name}: entities by name", _median(lambda: library.entities("mi"), 9), "ms")
    new = article_from_text("Un article tout neuf. " + " ".join(_word(n * 97) for n in range(WORDS)))
    line(f"{name}: one article more", _ms(lambda: library.keep(new)), "ms")


def _searches(library: Library, name: str) -> None:
    """Rare and common words, beginnings as they are typed, phrases; the 95th percentile of all."""
    rng = random.Random(3)
    words = [_word(_draw(rng)) for _ in range(60)]
    asked = [
        *(f"{word} " for word in words[:30]),
        *(f"{one} {other} " for one, other in zip(words[:20], words[20:40], strict=True)),
        *(word[:size] for word in words[40:50] for size in range(1, len(word) + 1)),
        *(f'"{_word(0)} {word}"' for word in words[50:]),
        *(f"{_word(n)} " for n in range(10)),
        *(f"{_word(n)} {_word(n + 1)} {words[n]} " for n in range(10)),
    ]
    for sort in (LibrarySort.RELEVANCE, LibrarySort.ADDED):
        times = sorted(
            (_ms(lambda t=text, s=sort: library.articles(LibraryQuery(t, sort=s, limit=_PAGE))), text)
            for text in asked
        )
        note = f"median {times[len(times) // 2][0]:.1f}, longest {times[-1][0]:.0f} ms for “{times[-1][1]}”"
        line(f"{name}: search by {sort}, 95th percentile", times[int(len(times) * 0.95)][0], "ms", note)
    counted = sorted(_ms(lambda t=text: library.count(LibraryQuery(t))) for text in asked)
    line(f"{name}: hits counted, 95th percentile", counted[int(len(counted) * 0.95)], "ms")


def _batches(count: int) -> Iterator[list[tuple[Article, Annotations]]]:
    rng = random.Random(1)
    for start in range(0, count, _AT_ONCE):
        yield [_article(number, rng) for number in range(start, min(start + _AT_ONCE, count))]


def _article(number: int, rng: random.Random) -> tuple[Article, Annotations]:
    """Words with the frequencies of a language (Zipf), and a dozen names of people and places among them."""
    people = [f"{_word(_draw(rng, 400)).title()} {_word(n * 7 + 3).title()}" for n in _some(rng, _PEOPLE, 8)]
    places = [_word(n * 11 + 5).title() for n in _some(rng, _PLACES, 4)]
    words = [_word(_draw(rng)) for _ in range(WORDS)]
    for name in (*people, *places):
        words.insert(rng.randrange(len(words)), name)
    text = f"Titre {number} {words[0]} {words[1]}\n\n{' '.join(words)}."
    article = article_from_text(text, f"articles/{number}.txt")
    entities = tuple(
        Entity(f"e{n}", kind, name, (Mention(Span(at, at + len(name))),))
        for n, (kind, name) in enumerate([*(("PER", p) for p in people), *(("LOC", p) for p in places)])
        for at in [text.index(name)]
    )
    return article, Annotations(article.id, "bench", entities)


def _some(rng: random.Random, most: int, count: int) -> list[int]:
    return sorted({_draw(rng, most) for _ in range(count)})


def _draw(rng: random.Random, most: int = _VOCABULARY) -> int:
    """A rank, the first ones often: the chance falls with the rank, as for words of a language."""
    return int(most ** rng.random()) - 1


_SYLLABLES = (
    "ba",
    "ré",
    "mi",
    "lon",
    "tur",
    "sé",
    "ga",
    "vel",
    "pou",
    "chi",
    "nar",
    "dé",
    "fo",
    "qui",
    "zan",
    "eau",
)


def _word(rank: int) -> str:
    """A made-up word for a rank; frequent ones are short."""
    word = ""
    while True:
        rank, syllable = divmod(rank, len(_SYLLABLES))
        word = _SYLLABLES[syllable] + word
        if not rank:
            return word
        rank -= 1


def _median(work: Callable[[], Any], times: int) -> float:
    work()
    return statistics.median(_ms(work) for _ in range(times))


def _ms(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3
