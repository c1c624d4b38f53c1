"""The languages that can be analysed, a row each, and the loading of their models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.core.errors import AnalysisUnavailableError
from reader.core.offline import without_socket_trials

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """One language: the folders of our models of names and of who is meant, and its spaCy package, if any."""

    code: str
    tagger_folder: str
    spacy_package: str = ""
    resolver_folder: str = ""


LANGUAGES: dict[str, LanguageRow] = {
    "fr": LanguageRow(
        "fr", tagger_folder="fr", spacy_package="fr_core_news_md", resolver_folder="fr-resolver"
    ),
    "en": LanguageRow("en", tagger_folder="fr"),  # the model has learnt from English news, too
}


def load_spacy(row: LanguageRow) -> Language:
    """spaCy's pipeline for a language, without its lemmatizer (140 MB that nothing here needs).

    Raises ``AnalysisUnavailableError`` where spaCy or the model is not installed or does not load.
    """
    try:
        with without_socket_trials():
            import spacy

        return spacy.load(row.spacy_package, exclude=["lemmatizer"])
    except (ImportError, OSError, ValueError) as error:
        raise AnalysisUnavailableError("model_missing", reason=row.spacy_package) from error
