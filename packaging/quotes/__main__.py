"""Fits the weights of the quotation models from marked articles and writes resources/lang/fr/quotes.json.

    python packaging/quotes --data ../shared/data        also reads packaging/models/data

Every article is measured by weights that were fitted without its fold; these weights are kept in build/quotes for
`packaging/resolver`. Articles of the press count twice, invented ones once. Reading them takes minutes (names and
grammar of each); the result is kept too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(1, str(ROOT / "packaging" / "models"))

from boosting import Growth, Tree  # noqa: E402
from examples import Articles, Case, Examples, examples, read_articles  # noqa: E402
from fitting import Table, fit_calibration, fit_speaker, fit_speech  # noqa: E402
from folds import FOLDS, fold_of, source_of  # noqa: E402
from judging import Verdict, reliability, summary, sure_from, verdicts  # noqa: E402

from reader.nlp.quotes import QuoteData, find_quotes, load_quote_data  # noqa: E402
from reader.nlp.quotes.attribution import Attribution  # noqa: E402
from reader.nlp.quotes.weights import QuoteWeights, parse_model  # noqa: E402

OUT = ROOT / "resources" / "lang" / "fr" / "quotes.json"
SPEECH_PENALTY, SPEAKER_PENALTY = 10.0, 8.0
SPEAKER_GROWTH = Growth(penalty=9, fewest=6, common=30)
PRESS = "news-gold"
FOLDERS = (PRESS, "news-own", "news-gold-en")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder of the annotated articles")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "quotes")
    options = parser.parse_args()
    paths = [path for name in FOLDERS for path in sorted((options.data / name).glob("*.gold.txt"))]
    own = sorted((ROOT / "packaging" / "models" / "data").glob("own-*.gold.txt"))
    paths += [path for path in own if "{" in path.read_text(encoding="utf-8")]
    articles = read_articles(paths, options.work / "articles.pickle")
    french = {name: both for name, both in articles.items() if not name.startswith("news-gold-en/")}
    data = load_quote_data("fr")
    learnt = {name: examples(both, data) for name, both in french.items() if both[0].gold.quotes}
    folds = [_fit(learnt, fold) for fold in range(FOLDS)]
    (options.work / "folds.json").write_text(json.dumps(folds), encoding="utf-8")
    answers = [(v.score, v.right) for v in _measured(french, folds, data) if v.given]
    calibration = fit_calibration(answers)
    report(_measured(french, folds, data, calibration))
    tables = _fit(learnt, None)
    OUT.write_text(_written(tables, calibration), encoding="utf-8")
    sizes = [f"{name}: {len(t['weights'])} weights, {len(t['trees'])} trees" for name, t in tables.items()]
    print(f"{len(learnt)} articles; {'; '.join(sizes)}")


def _fit(learnt: dict[str, Examples], left_out: int | None) -> dict[str, Table]:
    """The models of all articles but those of one fold."""
    chosen = Examples()
    for name, found in learnt.items():
        if fold_of(name.partition("/")[2]) != left_out:
            for _ in range(1 + name.startswith(PRESS)):
                chosen.extend(found)
    speaker = fit_speaker(chosen.speaker, SPEAKER_PENALTY, SPEAKER_GROWTH)
    return {"speech": fit_speech(chosen.speech, SPEECH_PENALTY), "speaker": speaker}


def _measured(
    articles: Articles,
    folds: Sequence[dict[str, Table]],
    data: QuoteData,
    calibration: tuple[float, float] = (1.0, 0.0),
) -> list[Verdict]:
    """The verdicts on all articles with the entities that are found, by weights that never saw them."""
    weights = [
        QuoteWeights(parse_model(table["speech"]), parse_model(table["speaker"]), calibration)
        for table in folds
    ]
    found: list[Verdict] = []
    for name, (_, case) in articles.items():
        if not name.startswith("data/"):
            found += _attributed(name, case, weights[fold_of(name.partition("/")[2])], data)
    return found


def _attributed(name: str, case: Case, weights: QuoteWeights, data: QuoteData) -> list[Verdict]:
    spans = find_quotes(case.article, data)
    attribution = Attribution(case.article, spans, case.entities, case.tokens, data, weights)
    return list(verdicts(name, case, attribution.run()))


def report(found: Sequence[Verdict]) -> None:
    """Print accuracy, precision and the sure share, in all and by source, and the reliability of the scores."""
    sure = sure_from([(verdict.score, verdict.right) for verdict in found if verdict.given])
    print(f"all, sure from {sure}: {summary(found, sure)}")
    sources = [source_of(verdict.article.partition("/")[2]) for verdict in found]
    for source in sorted(set(sources)):
        part = [verdict for verdict, own in zip(found, sources, strict=True) if own == source]
        print(f"{source}: {summary(part, sure)}")
    print(reliability(found))


def _written(tables: dict[str, Table], calibration: tuple[float, float]) -> str:
    """One line a weight or tree, so that changes can be compared."""
    parts = [
        f'"{name}": {{"weights": {_lines(table["weights"])},\n"trees": {_listed(table["trees"])}}}'
        for name, table in tables.items()
    ]
    return "{\n" + ",\n".join([f'"calibration": {json.dumps(calibration)}', *parts]) + "\n}\n"


def _lines(weights: dict[str, float]) -> str:
    return json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)


def _listed(trees: Sequence[Tree]) -> str:
    rows = (json.dumps(tree, ensure_ascii=False, separators=(",", ":")) for tree in trees)
    return "[\n" + ",\n".join(rows) + "\n]"


if __name__ == "__main__":
    main()
