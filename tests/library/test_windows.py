"""Who is the next window of a profile, agreed by locks that no kill leaves behind."""

import os
import signal
import socket
import subprocess
import sys
import threading

import pytest

from reader.library import windows
from reader.library.paths import Paths
from reader.library.windows import OpenRequest, WindowSlot, absolute, find_window, request_from_line

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="named pipes there")

_HOLD = """
import sys
from pathlib import Path
from reader.library.windows import OpenRequest, find_window
found = find_window(Path(sys.argv[1]), OpenRequest(), True)
print(found.number, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "run"


@pytest.fixture
def hold(folder):
    """Other processes that are windows of the profile, as far as locks tell."""
    running = []

    def start():
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        running.append(process)
        return process, int(process.stdout.readline())

    yield start
    for process in running:
        process.kill()
        process.communicate()


def listen(folder, number, heard):
    """A window's ear that answers one request."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(windows.address_of(folder, number))
    server.listen()

    def serve():
        connection, _ = server.accept()
        heard.append(connection.makefile("rb").readline())
        connection.sendall(b"ok\n")
        connection.close()
        server.close()

    thread = threading.Thread(target=serve)
    thread.start()
    return thread


def test_the_first_start_is_a_window_and_its_folder_is_private(folder):
    slot = find_window(folder, OpenRequest())
    assert isinstance(slot, WindowSlot)
    assert (slot.number, slot.alone, slot.others_run()) == (1, True, False)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    slot.release()


def test_a_second_start_hands_its_files_over(folder, hold):
    hold()
    heard = []
    thread = listen(folder, 1, heard)
    assert find_window(folder, OpenRequest(("/a\udcff.txt",), "token")) is None
    thread.join()
    assert request_from_line(heard[0]) == OpenRequest(("/a\udcff.txt",), "token")


def test_a_window_of_its_own_is_another_number(folder, hold):
    hold()
    slot = find_window(folder, OpenRequest(), new_window=True)
    assert (slot.number, slot.alone, slot.others_run()) == (2, False, True)
    slot.release()


def test_the_place_of_a_killed_window_is_free_at_once(folder, hold):
    process, _ = hold()
    (folder / "window-1.sock").touch()  # a stale socket leads nowhere
    process.send_signal(signal.SIGKILL)
    process.wait()
    slot = find_window(folder, OpenRequest())
    assert (slot.number, slot.alone) == (1, True)
    slot.release()


def test_of_two_windows_the_one_used_last_gets_the_file(folder, hold):
    hold()
    hold()
    os.utime(folder / "window-1.lock", (1, 1))
    heard = []
    thread = listen(folder, 2, heard)
    assert find_window(folder, OpenRequest(("/a",))) is None
    thread.join()


def test_a_window_that_never_answers_is_not_waited_for_for_ever(folder, hold, monkeypatch):
    monkeypatch.setattr(windows, "PATIENCE_S", 0.2)
    hold()
    slot = find_window(folder, OpenRequest(("/a",)))
    assert slot.number == 2
    slot.release()


def test_many_starts_at_the_same_moment_agree_on_one_window(folder, monkeypatch):
    """Each start is a thread with locks of its own, as each process has."""
    monkeypatch.setattr(windows, "PATIENCE_S", 20)
    heard, found = [], []

    def start():
        slot = find_window(folder, OpenRequest(("/a",)))
        found.append(slot)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    while not any(found):
        threads[0].join(0.01)
    for _ in range(7):
        listen(folder, 1, heard).join()
        (folder / "window-1.sock").unlink()
    for thread in threads:
        thread.join()
    slots = [slot for slot in found if slot is not None]
    for slot in slots:
        slot.release()
    assert len(slots) == 1
    assert len(heard) == 7


def test_a_folder_of_somebody_else_is_not_used(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="not ours"):
        find_window(folder, OpenRequest())


def test_a_long_path_has_its_socket_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    deep = tmp_path / ("x" * 120)
    paths = Paths(deep, deep, deep, deep / "state")
    assert len(os.fsencode(windows.address_of(paths.runtime, 16))) <= 103
    assert paths.runtime != Paths(deep, deep, deep, deep / "other").runtime


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b"3",
        b'{"open": "a"}',
        b'{"open": [1]}',
        b'{"open": ["a\\u0000b"]}',
        b'{"open": [""]}',
        b'{"open": [], "activation": 3}',
        b'{"open": ' + b"[" * 100_000,
    ],
)
def test_what_is_no_request_is_refused(line):
    with pytest.raises((ValueError, RecursionError)):
        request_from_line(line)


def test_files_are_named_as_they_are_found_from_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert absolute("livre.epub#3") == str(tmp_path / "livre.epub#3")
    assert absolute("https://example.org/a") == "https://example.org/a"
