"""Nothing leaves this computer: what libraries would do by themselves is turned off before they are imported."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager


def disable_telemetry() -> None:
    """Turn off ONNX Runtime's telemetry, in this process and in those that it starts.

    Its builds look up and call a host of their maker from the import on. They ask for this variable then and
    never again, so it has to be set before; their own function for it comes too late.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


@contextmanager
def without_socket_trials() -> Generator[None, None, None]:
    """While spaCy is imported: it brings in urllib3, which opens an IPv6 socket to see whether there are any."""
    import socket

    before, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = before
