"""The running windows of a profile: who is the next one, and how a file is handed to one that runs.

Each window holds the lock of its number as long as its process lives; the system lets go of it even after a
kill, so no lock and no socket is ever taken for a living one. Nothing here loads Qt or a model.
"""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from reader.library.private import private_folder

MOST_WINDOWS = 16
PATIENCE_S = 10.0
"""So long a window that starts or is busy is waited for before another one is opened."""
_PAUSE_S = 0.05
MOST_BYTES = 1_000_000
"""More than any command line holds."""
MOST_FILES = 1_000
PATIENCE_MS = 5_000
"""A client that has not said all by then is hung up on."""
MOST_CLIENTS = 20


class NoRuntimeFolderError(OSError):
    """The folder of the locks is somebody else's, or cannot be made private."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What a second start asks of a running window: ``activation`` is a desktop's leave to come to the front."""

    files: tuple[str, ...] = ()
    activation: str = ""

    def to_line(self) -> bytes:
        """As it goes over the socket: one line of JSON."""
        return json.dumps({"open": self.files, "activation": self.activation}).encode("ascii") + b"\n"


def request_from_line(line: bytes) -> OpenRequest:
    """The request in a line from outside. Raises ``ValueError`` for anything else."""
    data = json.loads(line)
    if not isinstance(data, dict):
        raise ValueError("an object was expected")
    files, activation = data.get("open"), data.get("activation", "")  # pyright: ignore[reportUnknownVariableType,reportUnknownMemberType]
    if not isinstance(files, list) or not isinstance(activation, str):
        raise ValueError("a list of files was expected")
    texts = tuple(each for each in files if isinstance(each, str) and each and "\0" not in each)  # pyright: ignore[reportUnknownVariableType]
    if len(texts) != len(files) or len(files) > MOST_FILES:  # pyright: ignore[reportUnknownArgumentType]
        raise ValueError("not a list of files")
    return OpenRequest(texts, activation[:200] if activation.isprintable() else "")


class WindowSlot:
    """The place of one running window; ``alone`` where it was the only one when it began."""

    def __init__(self, folder: Path, number: int, lock: IO[bytes], alone: bool) -> None:
        self._folder = folder
        self._lock = lock
        self.number = number
        self.alone = alone

    @property
    def address(self) -> str:
        """Where this window listens."""
        return address_of(self._folder, self.number)

    def others_run(self) -> bool:
        """Whether another window of the profile runs now."""
        with suppress(OSError):
            return any(_is_taken(self._folder, n) for n in range(1, MOST_WINDOWS + 1) if n != self.number)
        return False

    def touch(self) -> None:
        """This is the window that was used last: files go to it."""
        with suppress(OSError):
            os.utime(_lock_file(self._folder, self.number))

    def release(self) -> None:
        """The window is closed and all is written down."""
        self._lock.close()


def find_window(folder: Path, request: OpenRequest, new_window: bool = False) -> WindowSlot | None:
    """Hand the request to a running window (then ``None``), or take the place of a new one.

    Two starts at the same moment agree by the lock. Raises ``OSError`` where no lock can be had there.
    """
    _make_our_own(folder)
    deadline = time.monotonic() + PATIENCE_S
    while True:
        late = time.monotonic() > deadline
        found = _claim(folder, new_window or late)
        if isinstance(found, WindowSlot):
            return found
        if _hand_over(address_of(folder, found), request, deadline):
            return None
        if late:
            raise OSError("no window can be opened")
        time.sleep(_PAUSE_S)


def address_of(folder: Path, number: int) -> str:
    """The socket of a window, or on Windows the name of its pipe."""
    if sys.platform == "win32":
        import hashlib

        return f"entity-reader-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]}-{number}"
    return str(folder / f"window-{number}.sock")


def absolute(name: str) -> str:
    """A file by its whole path, as a window in another folder needs it; web addresses stay as they are."""
    return name if name.startswith(("http://", "https://")) else os.path.abspath(name)


def _claim(folder: Path, new_window: bool) -> WindowSlot | int:
    """A place for a new window, or the number of the running one that was used last."""
    with _open(folder / "windows.lock") as turn:
        _lock(turn, wait=True)
        taken = [number for number in range(1, MOST_WINDOWS + 1) if _is_taken(folder, number)]
        free = next((number for number in range(1, MOST_WINDOWS + 1) if number not in taken), None)
        if free is not None and (new_window or not taken):
            file = _open(_lock_file(folder, free))
            if _lock(file):
                return WindowSlot(folder, free, file, alone=not taken)
            file.close()
            taken.append(free)
    return max(taken, key=lambda number: _lock_file(folder, number).stat().st_mtime)


def _is_taken(folder: Path, number: int) -> bool:
    path = _lock_file(folder, number)
    if not path.exists():
        return False
    with _open(path) as file:
        return not _lock(file)


def _open(path: Path) -> IO[bytes]:
    """A lock's file, which no child process inherits."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")


def _lock_file(folder: Path, number: int) -> Path:
    return folder / f"window-{number}.lock"


def _lock(file: IO[bytes], wait: bool = False) -> bool:
    """Lock a file as long as it is open; whether that was possible."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _make_our_own(folder: Path) -> None:
    """Make the folder, for nobody else. Raises ``OSError`` where somebody else has a hand in it."""
    private_folder(folder)
    if sys.platform == "win32":
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise NoRuntimeFolderError(f"{folder} is not ours")
    if stat.S_IMODE(found.st_mode) != 0o700:
        folder.chmod(0o700)


def _hand_over(address: str, request: OpenRequest, deadline: float) -> bool:
    """Whether the window at ``address`` has taken the request."""
    wait = max(0.1, deadline - time.monotonic())
    try:
        answer = _ask_pipe(address, request) if sys.platform == "win32" else _ask(address, request, wait)
    except OSError:
        return False
    return answer.startswith(b"ok")


def _ask(address: str, request: OpenRequest, wait: float) -> bytes:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(wait)
        client.connect(address)
        client.sendall(request.to_line())
        return client.recv(16)


def _ask_pipe(name: str, request: OpenRequest) -> bytes:
    with open(rf"\\.\pipe\{name}", "r+b", buffering=0) as pipe:
        pipe.write(request.to_line())
        answer: Any = pipe.read(16)
        return bytes(answer or b"")
