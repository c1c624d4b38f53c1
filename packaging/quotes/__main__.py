"""Fits the weights of the quotation models from marked articles and writes resources/lang/fr/quotes.json.

    python packaging/quotes --data ../shared/data/news-gold        also reads packaging/models/data

Articles of the press count twice, those written for this project once. Reading them takes minutes (names and
grammar of each); the result is kept in build/quotes.
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
SPEECH_PENALTY, SPEAKER_PENALTY = 10.0, 8.0
SPEAKER_GROWTH = Growth(penalty=9, fewest=6, common=30)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders of *.gold.txt files")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "quotes")
    options = parser.parse_args()
    press = [path for folder in options.data for path in _with_quotations(folder)]
    own = _with_quotations(ROOT / "packaging" / "models" / "data")
    cases = read_cases([*press, *own], options.work / "cases.pickle")
    tables = fit((*2 * cases[: 2 * len(press)], *cases[2 * len(press) :]), load_quote_data("fr"))
    OUT.write_text(_written(tables), encoding="utf-8")
    sizes = [f"{name}: {len(t['weights'])} weights, {len(t['trees'])} trees" for name, t in tables.items()]
    print(f"{len(press) + len(own)} articles; {'; '.join(sizes)}")


def _with_quotations(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.gold.txt")) if "{" in path.read_text(encoding="utf-8")]


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
    speech = fit_speech(told.speech, SPEECH_PENALTY)
    first = fit_speaker(told.speaker, SPEAKER_PENALTY, SPEAKER_GROWTH, linear=1)
    chosen = examples(cases, data, QuoteWeights(parse_model(speech), parse_model(first)))
    both = told.speaker + chosen.speaker
    return {"speech": speech, "speaker": fit_speaker(both, 2 * SPEAKER_PENALTY, SPEAKER_GROWTH)}


if __name__ == "__main__":
    main()
