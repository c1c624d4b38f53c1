"""The program itself, started and ended in every way under a real X server: no tab is lost, one window takes all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from reader.library.paths import find_paths
from reader.library.tab_files import SavedTabs, TabFiles

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix"),
]
_DEADLINE_S = 60

Starter = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(f"Titre {name}\n\nAnne parle à Bob.", encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in "abcd"}


@pytest.fixture
def start(profile: Path) -> Iterator[Starter]:
    running: list[subprocess.Popen[bytes]] = []

    def started(*words: str, cwd: Path | None = None) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, "PYTHONPATH": path, "READER_TRACE": "1"}
        command = [sys.executable, "-m", "reader", "--profile", str(profile), *words]
        running.append(subprocess.Popen(command, env=environment, cwd=cwd, stderr=subprocess.PIPE))
        return running[-1]

    yield started
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


def painted(window: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
    """The window, once it shows an article."""
    assert window.stderr is not None
    assert any(line.startswith(b"first-paint") for line in window.stderr)
    return window


def saved(profile: Path, number: int = 1) -> SavedTabs:
    return TabFiles(find_paths(profile).state, number, alone=False).load()


def wait_for(found: Callable[[], object]) -> None:
    deadline = time.monotonic() + _DEADLINE_S
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.05)  # another process: there is no signal to wait for


def wait_for_tabs(profile: Path, names: str, front: str, number: int = 1) -> None:
    def there() -> bool:
        tabs = saved(profile, number)
        shown = "".join(tab.source[-5] for tab in tabs.tabs)
        return shown == names and names[tabs.front] == front

    wait_for(there)


def end(process: subprocess.Popen[bytes], number: signal.Signals) -> int:
    process.send_signal(number)
    return process.wait(_DEADLINE_S)


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGKILL])
def test_tabs_outlive_every_end_and_every_start(
    way: signal.Signals, start: Starter, profile: Path, files: dict[str, str]
) -> None:
    window = painted(start(files["a"], files["b"]))
    wait_for_tabs(profile, "ab", "a")
    end(window, way)
    window = painted(start(files["c"]))
    wait_for_tabs(profile, "abc", "c")
    end(window, way)
    window = painted(start())
    wait_for_tabs(profile, "abc", "c")
    assert end(window, signal.SIGTERM) == 0
    assert len(saved(profile).tabs) == 3


def test_a_second_start_hands_its_file_to_the_window(
    start: Starter, profile: Path, files: dict[str, str], tmp_path: Path
) -> None:
    """It opened a second window with a second worker."""
    window = start(files["a"])
    wait_for_tabs(profile, "a", "a")
    assert start("b.txt", cwd=tmp_path).wait(_DEADLINE_S) == 0
    wait_for_tabs(profile, "ab", "b")
    assert start("a.txt", cwd=tmp_path).wait(_DEADLINE_S) == 0
    wait_for_tabs(profile, "ab", "a")
    assert start().wait(_DEADLINE_S) == 0
    workers = [each for each in psutil.Process(window.pid).children() if "--worker" in each.cmdline()]
    assert len(workers) == 1
    assert window.poll() is None


def test_two_starts_at_the_same_moment_are_one_window(
    start: Starter, profile: Path, files: dict[str, str]
) -> None:
    both = [start(files["a"]), start(files["b"])]
    wait_for(lambda: {tab.source for tab in saved(profile).tabs} == {files["a"], files["b"]})
    wait_for(lambda: sum(process.poll() is None for process in both) == 1)
    assert [process.poll() for process in both if process.poll() is not None] == [0]


def test_a_window_of_its_own_keeps_its_own_tabs(start: Starter, profile: Path, files: dict[str, str]) -> None:
    first = start(files["a"])
    wait_for_tabs(profile, "a", "a")
    second = start("--new-window", files["b"])
    wait_for_tabs(profile, "b", "b", number=2)
    assert end(second, signal.SIGTERM) == 0
    assert end(first, signal.SIGKILL) == -signal.SIGKILL
    start(files["c"])
    wait_for_tabs(profile, "abc", "c")
    wait_for(lambda: not (find_paths(profile).state / "tabs-2.json").exists())


def test_another_profile_is_another_window(
    start: Starter, profile: Path, files: dict[str, str], tmp_path: Path
) -> None:
    first = start(files["a"])
    wait_for_tabs(profile, "a", "a")
    other = start(files["b"], "--profile", str(tmp_path / "other"))
    wait_for_tabs(tmp_path / "other", "b", "b")
    assert (first.poll(), other.poll()) == (None, None)
