"""Trains the resolver, on all articles and with folds left out, and writes what each says of unseen articles.

Needs the cases of `packaging/quotes` and the names network's parameters. Resumable: what is done is not done again.
`weigh.py` then fits how much the network counts beside the rules, and prints the report.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[1:1] = [str(HERE.parent / "models"), str(HERE.parent / "quotes")]

from examples import Case, load_articles  # noqa: E402
from export import export  # noqa: E402
from folds import FOLDS, fold_of  # noqa: E402
from lessons import Lesson, Tools, lessons  # noqa: E402
from scorer import Scorer  # noqa: E402
from source import unpack  # noqa: E402
from training import Pairs, Plan, Trainer, prepare, vectors  # noqa: E402

from reader.core.identity import load_language_data  # noqa: E402
from reader.nlp.quotes import load_quote_data  # noqa: E402
from reader.nlp.resolver.reading import Meaning, Reading, SpeakerScores  # noqa: E402
from reader.nlp.resolver.references import load_pronouns  # noqa: E402
from reader.nlp.tagger.tokenizer import Tokenizer, load_tokenizer  # noqa: E402

LEFT_OUT: dict[str, tuple[int, ...]] = {"a": (0, 1), "b": (2, 3), "c": (4,), "all": ()}
"""The runs, and the folds that each does not learn from. The last one goes on where the first one ended."""
FIRST, LAST = "a", "all"
EPOCHS, LAST_EPOCHS = 2.5, 1.5


def main() -> None:
    options = _options()
    torch.set_num_threads(options.threads)
    names = ROOT / "resources" / "models" / "fr"
    cases = load_articles(options.cases)
    pairs = _pairs(cases, load_tokenizer(names / "tokenizer.json.gz"))
    print(f"{len(cases)} articles, {sum(map(len, pairs.values()))} windows", flush=True)
    words = unpack(np.fromfile(names / "embeddings.q4", np.uint8).reshape(-1, 18)).reshape(-1, 384)
    state = torch.load(options.names, weights_only=True, map_location="cpu")
    plan = Plan(epochs=options.epochs)
    last = replace(plan, epochs=options.last_epochs, rate=plan.rate / 2, head_rate=plan.head_rate / 2)
    torch.manual_seed(plan.seed)
    options.work.mkdir(parents=True, exist_ok=True)
    network = Scorer(state, words)
    prepare(
        network,
        [pair for rows in pairs.values() for pair in rows],
        plan.shift,
        plan.seed,
        options.work / "lower.pt",
    )
    print("the frozen layers have read all windows", flush=True)
    for run in options.runs:
        folder = options.work / run
        folder.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        torch.manual_seed(plan.seed)
        network = Scorer(state, words)
        if run == LAST:
            first = torch.load(options.work / FIRST / "trained.pt", weights_only=True)
            network.load_state_dict(first, strict=False)
        trainer = Trainer(network, last if run == LAST else plan, folder)
        trainer.run(_learnt(pairs, LEFT_OUT[run]))
        trained = trainer.finish()
        print(f"run {run}: {(time.monotonic() - started) / 60:.0f} minutes", flush=True)
        torch.save(trainer.averaged, folder / "trained.pt")
        if run == LAST:
            export(trained, options.version, names, options.out)
        else:
            unseen = {name: cases[name][1] for name in cases if _fold(name) in LEFT_OUT[run]}
            readings = {name: read(trained, case, pairs[name]) for name, case in unseen.items()}
            (folder / "readings.pickle").write_bytes(pickle.dumps(readings))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=ROOT / "build" / "quotes" / "articles.pickle")
    parser.add_argument("--names", type=Path, required=True, help="parameters of the names network (PyTorch)")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "resolver")
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "models" / "fr-resolver")
    parser.add_argument("--runs", nargs="*", choices=LEFT_OUT, default=list(LEFT_OUT))
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--last-epochs", type=float, default=LAST_EPOCHS)
    parser.add_argument("--version", default="1")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    return parser.parse_args()


def _pairs(cases: Mapping[str, tuple[Case, Case]], tokenizer: Tokenizer) -> dict[str, Pairs]:
    tools = {
        language: Tools(
            tokenizer, load_language_data(language), load_quote_data(language), load_pronouns(language)
        )
        for language in ("fr", "en")
    }
    found: dict[str, Pairs] = {}
    for name, both in cases.items():
        own = tools["en" if name.startswith("news-gold-en/") else "fr"]
        marked, met = (list(lessons(name, case, own)) for case in both)
        found[name] = list(zip(marked, met, strict=True))
    return found


def _fold(name: str) -> int:
    return fold_of(name.partition("/")[2])


def _learnt(pairs: Mapping[str, Pairs], left_out: Sequence[int]) -> list[tuple[Lesson, Lesson]]:
    return [pair for name, rows in pairs.items() if _fold(name) not in left_out for pair in rows]


def read(network: Scorer, case: Case, pairs: Pairs) -> Reading:
    """What a network says of an article with the entities that the program finds."""
    quotes: dict[object, SpeakerScores] = {}
    means: list[Meaning] = []
    for _, lesson in pairs:
        with torch.inference_mode():
            speech, speakers, whom = network.answer(vectors(network, [lesson])[0], lesson.asked)
        names = [case.entities[number].id for number in lesson.asked.entities]
        for row in np.flatnonzero(lesson.asked.own_quotes):
            *entities, said, nobody = torch.log_softmax(speakers[row], 0).tolist()
            scores = SpeakerScores(speech[row].item(), dict(zip(names, entities, strict=True)), said, nobody)
            quotes[lesson.spans[lesson.asked.quotes.number[row]]] = scores
        means.extend(_meanings(lesson, whom, names))
    return Reading(quotes, tuple(means))


def _meanings(lesson: Lesson, whom: torch.Tensor, names: Sequence[str]) -> Iterator[Meaning]:
    for row in np.flatnonzero(lesson.asked.own_references):
        *entities, nobody = whom[row].tolist()
        reference = lesson.described[lesson.asked.references.number[row]]
        yield Meaning(reference, dict(zip(names, entities, strict=True)), nobody)


if __name__ == "__main__":
    assert FOLDS == 5
    main()
