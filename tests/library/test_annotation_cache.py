import os
from pathlib import Path

import pytest

from reader.core.records import Annotations, Entity, Mention, Span
from reader.library.annotation_cache import AnnotationCache

FOUND = Annotations("abc", "p 1", (Entity("e1", "PER", "Ada Brun", (Mention(Span(0, 8)),)),))


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path / "new" / "folder")
    cache.put(FOUND)

    assert cache.get("abc", "p 1") == FOUND


def test_another_pipeline_or_article_is_not_found(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)

    assert cache.get("abc", "p 2") is None
    assert cache.get("abd", "p 1") is None


@pytest.mark.parametrize("damage", [b"", b"\x1f\x8b\x08rubbish", b"{}"])
def test_a_damaged_entry_is_not_there(tmp_path: Path, damage: bytes) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)
    next(tmp_path.glob("*.gz")).write_bytes(damage)

    assert cache.get("abc", "p 1") is None


def test_a_cut_entry_is_not_there(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)
    path = next(tmp_path.glob("*.gz"))
    path.write_bytes(path.read_bytes()[:-9])

    assert cache.get("abc", "p 1") is None


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = AnnotationCache(tmp_path / "file" / "below")
    cache.put(FOUND)

    assert cache.get("abc", "p 1") is None


def test_the_least_recently_used_go_first(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path, capacity=2)
    for number, name in enumerate(["a", "b", "c"]):
        cache.put(Annotations(name, "p"))
        os.utime(tmp_path / f"{name}-p.json.gz", (number, number))
    cache.put(Annotations("d", "p"))

    assert [cache.get(name, "p") is not None for name in "abcd"] == [False, False, True, True]
