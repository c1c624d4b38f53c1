"""Nothing leaves the machine and nothing stays outside the program's folders: watched by the operating system.

Python's own sockets are not all: ONNX Runtime looked up a host of its maker eight seconds after its import. Each
way to run the program is therefore watched for half a minute, all of them at the same time.
"""

from __future__ import annotations

import fcntl
import os
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.paths import APP_NAME
from tests.e2e.traced import ROOT, WITHOUT_STRACE, Traced, beyond_this_machine, require_strace, start

pytestmark = [pytest.mark.xvfb, pytest.mark.model]

_WATCHED_S = 30.0
_PATIENCE_S = 150.0
_PIPE_BYTES, _MANY = 4_096, 40

WINDOW = """
import sys, threading
from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication
from reader.__main__ import main

def close():
    sys.stdin.read()
    QMetaObject.invokeMethod(QApplication.instance(), "closeAllWindows", Qt.ConnectionType.QueuedConnection)

threading.Thread(target=close, daemon=True).start()
sys.exit(main())
"""
"""The program as it is; the end of its standard input closes the window as its reader would."""

PICTURE = "picture.png"
"""A named pipe: drawing to it waits for somebody who reads."""

OWN = (".config", ".local", ".local/share", ".local/state", ".cache")
FOLDERS = tuple(f"{parent}/{APP_NAME}" for parent in (".config", ".local/share", ".local/state", ".cache"))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page for the reading process, and so many small articles that what import says fills a pipe."""
    folder = tmp_path_factory.mktemp("articles")
    text = (ROOT / "seeds" / "kim-poutine.txt").read_text(encoding="utf-8")
    (folder / "page.html").write_text(f"<article><h1>Kim</h1><p>{text}</p></article>", encoding="utf-8")
    for number in range(_MANY):
        name = f"{number:03}-{'x' * 100}.txt"
        (folder / name).write_text(f"Ada Brun est allée {number} fois à Lyon.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def watched(articles: Path) -> Iterator[dict[str, Traced]]:
    """The window with its worker, ``analyze``, ``import`` and ``screenshot``, each ended after half a minute.

    They wait for what only comes then: the end of an input, somebody who reads an output. All under a umask that
    withholds nothing, in homes with short names: the path of a socket may have a hundred bytes.
    """
    require_strace()
    with tempfile.TemporaryDirectory(prefix="r-") as name:
        folder = Path(name)
        started = _start_all(folder, str(articles / "page.html"), articles)
        try:
            _wait_half_a_minute(started["window"])
            _let_go(started, folder / PICTURE)
            for traced in started.values():
                traced.ended(_PATIENCE_S)
            yield started
        finally:
            for traced in started.values():
                traced.end()


def _start_all(folder: Path, page: str, articles: Path) -> dict[str, Traced]:
    os.mkfifo(folder / PICTURE)
    reader = ("-m", "reader")
    pipe = subprocess.PIPE
    seed = str(ROOT / "seeds" / "kim-poutine.txt")
    started = {
        "window": start(
            folder / "window", "-c", WINDOW, page, seed, umask=0, stdin=pipe, stderr=pipe, bufsize=0
        ),
        "analyze": start(
            folder / "analyze",
            *(*reader, "analyze", "--format", "jsonl", page, seed, "-"),
            umask=0,
            stdin=pipe,
            stdout=subprocess.DEVNULL,
        ),
        "import": start(
            folder / "import", *reader, "import", "--originals", str(articles), umask=0, stdout=pipe
        ),
        "screenshot": start(
            folder / "screenshot", *reader, "screenshot", page, "-o", str(folder / PICTURE), umask=0
        ),
    }
    output = started["import"].process.stdout
    assert output is not None
    fcntl.fcntl(output, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
    return started


def _wait_half_a_minute(window: Traced) -> None:
    """And until the window shows its marks, where that takes longer."""
    begin = time.monotonic()
    errors = window.process.stderr
    assert errors is not None
    marked = threading.Event()
    said: list[bytes] = []

    def listen() -> None:
        for line in errors:
            said.append(line)
            if line.startswith(b"marks-complete"):
                marked.set()

    threading.Thread(target=listen, daemon=True).start()
    assert marked.wait(_PATIENCE_S), b"the window never showed its marks: " + b"".join(said)
    threading.Event().wait(max(0.0, _WATCHED_S - (time.monotonic() - begin)))


def _let_go(started: dict[str, Traced], picture: Path) -> None:
    for name in ("window", "analyze"):
        pipe = started[name].process.stdin
        assert pipe is not None
        assert started[name].process.poll() is None, f"{name} did not last until the end"
        pipe.write(b"" if name == "window" else "Ada Brun habite à Lyon.".encode())
        pipe.close()
    assert started["screenshot"].process.poll() is None
    assert picture.read_bytes().startswith(b"\x89PNG")
    said = started["import"].process.stdout
    assert said is not None
    assert started["import"].process.poll() is None
    assert len(said.read().splitlines()) == _MANY + 1


WAYS = ("window", "analyze", "import", "screenshot")


@pytest.mark.parametrize("way", WAYS)
def test_no_socket_but_local_ones(watched: dict[str, Traced], way: str) -> None:
    """ONNX Runtime's telemetry, and an IPv6 socket that a library of spaCy tried out."""
    assert watched[way].process.returncode == 0
    assert beyond_this_machine(watched[way].lines()) == []


@pytest.mark.parametrize("way", WAYS)
def test_nothing_stays_outside_the_programs_own_folders(watched: dict[str, Traced], way: str) -> None:
    home = watched[way].home
    found = {str(path.relative_to(home)) for path in watched[way].files()}
    strange = {path for path in found if path not in OWN and not path.startswith(FOLDERS)}
    assert strange == set()
    assert list(watched[way].temporary.iterdir()) == []


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_kept_is_private_under_a_umask_that_withholds_nothing(
    watched: dict[str, Traced], way: str
) -> None:
    kept = [path for path in watched[way].files() if APP_NAME in path.parts]
    assert bool(kept) == (way in ("window", "import"))
    for path in kept:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.lstat().st_mode) == wanted, path


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))",
        "import ctypes; ctypes.CDLL(None).socket(10, 1, 0)",
        "import ctypes; ctypes.CDLL(None).socket(16, 3, 0)",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])",
    ],
    ids=["python", "below python", "netlink", "child"],
)
def test_this_watch_sees_every_other_socket(tmp_path: Path, code: str) -> None:
    require_strace()
    traced = start(tmp_path / "control", "-c", code)
    assert traced.ended(_PATIENCE_S) == 0
    assert beyond_this_machine(traced.lines())


def test_this_watch_lets_local_sockets_pass(tmp_path: Path) -> None:
    require_strace()
    code = (
        "import socket; socket.socketpair(); s = socket.socket(socket.AF_UNIX); s.bind('AF_INET'); s.listen()"
    )
    traced = start(tmp_path / "control", "-c", code)
    assert traced.ended(_PATIENCE_S) == 0
    assert beyond_this_machine(traced.lines()) == []
    assert traced.lines()


def test_what_cannot_be_watched_is_a_failure_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without strace, or where it may not trace; only who says so is let off, and then it is told as skipped."""
    monkeypatch.delenv(WITHOUT_STRACE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception, match="strace is missing"):
        require_strace()
    refusing = tmp_path / "strace"
    refusing.write_text("#!/bin/sh\necho 'ptrace: Operation not permitted' >&2\nexit 1\n", encoding="utf-8")
    refusing.chmod(0o755)
    with pytest.raises(pytest.fail.Exception, match="Operation not permitted"):
        require_strace()
    monkeypatch.setenv(WITHOUT_STRACE, "1")
    with pytest.raises(pytest.skip.Exception, match="Operation not permitted"):
        require_strace()
