"""The name and version of the analysis, cheap to know without loading any model: the key of the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import reader
from reader.core.resources import resource_path

_CODE = ("nlp", "core")


def pipeline_id(language: str) -> str:
    """Changes whenever the program, its language data or its model does."""
    digest = hashlib.sha256()
    for path in _parts(language):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"reader-{language}-{reader.__version__}-{digest.hexdigest()[:12]}"


def _parts(language: str) -> Iterator[Path]:
    """Code and data that decide the result; each model stands for itself by its small configuration."""
    package = Path(reader.__file__).parent
    for room in _CODE:
        yield from sorted((package / room).rglob("*.py"))
    yield from sorted(path for path in resource_path("lang", language).glob("*") if path.is_file())
    places = resource_path("gazetteer", "places.tsv.gz")
    if places.is_file():
        yield places
    for model in (language, f"{language}-resolver"):
        config = resource_path("models", model, "config.json")
        if config.is_file():
            yield config
