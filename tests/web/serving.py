"""The application behind a real server on the loopback interface."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

import httpx
import uvicorn
from fastapi import FastAPI

LISTEN = 128


@contextmanager
def served(app: FastAPI) -> Iterator[httpx.Client]:
    """Serve ``app`` from a thread while the block runs; gives a client of it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(LISTEN)
        config = uvicorn.Config(app, loop="uvloop", http="httptools", log_level="critical", access_log=False)
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=20) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def raw(client: httpx.Client, target: str, *, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """Ask for ``target`` exactly as written; a proper client would mend the escapes first."""
    connection = HTTPConnection(client.base_url.host, client.base_url.port or 80, timeout=20)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()
