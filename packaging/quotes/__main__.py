"""Fits the weights of the quotation models from marked articles and writes resources/lang/fr/quotes.json.

    python packaging/quotes --data ../shared/data/news-gold        also reads packaging/models/data

Reading the articles takes minutes (names and grammar of each); the result is kept in build/quotes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from boosting import Growth, Tree
from examples import Case, examples, read_cases
from fitting import Table, fit_speaker, fit_speech

from reader.nlp.quotes import QuoteData, load_quote_data
from reader.nlp.quotes.weights import QuoteWeights, parse_model

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "resources" / "lang" / "fr" / "quotes.json"
SPEECH_PENALTY, SPEAKER_PENALTY = 6.0, 5.0
SPEECH_LINEAR = 1.0
SPEECH_GROWTH, SPEAKER_GROWTH = Growth(depth=4, trees=120), Growth()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of *.gold.txt files")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "quotes")
    options = parser.parse_args()
    folders = [*options.data, ROOT / "packaging" / "models" / "data"]
    marked = (path for folder in folders for path in sorted(folder.glob("*.gold.txt")))
    paths = [path for path in marked if "{" in path.read_text(encoding="utf-8")]
    tables = fit(read_cases(paths, options.work / "cases.pickle"), load_quote_data("fr"))
    OUT.write_text(_written(tables), encoding="utf-8")
    sizes = [f"{name}: {len(t['weights'])} weights, {len(t['trees'])} trees" for name, t in tables.items()]
    print(f"{len(paths)} articles; {'; '.join(sizes)}")


def _written(tables: dict[str, Table]) -> str:
    """One line a weight or tree, so that changes can be compared."""
    parts = [
        f'"{name}": {{"weights": {_lines(table["weights"])},\n"trees": {_listed(table["trees"])}}}'
        for name, table in tables.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(weights: dict[str, float]) -> str:
    return json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)


def _listed(trees: Sequence[Tree]) -> str:
    rows = (json.dumps(tree, ensure_ascii=False, separators=(",", ":")) for tree in trees)
    return "[\n" + ",\n".join(rows) + "\n]"


def fit(cases: Sequence[Case], data: QuoteData) -> dict[str, Table]:
    """First with the marked speakers before each quotation, then also with those that the models choose."""
    told = examples(cases, data)
    speech = fit_speech(told.speech, SPEECH_PENALTY, SPEECH_GROWTH, SPEECH_LINEAR)
    first = fit_speaker(told.speaker, SPEAKER_PENALTY, SPEAKER_GROWTH, linear=1)
    chosen = examples(cases, data, QuoteWeights(parse_model(speech), parse_model(first)))
    both = told.speaker + chosen.speaker
    return {"speech": speech, "speaker": fit_speaker(both, 2 * SPEAKER_PENALTY, SPEAKER_GROWTH)}


if __name__ == "__main__":
    main()
