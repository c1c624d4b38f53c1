"""What is kept is for its reader alone, under any umask, in former profiles too; nothing else is touched."""

import logging
import os
import stat
import sys

import pytest

from reader.core.records import Annotations
from reader.library.annotation_cache import AnnotationCache
from reader.library.atomic import write_atomically
from reader.library.database import backup
from reader.library.log import PrivateLog
from reader.library.pasted import keep_text
from reader.library.paths import find_paths
from reader.library.private import private_folder
from reader.library.profile import open_profile
from reader.library.settings import Settings, save_settings
from reader.library.store import open_library
from reader.library.window_state import WindowState, save_state
from tests.library.samples import article

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.fixture
def loose():
    before = os.umask(0)
    yield
    os.umask(before)


def keep_everything(paths):
    """Write one of each kind that is ever kept; returns what holds it open."""
    save_settings(paths.settings_file, Settings(theme="dark"))
    save_state(paths.state_file, WindowState(welcomed=True))
    keep_text(paths.pasted, "a" * 32, "Anne parle.")
    AnnotationCache(paths.annotation_cache).put(Annotations("a" * 32, "p", complete=True))
    log = PrivateLog(paths.log_file)
    log.maxBytes = 1  # each line turns the file over
    for _ in range(2):
        log.handle(logging.LogRecord("reader", logging.ERROR, "", 0, "words", None, None))
    log.close()
    library = open_library(paths.library_file)
    library.keep(article("Anne parle.", "Titre"), b"original")
    backup(paths.library_file, paths.library_file.with_name("library.version-1.sqlite"))
    return library


def rights(folder):
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in sorted(folder.rglob("*"))
    }


def others_may(folder):
    return {name: mode for name, mode in rights(folder).items() if int(mode, 8) & 0o077}


def test_whatever_is_kept_is_private_under_any_umask(tmp_path, umask):
    root = tmp_path / "above" / "profile"
    with keep_everything(find_paths(root)):
        found = rights(tmp_path)
    assert {name for name in found if name.endswith(("-wal", "-shm"))} == {
        "above/profile/data/library.sqlite-wal",
        "above/profile/data/library.sqlite-shm",
    }
    assert "above/profile/state/reader.log.1" in found
    for name, mode in found.items():
        assert mode == ("0o700" if (tmp_path / name).is_dir() else "0o600"), name


def loosen(folder):
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o777 if path.is_dir() else 0o666)


def test_a_profile_of_an_earlier_version_is_private_from_the_next_start(tmp_path, loose):
    root = tmp_path / "profile"
    with keep_everything(find_paths(root)):
        loosen(root)
        open_profile(root)
        assert others_may(root) == {}
    assert stat.S_IMODE(root.stat().st_mode) == 0o777  # it may hold anything else


def test_folders_by_the_systems_habit_are_private_whatever_lies_in_them(tmp_path, loose, monkeypatch):
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = find_paths()
    keep_everything(paths).close()
    (paths.data / "somebody's.txt").write_text("theirs", encoding="utf-8")
    loosen(tmp_path)
    open_profile()
    assert others_may(tmp_path) == {
        **dict.fromkeys(("CONFIG", "DATA", "CACHE", "STATE"), "0o777"),
        "DATA/entity-reader/somebody's.txt": "0o666",
    }


def test_nothing_of_others_is_touched_in_a_folder_that_holds_more(tmp_path, loose):
    """``--profile ~/project``, where ``data`` is the project's own."""
    root = tmp_path / "project"
    (root / "data" / "pasted").mkdir(parents=True)
    for name in ("notes.txt", "data/library.csv", "data/pasted/photo.jpg", "cache"):
        (root / name).write_text("theirs", encoding="utf-8")
    loosen(root)
    before = rights(tmp_path)
    open_profile(root)
    assert rights(tmp_path) == before

    paths = find_paths(root)
    open_library(paths.library_file).close()
    keep_text(paths.pasted, "a" * 32, "Anne parle.")
    loosen(root)
    open_profile(root)
    after = rights(tmp_path)
    assert {name: after[name] for name in before} == before
    assert (
        after["project/data/library.sqlite"] == after["project/data/pasted/" + "a" * 24 + ".txt"] == "0o600"
    )


def test_a_link_out_of_the_profile_is_not_followed(tmp_path, loose):
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "list.txt").write_text("theirs", encoding="utf-8")
    loosen(shared)
    paths = find_paths(tmp_path / "profile")
    private_folder(paths.data)
    paths.pasted.symlink_to(shared)
    (paths.data / "library.sqlite").symlink_to(shared / "list.txt")
    open_profile(tmp_path / "profile")
    assert stat.S_IMODE(shared.stat().st_mode) == 0o777
    assert stat.S_IMODE((shared / "list.txt").stat().st_mode) == 0o666


def test_what_is_read_only_stays_so(tmp_path):
    paths = find_paths(tmp_path)
    open_library(paths.library_file).close()
    paths.library_file.chmod(0o444)
    paths.data.chmod(0o555)
    open_profile(tmp_path)
    assert rights(tmp_path)["data/library.sqlite"] == "0o400"
    assert rights(tmp_path)["data"] == "0o500"
    paths.data.chmod(0o700)


def test_a_folder_that_is_there_keeps_its_rights_and_a_file_in_its_place_is_an_error(tmp_path, loose):
    (tmp_path / "there").mkdir()
    private_folder(tmp_path / "there" / "new")
    assert rights(tmp_path) == {"there": "0o777", "there/new": "0o700"}
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError):
        private_folder(tmp_path / "file")
    with pytest.raises(OSError):
        write_atomically(tmp_path / "file" / "settings.toml", "")


def test_a_log_writes_nothing_where_nothing_is_kept(tmp_path):
    record = logging.LogRecord("reader", logging.ERROR, "", 0, "words", None, None)
    log = PrivateLog(tmp_path / "state" / "reader.log", wanted=False)
    log.handle(record)
    assert list(tmp_path.iterdir()) == []
    log.want(True)
    log.handle(record)
    log.close()
    assert "words" in (tmp_path / "state" / "reader.log").read_text(encoding="utf-8")
