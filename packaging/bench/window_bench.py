"""Starting the real window off-screen: first painted text, marks, memory of both processes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from texts import FOUNDING, article_text, line

_TRACE = re.compile(r"^(first-paint|marks-names|marks-complete) ([\d.]+)")


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _start("founding article, nothing cached", FOUNDING, Path(folder, "a"))
        _start("founding article, cached", FOUNDING, Path(folder, "a"))
        long = Path(folder, "long.txt")
        long.write_text(article_text(100_000), encoding="utf-8")
        _start("100,000 words, nothing cached", long, Path(folder, "b"), limit=600)


def _start(name: str, article: Path, profile: Path, limit: float = 60) -> None:
    """Start the program, read its trace until all marks are there, measure memory, close it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "READER_TRACE": "1"}
    command = [sys.executable, "-m", "reader", "--profile", str(profile), str(article)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        deadline = time.monotonic() + limit
        for text in process.stderr:
            match = _TRACE.match(text)
            if match:
                line(f"{name}: {match[1].replace('-', ' ')}", float(match[2]), "ms")
            if time.monotonic() > deadline or (match and match[1] == "marks-complete"):
                break
        _memory(name, psutil.Process(process.pid))
        process.terminate()
        process.stderr.read()


def _memory(name: str, process: psutil.Process) -> None:
    line(f"{name}: memory of the window", process.memory_info().rss / 1e6, "MB")
    for child in process.children():
        line(f"{name}: memory of the worker", child.memory_info().rss / 1e6, "MB")
