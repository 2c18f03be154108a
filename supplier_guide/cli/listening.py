"""The port that the service answers on: free or not, and shared fairly between workers."""

import os
import signal
import socket
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

from supplier_guide.errors import Away
from supplier_guide.settings import Settings


def check_port(settings: Settings) -> None:
    """Refuse at once, with what to do, when something else listens on the port."""
    try:
        _bound(settings.host, settings.port, shared=False).close()
    except OSError as error:
        message = (
            f"Poort {settings.port} op {settings.host} is niet vrij ({error.strerror}). Stop wat daar draait, "
            f"of kies een andere: SUPPLIER_GUIDE_PORT={settings.port + 1} make run"
        )
        raise Away("port_in_use", message, field="SUPPLIER_GUIDE_PORT") from error


class SharedPort(socket.socket):
    """A socket that each process to which it is sent binds anew.

    Workers that accept from one socket leave most connections to the one that wakes first; with a socket each,
    the kernel spreads them. The parent never listens: its socket only keeps the port taken while workers restart.
    """

    @classmethod
    def bound(cls, host: str, port: int) -> "SharedPort":
        """Return a socket on a port that other processes of this service may share."""
        return _bound(host, port, shared=True)

    def __reduce__(self) -> tuple[Callable[[str, int], "SharedPort"], tuple[str, int]]:
        """Send the address, not the socket."""
        host, port = self.getsockname()[:2]
        return SharedPort.bound, (host, port)


def _bound(host: str, port: int, *, shared: bool) -> SharedPort:
    made = SharedPort(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made


def end_with_parent() -> None:
    """End this worker when the process that started it is gone, killed or not: nobody else would stop it."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_outlive, args=(parent,), name="end-with-parent", daemon=True).start()


def _outlive(parent: BaseProcess) -> None:
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
