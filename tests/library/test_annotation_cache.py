import gzip
import os
from pathlib import Path

import pytest

from reader.core.records import Annotations, Entity, Mention, MentionKind, Quote, Span, Speaker
from reader.library.annotation_cache import AnnotationCache

FOUND = Annotations("abc", "p 1", (Entity("e1", "PER", "Ada Brun", (Mention(Span(0, 8)),)),))


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path / "new" / "folder")
    cache.put(FOUND)

    assert cache.get("abc", "p 1") == FOUND


def test_doubt_is_kept_and_an_entry_of_before_has_none(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path)
    mentions = (Mention(Span(0, 8)), Mention(Span(9, 12), MentionKind.NOMINAL, 0.4, doubtful=True))
    speaker = Speaker("e1", Span(0, 8), "Ada Brun", 0.5, doubtful=True)
    doubtful = Annotations(
        "abc", "p 1", (Entity("e1", "PER", "Ada Brun", mentions),), (Quote(Span(20, 30), speaker=speaker),)
    )
    cache.put(doubtful)
    assert cache.get("abc", "p 1") == doubtful

    entry = next(tmp_path.glob("*.gz"))
    entry.write_bytes(packed(gzip.decompress(entry.read_bytes()).decode().replace(', "doubtful": true', "")))
    before = cache.get("abc", "p 1")
    assert before is not None
    assert not before.quotes[0].doubtful
    assert [mention.doubtful for mention in before.entities[0].mentions] == [False, False]


def test_another_pipeline_or_article_is_not_found(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)

    assert cache.get("abc", "p 2") is None
    assert cache.get("abd", "p 1") is None


def packed(text: str) -> bytes:
    return gzip.compress(text.encode())


DAMAGE = [
    b"",
    b"\x1f\x8b\x08rubbish",
    b"{}",
    gzip.compress(b"\xff\xfe"),
    packed("[" * 200_000),
    packed("[]"),
    packed("null"),
    packed('{"entities": [1], "quotes": []}'),
    packed('{"entities": {"a": 1}, "quotes": []}'),
    packed('{"entities": [], "quotes": [], "notices": [3]}'),
    packed('{"entities": [], "quotes": [], "notices": 3}'),
    packed(
        '{"quotes": [], "entities": [{"id": "e", "type": "PER", "name": 5, "mentions":'
        ' [{"start": -1, "end": 4, "kind": "name"}]}]}'
    ),
    packed(
        '{"quotes": [], "entities": [{"id": "e", "type": "PER", "name": "A", "mentions":'
        ' [{"start": 7, "end": 4, "kind": "name"}]}]}'
    ),
    packed(
        '{"quotes": [], "entities": [{"id": "e", "type": "PER", "name": "A", "mentions":'
        ' [{"start": 0, "end": 4, "kind": "nominal", "doubtful": "no"}]}]}'
    ),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_entry_is_not_there(tmp_path: Path, damage: bytes) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)
    next(tmp_path.glob("*.gz")).write_bytes(damage)

    assert cache.get("abc", "p 1") is None


@pytest.mark.parametrize("position", range(0, 140, 3))
def test_a_flipped_bit_is_no_error(tmp_path: Path, position: int) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)
    path = next(tmp_path.glob("*.gz"))
    content = bytearray(path.read_bytes())
    content[position % len(content)] ^= 16
    path.write_bytes(content)

    assert cache.get("abc", "p 1") in (None, FOUND)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such things there")
def test_what_is_no_file_is_not_there_and_gives_way(tmp_path: Path) -> None:
    cache = AnnotationCache(tmp_path)
    cache.put(FOUND)
    path = next(tmp_path.glob("*.gz"))
    path.unlink()
    os.mkfifo(path)
    assert cache.get("abc", "p 1") is None
    cache.put(FOUND)
    assert cache.get("abc", "p 1") == FOUND


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
