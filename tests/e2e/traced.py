"""Runs the program under strace and reads what it asked of the network, whatever library asked it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_STRACE = "READER_TEST_WITHOUT_STRACE"

_WORDS = re.compile(r'"(?:[^"\\]|\\.)*"')
_OTHER_FAMILY = re.compile(r"\b[AP]F_(?!UNIX\b|LOCAL\b|UNSPEC\b)\w+|AF_\?\?\?")
_OTHER_SOCKET = re.compile(r"\bsocket(?:pair)?\((?!AF_UNIX|AF_LOCAL)")
_RESOLVER = re.compile(r'sun_path=@?"[^"]*(?:nscd|resolve|avahi)[^"]*"')
"""Local sockets behind which a service looks up names for others."""

_PASSED_ON = ("PATH", "DISPLAY", "XAUTHORITY", "QT_QPA_PLATFORM", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True)
class Traced:
    """A running process, its new home and the file in which strace writes."""

    process: subprocess.Popen[bytes]
    home: Path
    temporary: Path
    trace: Path

    def ended(self, timeout: float) -> int:
        """Wait for its end; the exit code."""
        return self.process.wait(timeout)

    def end(self) -> None:
        """Leave neither a process nor an open stream behind."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def lines(self) -> list[str]:
        """What was traced. Every process that was followed must have been seen to its end."""
        lines = self.trace.read_text(encoding="utf-8", errors="replace").splitlines()
        assert any("+++ exited with" in line for line in lines), "strace has traced nothing"
        return lines

    def files(self) -> list[Path]:
        """All that lies in its home, folders too."""
        return sorted(self.home.rglob("*"))


def start(folder: Path, *words: str, umask: int = -1, **streams: object) -> Traced:
    """Start ``words`` (of ``sys.executable``) under strace with a home in which nothing is yet."""
    home, temporary, trace = folder / "home", folder / "tmp", folder / "trace"
    home.mkdir(parents=True)
    temporary.mkdir()
    process = subprocess.Popen(
        ["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(trace), sys.executable, *words],
        env=_environment(home, temporary),
        cwd=folder,
        umask=umask,
        **streams,  # type: ignore[call-overload]
    )
    return Traced(process, home, temporary, trace)


def beyond_this_machine(lines: list[str]) -> list[str]:
    """The calls that make, or ask for, anything but a local socket."""
    return [line for line in lines if _is_beyond(line)]


def _is_beyond(line: str) -> bool:
    plain = _WORDS.sub('""', line)
    return bool(_OTHER_FAMILY.search(plain) or _OTHER_SOCKET.search(plain) or _RESOLVER.search(line))


def _environment(home: Path, temporary: Path) -> dict[str, str]:
    """That of a person who has set nothing: folders follow from HOME, no switch of a library is on."""
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **known,
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "READER_TRACE": "1",
    }


def require_strace() -> None:
    """Fail with the reason where nothing can be traced; skipped only by who says so in the environment."""
    reason = _why_not()
    if reason and os.environ.get(WITHOUT_STRACE) == "1":
        pytest.skip(reason)
    elif reason:
        pytest.fail(f"{reason}\nWho has to do without this proof sets {WITHOUT_STRACE}=1.", pytrace=False)


def _why_not() -> str:
    if not sys.platform.startswith("linux"):
        pytest.skip("strace is a tool of Linux")
    if shutil.which("strace") is None:
        return "strace is missing: that nothing reaches the network cannot be proved (apt-get install strace)"
    done = subprocess.run(["strace", "-f", "-e", "trace=network", "true"], capture_output=True, text=True)
    if done.returncode != 0:
        return f"strace may trace no process here: {done.stderr.strip()}"
    return ""
