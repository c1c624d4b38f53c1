"""The window's ear: it hears a second start, and nothing else does it any harm."""

import json
import socket
import sys

import pytest

from reader.library.windows import OpenRequest
from reader.ui.window_server import WindowServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a named pipe there")


def pipe_server(*words):
    network = pytest.importorskip("PySide6.QtNetwork", exc_type=ImportError)
    assert network is not None
    from reader.ui.window_pipe import PipeServer

    return PipeServer(*words)


@pytest.fixture(params=[WindowServer, pipe_server], ids=["socket", "pipe"])
def server(request, qapp, tmp_path):
    built = request.param(str(tmp_path / "w.sock"), None, 300)
    built.heard = []
    built.requested.connect(built.heard.append)
    yield built
    built.close()
    built.deleteLater()


@pytest.fixture
def client(tmp_path):
    clients = []

    def connect():
        made = socket.socket(socket.AF_UNIX)
        made.settimeout(5)
        made.connect(str(tmp_path / "w.sock"))
        clients.append(made)
        return made

    yield connect
    for each in clients:
        each.close()


def hung_up(client):
    client.setblocking(False)
    try:
        return client.recv(16) == b""
    except BlockingIOError:
        return False
    except ConnectionError:
        return True


def test_a_request_is_heard_and_answered(server, client, qtbot, tmp_path):
    assert server.listening
    assert (tmp_path / "w.sock").stat().st_mode & 0o077 == 0
    sender = client()
    sender.sendall(OpenRequest(("/a", "/b"), "t").to_line())
    qtbot.waitUntil(lambda: bool(server.heard))
    assert server.heard == [OpenRequest(("/a", "/b"), "t")]
    assert sender.recv(16) == b"ok\n"


def test_a_request_in_pieces_is_heard(server, client, qtbot):
    sender, line = client(), OpenRequest(("/a" * 200,)).to_line()
    sender.sendall(line[:50])
    qtbot.wait(50)
    sender.sendall(line[50:])
    qtbot.waitUntil(lambda: bool(server.heard))


@pytest.mark.parametrize(
    "noise", [b"GET / HTTP/1.1\r\n\r\n", b"\0\xff\n", b"{}\n", b'{"open":[1]}\n', b"[" * 90_000 + b"\n"]
)
def test_noise_is_dropped_and_others_are_heard(server, client, qtbot, noise):
    noisy = client()
    noisy.sendall(noise)
    qtbot.waitUntil(lambda: hung_up(noisy))
    client().sendall(OpenRequest(("/a",)).to_line())
    qtbot.waitUntil(lambda: bool(server.heard))
    assert server.heard == [OpenRequest(("/a",))]


def test_an_endless_message_is_cut_off(server, client, qtbot):
    sender = client()
    sender.setblocking(False)
    sent = 0

    def push():
        nonlocal sent
        try:
            sent += sender.send(b"x" * 65_536)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return False

    qtbot.waitUntil(push, timeout=10_000)
    assert sent < 5_000_000
    assert server.heard == []


def test_a_client_that_never_says_anything_is_hung_up_on(server, client, qtbot):
    silent = client()
    qtbot.waitUntil(lambda: hung_up(silent))


def test_many_silent_clients_do_not_lock_a_real_one_out_for_long(server, client, qtbot):
    silent = [client() for _ in range(15)]
    client().sendall(OpenRequest(("/a",)).to_line())
    qtbot.waitUntil(lambda: bool(server.heard))
    qtbot.waitUntil(lambda: all(hung_up(each) for each in silent))


def test_the_socket_of_a_killed_window_is_replaced(qapp, tmp_path):
    stale = socket.socket(socket.AF_UNIX)
    stale.bind(str(tmp_path / "w.sock"))
    stale.close()
    server = WindowServer(str(tmp_path / "w.sock"))
    assert server.listening
    server.close()
    assert not (tmp_path / "w.sock").exists()
    server.deleteLater()


def test_a_socket_that_cannot_be_made_is_no_reason_to_stop(qapp, tmp_path):
    server = WindowServer(str(tmp_path / "none" / "w.sock"))
    assert not server.listening
    server.close()
    server.deleteLater()


def test_a_request_is_one_line_of_plain_json():
    line = OpenRequest(("/é\n.txt",)).to_line()
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"open": ["/é\n.txt"], "activation": ""}
