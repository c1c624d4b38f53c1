# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# (ONNX Runtime has no type stubs)
"""The resolver at run time: numpy and ONNX Runtime, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reader.core.identity import LanguageData
from reader.core.records import Article, Entity, Span
from reader.core.resources import resource_path
from reader.nlp.languages import LanguageRow
from reader.nlp.quotes.coreference import genders
from reader.nlp.resolver.heads import Answers, Heads
from reader.nlp.resolver.mixture import Mixture, ResolvedArticle, link_descriptions
from reader.nlp.resolver.pieces import outermost, read_pieces, windows
from reader.nlp.resolver.questions import Asker, Questions
from reader.nlp.resolver.reading import Meaning, Reading, SpeakerScores
from reader.nlp.resolver.references import Reference, load_pronouns, references
from reader.nlp.tagger.model import Embedding, ModelUnavailable, check_files, open_session
from reader.nlp.tagger.tokenizer import Tokenizer, load_tokenizer


class Resolver:
    """Reads who is meant and who speaks. ``folder`` holds its own files, ``names`` those shared with the names model.

    Every window is one run of the encoder, so that its result depends on nothing but itself. ``sure`` holds the least
    probability from which a link is shown without doubt, of ``speakers`` and of ``descriptions``.
    Raises ``ModelUnavailable`` where a file is missing or not the one that ``config.json`` describes.
    """

    def __init__(
        self, folder: Path, names: Path, language: str, data: LanguageData, first_names: Mapping[str, str]
    ) -> None:
        try:
            config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            check_files(config["sha256"], folder, names)
            self._tokenizer: Tokenizer = load_tokenizer(names / "tokenizer.json.gz")
            self._embedding = Embedding(names / "embeddings.q4", int(config["hidden"]))
            with np.load(folder / "heads.npz") as weights:
                self._heads = Heads(dict(weights))
            self._mixture = Mixture.from_config(config["mixture"])
            self.sure: dict[str, float] = {
                kind: float(config["sure"][kind]) for kind in ("speakers", "descriptions")
            }
            self._session = open_session(folder / "encoder.onnx")
        except (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError) as error:
            raise ModelUnavailable(f"{folder.name}: {error}") from error
        self._pronouns = load_pronouns(language)
        self._data = data
        self._first_names = first_names

    def resolve(
        self,
        article: Article,
        quotes: Sequence[Span],
        entities: tuple[Entity, ...],
        check: Callable[[], None] = lambda: None,
    ) -> ResolvedArticle:
        """The entities with the descriptions that mean them, and what the model says of the quotations."""
        reading = self.read(article, quotes, entities, check)
        linked = link_descriptions(entities, reading, self._mixture)
        return ResolvedArticle(linked, reading, self._mixture)

    def read(
        self,
        article: Article,
        quotes: Sequence[Span],
        entities: Sequence[Entity],
        check: Callable[[], None] = lambda: None,
    ) -> Reading:
        """What the model says of the outermost quotations and all references; ``check`` may end it between windows."""
        quotes = outermost(quotes)
        means = references(article, entities, self._data, self._pronouns)
        pieces = read_pieces(article, quotes, self._tokenizer)
        known = genders(article.text, entities, self._first_names)
        asker = Asker(article, pieces, quotes, means, entities, known)
        speakers: dict[Span, SpeakerScores] = {}
        meanings: list[Meaning] = []
        for window in windows(pieces, article):
            check()
            asked = asker.ask(window)
            if not (asked.own_quotes.any() or asked.own_references.any()):
                continue
            answers = self._answer(asked)
            names = [entities[number].id for number in asked.entities]
            speakers.update(_speakers(asked, answers, quotes, names))
            meanings.extend(_meanings(asked, answers, means, names))
        return Reading(speakers, tuple(meanings))

    def _answer(self, asked: Questions) -> Answers:
        inputs = {"embeddings": self._embedding(asked.pieces[None]), "marks": self._heads.marks(asked)[None]}
        (vectors,) = self._session.run(None, inputs)
        return self._heads.answer(np.asarray(vectors[0], np.float32), asked)


def _speakers(
    asked: Questions, answers: Answers, quotes: Sequence[Span], names: Sequence[str]
) -> dict[Span, SpeakerScores]:
    found: dict[Span, SpeakerScores] = {}
    for row in np.flatnonzero(asked.own_quotes):
        *entities, words, nobody = answers.speakers[row].tolist()
        scores = SpeakerScores(
            float(answers.speech[row]), dict(zip(names, entities, strict=True)), words, nobody
        )
        found[quotes[asked.quotes.number[row]]] = scores
    return found


def _meanings(
    asked: Questions, answers: Answers, means: Sequence[Reference], names: Sequence[str]
) -> list[Meaning]:
    found: list[Meaning] = []
    for row in np.flatnonzero(asked.own_references):
        *entities, nobody = answers.means[row].tolist()
        reference = means[asked.references.number[row]]
        found.append(Meaning(reference, dict(zip(names, entities, strict=True)), nobody))
    return found


def load_resolver(row: LanguageRow, data: LanguageData, first_names: Mapping[str, str]) -> Resolver | None:
    """The resolver of a language; ``None`` where its files are missing or damaged."""
    try:
        return Resolver(
            resource_path("models", row.resolver_folder),
            resource_path("models", row.tagger_folder),
            row.code,
            data,
            first_names,
        )
    except ModelUnavailable:
        return None
