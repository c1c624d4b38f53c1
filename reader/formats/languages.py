"""Which language an article is in: told from its words; what its file declares is evidence, not proof."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from reader.core.records import Block, BlockKind, Span
from reader.core.resources import resource_path
from reader.formats.words import words

DEFAULT = "fr"
"""What a text is that gives no sign of its language: the reader is made for French articles first."""

_MODEL = ("models", "languages", "lid.176.ftz")
_LABEL = "__label__"
_MOST = 12
"""Languages that the model weighs for a text; the others have next to no chance."""

_BLOCKS, _PIECES, _PIECE = 2_000, 60, 400
"""A text is judged by so many blocks at most, and of these by so many pieces of so many characters: 5 ms."""

_ENOUGH = 80
"""Letters from which on the model hardly errs (1 of 1,500 French and English beginnings of 80 characters)."""

_SURE = 0.5
"""A lower chance is a guess: it is what bare names, figures and code get."""

_SHORT, _SURE_OF_SHORT = 40, 0.9
"""Of fewer letters the model is often too sure: to it, « Nettoyage » is Italian with a chance of 0.78."""

_DECLARED = 10.0
_FRENCH = 3.0
_RARE = 0.1
"""Weights of what is known before a word is read: few articles are in a language without a large press."""

_PRESS = words("press_languages")
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})
_SHORTER = dict(pair.split("=") for pair in words("language_codes"))
"""Codes of three letters, as books have them, to those of two."""

_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
_WORDS = _BODY | {BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION}

_QUOTED = re.compile(
    r"""
    « [^«»]* »  |  “ [^“”]* ”  |  „ [^„“”]* [“”]  |  " [^"]* "    # « words », “words”, „words“, "words"
    """,
    re.VERBOSE,
)

Model = Callable[[str], Mapping[str, float]]


def language_of(text: str, blocks: Sequence[Block], declared: str | None = None) -> str:
    """The code (ISO 639) of the language that most of an article's own words are in.

    What is quoted may be in another one. Where the words do not tell, it is the declared language, else French.
    """
    known = language_code(declared)
    sample = _sample(text, blocks)
    chances = _detector()(sample)
    sure = _SURE if _letters(sample) >= _SHORT else _SURE_OF_SHORT
    if max(chances.values(), default=0.0) < sure:
        return known or DEFAULT
    return max(chances, key=lambda code: chances[code] * _weight(code, known))


def language_code(declared: str | None) -> str | None:
    """``fr`` of ``fr-CA``, ``fr_FR``, ``FR`` or ``fra``; ``None`` for what is no language."""
    code = re.split("[-_]", (declared or "").strip(), maxsplit=1)[0].lower()
    if not re.fullmatch(r"[a-z]{2,3}", code) or code in _NO_LANGUAGE:
        return None
    return _SHORTER.get(code, code)


def _weight(code: str, declared: str | None) -> float:
    known = _FRENCH if code == DEFAULT else 1.0 if code in _PRESS else _RARE
    return known * _DECLARED if code == declared else known


def _sample(text: str, blocks: Sequence[Block]) -> str:
    """Words to judge an article by: its paragraphs without what they quote, more where that is too little."""
    paragraphs = list(_pieces(text, blocks, _BODY))
    for sample in (" ".join(_QUOTED.sub(" ", piece) for piece in paragraphs), " ".join(paragraphs)):
        if _letters(sample) >= _ENOUGH:
            return sample
    return " ".join(_pieces(text, blocks, _WORDS))


def _pieces(text: str, blocks: Sequence[Block], kinds: frozenset[BlockKind]) -> Iterator[str]:
    """All of a short text; of a long one as many pieces, evenly from all over it."""
    every = len(blocks) // _BLOCKS or 1
    spans = [block.span for block in blocks[::every] if block.kind in kinds]
    length = sum(map(len, spans))
    if length > _PIECES * _PIECE:
        starts = [(at, span.end) for span in spans for at in range(span.start, span.end, length // _PIECES)]
        chosen = starts[:: -(-len(starts) // _PIECES)]
        spans = [Span(at, min(at + _PIECE, end)) for at, end in chosen]
    for span in spans:
        yield _plain(text[span.start : span.end])


def _plain(piece: str) -> str:
    """One line that the model can read; capitals throughout hide what a word looks like."""
    line = " ".join(piece.encode("utf-8", errors="ignore").decode("utf-8").split())
    return line.lower() if sum(map(str.isupper, line)) * 2 > _letters(line) else line


def _letters(line: str) -> int:
    return sum(map(str.isalpha, line))


@lru_cache(maxsize=1)
def _detector() -> Model:
    """The language model, loaded with the first article (10 ms); one that knows nothing where it is missing."""
    try:
        import fasttext  # pyright: ignore[reportMissingTypeStubs]  # late: no article, no model

        model = cast(Any, fasttext).load_model(str(resource_path(*_MODEL)))
    except (ImportError, OSError, ValueError):
        return _nothing

    def chances(line: str) -> dict[str, float]:
        labels, values = model.predict(line, k=_MOST)
        pairs = zip(labels, values, strict=True)
        return {str(label).removeprefix(_LABEL): float(value) for label, value in pairs}

    return chances


def _nothing(_line: str) -> dict[str, float]:
    return {}
