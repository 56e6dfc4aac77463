"""What counts as this machine, address by address; test_serve.py has whole processes refused."""

import pytest

from companion.outbound import Outbound, _refuse_outbound

SOCKET = object()


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (SOCKET, ("127.0.0.1", 22560))),
        ("socket.connect", (SOCKET, ("127.8.9.10", 80))),
        ("socket.connect", (SOCKET, ("::1", 80, 0, 0))),
        ("socket.connect", (SOCKET, ("localhost", 80))),
        ("socket.connect", (SOCKET, "/run/user/1000/bus")),
        ("socket.sendto", (SOCKET, (b"127.0.0.1", 53))),
        ("socket.sendto", (SOCKET, None)),  # of a socket that is connected already
        ("socket.getaddrinfo", (None, 0, 0, 0, 0)),
        ("socket.getaddrinfo", (b"localhost", 80, 0, 0, 0)),
        ("socket.getaddrinfo", ("93.184.215.14", 80, 0, 0, 0)),  # only read, not looked up
        ("socket.bind", (SOCKET, ("0.0.0.0", 80))),  # noqa: S104 (no way out, so none of its affair)
        ("open", ("/etc/hosts", "r", 0)),
    ],
)
def test_what_stays_on_this_machine_is_let_through(
    event: str, arguments: tuple[object, ...]
) -> None:
    _refuse_outbound(event, arguments)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (SOCKET, ("93.184.215.14", 443))),
        ("socket.connect", (SOCKET, ("10.0.0.1", 80))),
        ("socket.connect", (SOCKET, ("2001:db8::1", 443, 0, 0))),
        ("socket.connect", (SOCKET, ("localhost.feed.example", 80))),
        ("socket.connect", (SOCKET, ("0177.0.0.1", 80))),
        ("socket.sendto", (SOCKET, (b"224.0.0.251", 5353))),
        ("socket.sendmsg", (SOCKET, ("255.255.255.255", 9))),
        ("socket.getaddrinfo", ("feed.example", 443, 0, 0, 0)),
        ("socket.getaddrinfo", (b"f\xe9ed.example", 443, 0, 0, 0)),
        ("socket.gethostbyname", ("feed.example",)),
    ],
)
def test_what_would_leave_it_is_refused(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(Outbound):
        _refuse_outbound(event, arguments)
