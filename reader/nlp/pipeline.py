"""From an article to its annotations: names, identities, quotations, speakers, each its own component."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.core.errors import AnalysisCancelledError, AnalysisUnavailableError
from reader.core.identity import LanguageData, consolidate, load_language_data, resolve_entities
from reader.core.records import (
    LANGUAGE_NAMES_ONLY,
    LANGUAGE_UNSUPPORTED,
    UNREAD_KINDS,
    Annotations,
    Article,
    Block,
    Entity,
    NameSpan,
    Quote,
    Span,
)
from reader.core.resources import resource_path
from reader.nlp.bounded_text import bounded
from reader.nlp.doubt import DoubtThresholds, load_doubt_thresholds, mark_doubt
from reader.nlp.grammar import Grammar
from reader.nlp.languages import LANGUAGES, LanguageRow, load_spacy
from reader.nlp.names import NameFinder
from reader.nlp.quotes import QuoteData, Speech, Token, attribute_speech, find_quotes, load_quote_data
from reader.nlp.resolver.mixture import ResolvedArticle
from reader.nlp.resolver.model import Resolver, load_resolver
from reader.nlp.spacy_names import SpacyNameFinder
from reader.nlp.tagger_names import TaggerNameFinder
from reader.nlp.visible_article import in_the_article, visible_article
from reader.nlp.wrapped_lines import joined_lines

if TYPE_CHECKING:
    from spacy.language import Language

_FIRST_CHUNK_CHARS = 1_500
"""The first names are there soon …"""
_CHUNK_CHARS = 4_000
"""… and later ones faster, as more windows of like length are read together; a cancel waits for a fifth of a second."""
_SHOWN = frozenset({"PER", "LOC", "ORG"})

Progress = Callable[[int, int], None]
Partial = Callable[[Annotations], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Listener:
    """Who follows an analysis: progress in blocks, partial results, and a wish to stop."""

    progress: Progress = lambda _done, _total: None
    partial: Partial = lambda _annotations: None
    cancelled: Cancelled = lambda: False

    def check(self) -> None:
        """Raises ``AnalysisCancelledError`` once nobody waits any more."""
        if self.cancelled():
            raise AnalysisCancelledError


class Analyzer:
    """The whole analysis of one language. Models load once; spaCy loads beside, names do not wait for it.

    Raises ``AnalysisUnavailableError`` from ``annotate`` where neither names model is there.
    """

    def __init__(self, language: str, pipeline: str) -> None:
        self._pipeline = pipeline
        self._row = LANGUAGES.get(language)
        self._language = language
        self._data: LanguageData = load_language_data(language)
        self._quote_data: QuoteData = load_quote_data(language)
        self._sure = load_doubt_thresholds(language)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="spacy")
        self._spacy: Future[Language] | None = None
        self._resolver: Future[Resolver | None] | None = None
        self._tagger: NameFinder | None = None
        if self._row is not None:
            if self._row.resolver_folder:
                self._resolver = self._executor.submit(
                    load_resolver, self._row, self._data, self._quote_data.genders
                )
            if self._row.spacy_package:
                self._spacy = self._executor.submit(load_spacy, self._row)
            self._tagger = _load_tagger(self._row)
        self._executor.shutdown(wait=False)

    def annotate(self, article: Article, listener: Listener | None = None) -> Annotations:
        """All entities and quotations of ``article``, read without signs that nobody sees.

        Raises ``AnalysisCancelledError`` when the listener asks, ``AnalysisUnavailableError`` without models.
        """
        read, seen = visible_article(bounded(joined_lines(article)))
        listener = listener or Listener()

        def partial(found: Annotations) -> None:
            listener.partial(in_the_article(found, seen))

        return in_the_article(self._annotate(read, replace(listener, partial=partial)), seen)

    def _annotate(self, article: Article, listener: Listener) -> Annotations:
        spans = find_quotes(article, self._quote_data)
        notices: list[str] = []
        entities: tuple[Entity, ...] = ()
        if self._row is not None:
            entities = self._entities(article, self._names(article, spans, listener, notices))
        if self._spacy is None:
            notices.append(LANGUAGE_UNSUPPORTED if self._row is None else LANGUAGE_NAMES_ONLY)
            speech = attribute_speech(article, spans, (), (), self._quote_data)
            return self._result(article, entities, speech, notices)
        listener.partial(self._partial(article, entities, spans))
        read = self._resolved(article, spans, entities, listener, notices)
        listener.partial(self._partial(article, read.entities, spans))
        tokens = self._tokens(article, listener, notices)
        speech = attribute_speech(
            article, spans, read.entities, tokens, self._quote_data, read.reading, read.mixture
        )
        return self._result(article, read.entities, speech, notices)

    def entities_and_tokens(
        self, article: Article, listener: Listener
    ) -> tuple[tuple[Entity, ...], tuple[Token, ...]]:
        """What the quotation models build on: the entities and the parse of ``article``."""
        notices: list[str] = []
        article = bounded(joined_lines(article))
        names = self._names(article, (), listener, notices)
        return self._entities(article, names), self._tokens(article, listener, notices)

    def wait_until_loaded(self) -> None:
        """Returns once spaCy has loaded, or has failed to."""
        if self._spacy is not None:
            self._spacy.exception()

    def _result(
        self, article: Article, entities: Sequence[Entity], speech: Speech, notices: list[str]
    ) -> Annotations:
        found = Annotations(
            article.id, self._pipeline, tuple(entities), speech.quotes, speech.indirect, tuple(notices)
        )
        return mark_doubt(found, self._thresholds())

    def _thresholds(self) -> DoubtThresholds:
        """Those of the language, and of the resolver once it has loaded: its probabilities are its own."""
        if self._resolver is None or not self._resolver.done():
            return self._sure
        resolver = self._resolver.result()
        return self._sure if resolver is None else replace(self._sure, **resolver.sure)

    def _partial(self, article: Article, entities: Sequence[Entity], spans: Sequence[Span]) -> Annotations:
        speech = Speech(tuple(Quote(span) for span in spans), ())
        return replace(self._result(article, entities, speech, []), complete=False)

    def _entities(self, article: Article, names: Sequence[NameSpan]) -> tuple[Entity, ...]:
        shown = [name for name in consolidate(article, names, self._data) if name.entity_type in _SHOWN]
        return resolve_entities(article, shown, self._data)

    def _resolved(
        self,
        article: Article,
        spans: Sequence[Span],
        entities: tuple[Entity, ...],
        listener: Listener,
        notices: list[str],
    ) -> ResolvedArticle:
        """Descriptions and speakers as the resolver reads them; those of the rules alone where it is missing."""
        resolver = None if self._resolver is None else self._resolver.result()
        if resolver is None:
            notices.append("resolver_fallback")
            return ResolvedArticle(entities)
        return resolver.resolve(article, spans, entities, listener.check)

    def _names(
        self, article: Article, quotes: Sequence[Span], listener: Listener, notices: list[str]
    ) -> list[NameSpan]:
        """The names of every block, from the top; early ones are handed over at once in a long article."""
        finder = self._finder(notices)
        blocks = _readable(article)
        names: list[NameSpan] = []
        done = 0
        shown = 0
        for chunk in _chunks(blocks):
            listener.check()
            names.extend(_names_in(finder, article.text, chunk))
            done += len(chunk)
            listener.progress(done, 2 * len(blocks))
            if done < len(blocks) and done > 2 * shown:
                shown = done
                listener.partial(self._partial(article, self._entities(article, names), quotes))
        listener.check()
        return names

    def _finder(self, notices: list[str]) -> NameFinder:
        if self._tagger is not None:
            return self._tagger
        nlp = self._loaded_spacy()
        notices.append("names_fallback")
        return SpacyNameFinder(nlp)

    def _loaded_spacy(self) -> Language:
        if self._spacy is None:
            raise AnalysisUnavailableError("model_missing", reason=self._language)
        return self._spacy.result()

    def _tokens(self, article: Article, listener: Listener, notices: list[str]) -> tuple[Token, ...]:
        """The parse of every block; empty where the grammar model is missing."""
        try:
            grammar = Grammar(self._loaded_spacy())
        except AnalysisUnavailableError:
            notices.append("parser_fallback")
            return ()
        blocks = _readable(article)
        tokens: list[Token] = []
        for done, parsed in enumerate(grammar.parse(article.text, [block.span for block in blocks]), 1):
            listener.check()
            _append(tokens, parsed)
            listener.progress(len(blocks) + done, 2 * len(blocks))
        return tuple(tokens)


def names_of(finder: NameFinder, article: Article) -> list[NameSpan]:
    """The names in all readable blocks of an article, as ``finder`` gives them."""
    return [name for chunk in _chunks(_readable(article)) for name in _names_in(finder, article.text, chunk)]


def _load_tagger(row: LanguageRow) -> NameFinder | None:
    try:
        return TaggerNameFinder(resource_path("models", row.tagger_folder))
    except AnalysisUnavailableError:
        return None


def _readable(article: Article) -> list[Block]:
    return [block for block in article.blocks if block.kind not in UNREAD_KINDS]


def _chunks(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Runs of whole blocks, the first one short: between two of them a cancel takes hold."""
    chunk: list[Block] = []
    size, most = 0, _FIRST_CHUNK_CHARS
    for block in blocks:
        if chunk and size + len(block.span) > most:
            yield chunk
            chunk, size, most = [], 0, _CHUNK_CHARS
        chunk.append(block)
        size += len(block.span)
    if chunk:
        yield chunk


def _names_in(finder: NameFinder, text: str, blocks: Sequence[Block]) -> Iterator[NameSpan]:
    """The names of some blocks, with offsets into the whole article."""
    found = finder.find([text[block.span.start : block.span.end] for block in blocks])
    for block, names in zip(blocks, found, strict=True):
        start = block.span.start
        for name in names:
            yield replace(name, span=Span(name.span.start + start, name.span.end + start))


def _append(tokens: list[Token], parsed: Sequence[Token]) -> None:
    """Add a block's tokens; heads and sentences count through the article."""
    base = len(tokens)
    sentence = tokens[-1].sentence + 1 if tokens else 0
    tokens.extend(
        replace(token, head=token.head + base, sentence=token.sentence + sentence) for token in parsed
    )
