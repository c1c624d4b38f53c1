"""What libraries would do on the network by themselves is off from the first import of the program."""

import os
import socket
import subprocess
import sys

import pytest

from reader.core.offline import without_socket_trials


@pytest.mark.parametrize("before", [None, "0"], ids=["unset", "turned on"])
def test_telemetry_is_off_before_anything_else_is_imported(before):
    """ONNX Runtime asks for the variable while it is imported; what it finds then holds to its end."""
    code = (
        "import sys, reader, os; print(os.environ['ORT_DISABLE_TELEMETRY'], 'onnxruntime' in sys.modules);"
        "import subprocess; subprocess.run(['env'])"
    )
    environment = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
    if before is not None:
        environment["ORT_DISABLE_TELEMETRY"] = before
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert "1 False" in lines
    assert "ORT_DISABLE_TELEMETRY=1" in lines


def test_no_socket_is_tried_out_meanwhile():
    before = socket.has_ipv6
    with without_socket_trials():
        assert socket.has_ipv6 is False
    assert socket.has_ipv6 == before
