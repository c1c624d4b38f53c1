"""Fits the weights of the quotation models from marked articles and writes resources/lang/fr/quotes.json.

    python packaging/quotes --data ../shared/data/news-gold        also reads packaging/models/data

Reading the articles takes minutes (names and grammar of each); the result is kept in build/quotes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from examples import Case, examples, read_cases
from fitting import fit_speaker, fit_speech

from reader.nlp.quotes import QuoteData, load_quote_data
from reader.nlp.quotes.weights import QuoteWeights

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "resources" / "lang" / "fr" / "quotes.json"
SPEECH_PENALTY, SPEAKER_PENALTY = 3.0, 2.0


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of *.gold.txt files")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "quotes")
    options = parser.parse_args()
    folders = [*options.data, ROOT / "packaging" / "models" / "data"]
    paths = [path for folder in folders for path in sorted(folder.glob("*.gold.txt"))]
    weights = fit(read_cases(paths, options.work / "cases.pickle"), load_quote_data("fr"))
    tables = {"speech": dict(weights.speech), "speaker": dict(weights.speaker)}
    OUT.write_text(json.dumps(tables, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(paths)} articles, {len(weights.speech)} and {len(weights.speaker)} weights")


def fit(cases: Sequence[Case], data: QuoteData) -> QuoteWeights:
    """First with the marked speakers before each quotation, then also with those that the models choose."""
    told = examples(cases, data)
    speech = fit_speech(told.speech, SPEECH_PENALTY)
    first = QuoteWeights(speech, fit_speaker(told.speaker, SPEAKER_PENALTY))
    chosen = examples(cases, data, first)
    return QuoteWeights(speech, fit_speaker(told.speaker + chosen.speaker, 2 * SPEAKER_PENALTY))


if __name__ == "__main__":
    main()
