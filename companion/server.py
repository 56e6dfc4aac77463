"""Runs a companion: its socket, its threads and its end."""

import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing

from waitress.server import create_server

from companion.app import create_app
from companion.channel import Address, erase_address, write_address
from companion.clock import tell_time
from companion.config import HOST, Config, read_version
from companion.guard import Guard
from companion.journal import Tally
from companion.pairing import Pairing
from companion.programs import Programs
from companion.screening import MAX_WAITING, Screening
from companion.serving import load_serving
from companion.store import open_store
from companion.trouble import Trouble

# Bodies stay in memory: a body or an answer over its overflow would be written to a file. The app
# refuses bodies over 256 KiB itself, in the shape of every other error.
SERVER = {
    "threads": MAX_WAITING + 4,
    "connection_limit": 32,
    "backlog": 64,
    "channel_timeout": 15,
    "cleanup_interval": 5,
    "max_request_header_size": 16_384,
    "max_request_body_size": 1_048_576,
    "inbuf_overflow": 2_097_152,
    "outbuf_overflow": 4_194_304,
    "ident": None,
    "expose_tracebacks": False,
}
Announce = Callable[[int, Pairing], AbstractContextManager[object]]


class PortTaken(Trouble):
    """Another program listens on the port."""


def serve(config: Config, announce: Announce) -> None:
    """Run until the process is told to stop.

    `announce` is called once requests are answered; what it opens is closed at the end. Raises
    PortTaken, and what store.open_store raises.
    """
    logging.getLogger("waitress").setLevel(logging.ERROR)
    with open_store(config.data_folder) as store, closing(listen(config.port)) as sock:
        port = sock.getsockname()[1]
        pairing = Pairing(store, time.monotonic)
        guard = Guard(port, pairing, Programs(store))
        screening = Screening(lambda: load_serving(config), config.model)
        app = create_app(guard, pairing, screening, store, tell_time)
        tally = Tally(time.monotonic)
        app.after_request(tally.count_answer)
        server = create_server(app, sockets=[sock], **SERVER)
        for told in (signal.SIGTERM, signal.SIGINT):  # one may be ignored where a script started us
            signal.signal(told, _stop)
        write_address(config.data_folder, Address(port=port, token=guard.owner_token))
        tally.begin(f"version {read_version()} started on port {port}")
        try:
            with announce(port, pairing):
                server.run()
        finally:
            screening.close()
            app.extensions["reading"].keep()
            erase_address(config.data_folder)
            tally.end()


def listen(port: int) -> socket.socket:
    """A socket on this machine's loopback address alone; raises PortTaken."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # On Windows the ordinary option would let another program listen on the same port.
    option = socket.SO_REUSEADDR if os.name != "nt" else getattr(socket, "SO_EXCLUSIVEADDRUSE", 0)
    sock.setsockopt(socket.SOL_SOCKET, option, 1)
    try:
        sock.bind((HOST, port))
    except (OSError, OverflowError):
        sock.close()
        raise PortTaken(
            f"Port {port} is taken by another program. Stop it, or choose another with --port."
        ) from None
    return sock


def _stop(signum: int, frame: object) -> None:
    raise SystemExit(0)
