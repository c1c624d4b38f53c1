"""The grammatical analysis of an article: spaCy's tagger and parser over its blocks, as plain tokens."""

# pyright: reportUnknownMemberType=false
# (spaCy types its memory zones only in part)
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.core.records import Span
from reader.nlp.quotes import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_PIPES = ("tok2vec", "morphologizer", "parser")


class Grammar:
    """Parses blocks one by one, never across them."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def parse(self, text: str, spans: Sequence[Span]) -> Iterator[tuple[Token, ...]]:
        """The tokens of each span; ``head`` is an index into the same tuple, offsets are into ``text``."""
        enabled = [name for name in _PIPES if name in self._nlp.pipe_names]
        with self._nlp.memory_zone(), self._nlp.select_pipes(enable=enabled):
            pieces = (text[span.start : span.end].replace("’", "'") for span in spans)
            for span, doc in zip(spans, self._nlp.pipe(pieces, batch_size=16), strict=True):
                yield _tokens(doc, span.start)


def _tokens(doc: Doc, offset: int) -> tuple[Token, ...]:
    sentence = -1
    tokens: list[Token] = []
    for token in doc:
        sentence += bool(token.is_sent_start) or token.i == 0
        start = offset + token.idx
        tokens.append(
            Token(
                span=Span(start, start + len(token)),
                text=token.text,
                pos=token.pos_,
                dep=token.dep_,
                head=token.head.i,
                morph=str(token.morph),
                sentence=sentence,
            )
        )
    return tuple(tokens)
