"""A real HTTPS server on the loopback interface, that answers to the names of TED and the Belgian e-procurement.

Its certificate (`tls/server.pem`, with its key) is of our own making, for these tests alone, and names those hosts.
"""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

CERTIFICATE = Path(__file__).parent / "tls" / "server.pem"

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by path; keeps what was asked."""

    protocol_version = "HTTP/1.1"
    answers: dict[str, Answer]
    asked: list[tuple[str, str, dict[str, str]]]

    def do_GET(self) -> None:
        """Answer with what the test prepared."""
        self.asked.append((self.path, self.headers["Host"], dict(self.headers)))
        try:
            self.answers.get(self.path, missing)(self)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            return

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send one answer."""
        self.send_response(status)
        for name, value in (
            {"Content-Length": str(len(body))} | {key.replace("_", "-"): one for key, one in headers.items()}
        ).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Served:
    """A running server: its port, and what it was asked."""

    def __init__(self, port: int, asked: list[tuple[str, str, dict[str, str]]]) -> None:
        """Take what the block below made."""
        self.port = port
        self.asked = asked


def missing(handler: Handler) -> None:
    """Answer that nothing is here."""
    handler.reply(404)


def body(content: bytes, **headers: str) -> Answer:
    """Return an answer with a body."""
    return lambda handler: handler.reply(200, content, **headers)


def moved(location: str, status: int = 302) -> Answer:
    """Return an answer that refers elsewhere."""
    return lambda handler: handler.reply(status, Location=location)


def endless(handler: Handler) -> None:
    """Send without end and without a length, until the other side has enough."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1_000):
        handler.wfile.write(b" " * 65_536)
    handler.close_connection = True


def slow(handler: Handler) -> None:
    """Send a byte now and then."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(40):
        handler.wfile.write(b"<")
        handler.wfile.flush()
        time.sleep(0.05)
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Wait longer than the client does."""
    time.sleep(1.0)
    handler.close_connection = True


def tls() -> ssl.SSLContext:
    """Return what a client needs to trust the server."""
    return ssl.create_default_context(cafile=CERTIFICATE)


@contextmanager
def served(answers: dict[str, Answer], *, encrypted: bool = True) -> Iterator[Served]:
    """Serve while the block runs."""
    asked: list[tuple[str, str, dict[str, str]]] = []
    handler = type("Prepared", (Handler,), {"answers": answers, "asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if encrypted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a refused handshake is what a test asks for
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Served(server.server_address[1], asked)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
