"""The port of the service: taken or free, and one socket for each worker."""

import pickle

import pytest

from supplier_guide.cli.listening import SharedPort, check_port
from supplier_guide.errors import Away
from supplier_guide.settings import Settings
from tests.cli.commanding import free_port


def test_each_worker_gets_a_listening_socket_of_its_own_on_the_same_port() -> None:
    port = free_port()
    with SharedPort.bound("127.0.0.1", port) as kept:
        sent = pickle.dumps(kept)
        with pickle.loads(sent) as one, pickle.loads(sent) as other:
            one.listen()
            other.listen()
            assert one.getsockname() == other.getsockname() == ("127.0.0.1", port)
            assert len({kept.fileno(), one.fileno(), other.fileno()}) == 3


def test_port_that_workers_share_is_not_free_for_another_service() -> None:
    port = free_port()
    with SharedPort.bound("127.0.0.1", port) as worker:
        worker.listen()
        with pytest.raises(Away) as refused:
            check_port(Settings(host="127.0.0.1", port=port))
    assert refused.value.code == "port_in_use"
