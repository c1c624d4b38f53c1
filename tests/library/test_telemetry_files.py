"""What ONNX Runtime's telemetry has left: found by name, removed with its empty folders, and nothing beside it."""

import sys

import pytest

from reader.library.telemetry_files import remove_telemetry_files, telemetry_files, telemetry_folder

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="each system has its own place")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def leave(cache, *names):
    folder = cache / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def test_nothing_is_found_where_nothing_was_left(cache):
    assert telemetry_files() == ()
    remove_telemetry_files()
    assert list(cache.iterdir()) == []


def test_the_files_go_with_their_folders(cache):
    folder = leave(cache, "deviceid", "onnxruntime.db", "onnxruntime.db-wal", "onnxruntime.db-shm")
    assert telemetry_folder() == folder
    assert len(telemetry_files()) == 4
    remove_telemetry_files()
    assert list(cache.iterdir()) == []


def test_what_other_programs_keep_there_stays(cache):
    folder = leave(cache, "deviceid", "other")
    beside = folder.parent / "deviceid"
    beside.write_text("another program's", encoding="utf-8")
    remove_telemetry_files()
    assert telemetry_files() == ()
    assert sorted(path.name for path in cache.rglob("*") if path.is_file()) == ["deviceid", "other"]


def test_home_counts_where_no_cache_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert telemetry_folder() == tmp_path / ".cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
