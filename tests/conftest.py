"""Shared by all tests: no network, no trace outside the test's own folder, no display needed."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from reader.core.offline import disable_telemetry

disable_telemetry()
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "0")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any attempt to reach another machine fails the test at once."""

    def refuse(*_args: object, **_kwargs: object) -> NoReturn:
        pytest.fail("something tried to use the network")

    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        """A socket in the file system leads to no other machine."""
        if self.family != getattr(socket, "AF_UNIX", None):
            refuse()
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Settings and caches of the person who runs the tests are never touched."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture
def founding_article() -> Path:
    """The article that the project was created from."""
    return ROOT / "seeds" / "kim-poutine.txt"
