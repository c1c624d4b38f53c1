"""``reader erase``: what it asks, removes, prints and leaves."""

import io
import os
import pty
import subprocess
import sys

import pytest

from reader import cli
from reader.library.erasing import kept_files
from reader.library.paths import find_paths
from tests.cli.rights import without_rights
from tests.library.test_private import keep_everything


@pytest.fixture(autouse=True)
def _language(monkeypatch, tmp_path):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def profile(tmp_path):
    folder = tmp_path / "profile"
    keep_everything(find_paths(folder)).close()
    return folder


@pytest.fixture
def left(tmp_path):
    folder = tmp_path / "cache" / "Microsoft" / "DeveloperTools" / ".onnxruntime"
    folder.mkdir(parents=True)
    (folder / "deviceid").write_text("x", encoding="utf-8")
    return folder


def test_with_yes_all_goes_and_each_path_is_printed(profile, capsys):
    expected = {str(path) for path in kept_files(find_paths(profile))}
    assert cli.run(["erase", "--yes", "--profile", str(profile)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert expected - set(out.splitlines()) <= {f"{profile}/data/library.sqlite-wal"}
    assert str(profile) in out.splitlines()
    assert not profile.exists()


def test_the_folder_of_the_profile_stays_with_what_else_lies_in_it(profile, capsys):
    (profile / "notes.txt").write_text("mine", encoding="utf-8")
    (profile / "data" / "photo.jpg").write_text("mine", encoding="utf-8")
    assert cli.run(["erase", "--yes", "--profile", str(profile)]) == 0
    files = sorted(str(path.relative_to(profile)) for path in profile.rglob("*") if path.is_file())
    assert files == ["data/photo.jpg", "notes.txt"]
    assert capsys.readouterr().err == f"reader: {profile}/data/photo.jpg is not Reader’s and stays.\n"


def test_without_a_terminal_and_yes_nothing_happens(profile, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    before = kept_files(find_paths(profile))
    assert cli.run(["erase", "--profile", str(profile)]) == 1
    assert "--yes" in capsys.readouterr().err
    assert kept_files(find_paths(profile)) == before


@pytest.mark.parametrize(
    ("language", "answer", "erased"),
    [("en", "y", True), ("en", "", False), ("en", "n", False), ("fr", "o", True), ("fr", "oui", True)],
)
def test_on_a_terminal_it_shows_the_folders_and_asks(profile, language, answer, erased):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "erase", "--profile", str(profile)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": f"{language}_XX.UTF-8"},
    ) as process:
        os.write(ours, f"{answer}\n".encode())
        out, err = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert f"{profile}/data" in err.decode()
    assert ("Effacer tout cela" if language == "fr" else "Erase all this") in err.decode()
    assert process.returncode == (0 if erased else 1)
    assert bool(out) == erased
    assert profile.exists() != erased


def test_nothing_kept_is_no_failure(tmp_path, capsys):
    assert cli.run(["erase", "--yes", "--profile", str(tmp_path / "never")]) == 0
    assert capsys.readouterr() == ("", "reader: Nothing is kept: there is nothing to erase.\n")


def test_what_the_system_refuses_is_told(profile, capsys):
    os.chmod(profile / "config", 0o555)
    try:
        with without_rights():
            code = cli.run(["erase", "--yes", "--profile", str(profile)])
    finally:
        os.chmod(profile / "config", 0o700)
    assert code == 1
    assert "could not be erased" in capsys.readouterr().err


def test_what_telemetry_has_left_is_told_and_goes_only_when_asked_for(profile, left, capsys):
    assert cli.run(["erase", "--yes", "--profile", str(profile)]) == 0
    assert str(left) in capsys.readouterr().err
    assert (left / "deviceid").exists()
    assert cli.run(["erase", "--yes", "--onnxruntime", "--profile", str(profile)]) == 0
    assert capsys.readouterr().out == f"{left}/deviceid\n"
    assert not left.parent.parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="locks of another kind")
def test_it_refuses_while_a_window_of_the_profile_is_open(profile, capsys):
    import fcntl

    run = find_paths(profile).runtime
    run.mkdir()
    with (run / "window-1.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert cli.run(["erase", "--yes", "--profile", str(profile)]) == 1
        assert "close it first" in capsys.readouterr().err
        assert (profile / "data" / "library.sqlite").exists()
    assert cli.run(["erase", "--yes", "--profile", str(profile)]) == 0
    assert not profile.exists()
