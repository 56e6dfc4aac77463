"""No way out: this process never talks to another machine, whatever a library would like to do.

The audit hook sees the sockets that Python makes, and no others. The variables stop libraries that
would fetch models or report their use, and must be set before those libraries are imported: ONNX
Runtime since 1.29 reports from code of its own, and keeps a number of the device on the disk.
"""

import os
import sys
from ipaddress import ip_address
from typing import Any

OFFLINE = {
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_OFFLINE": "1",
    "ORT_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
}
CALLS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname"}


class Outbound(PermissionError):
    """Something tried to reach another machine."""


def close_network() -> None:
    """From now on and for good, refuse every connection that would leave this machine."""
    os.environ.update(OFFLINE)
    sys.addaudithook(_refuse_outbound)


def _refuse_outbound(event: str, arguments: tuple[Any, ...]) -> None:
    if event in CALLS:
        address = arguments[1]
        # Addresses of other families (a path, a netlink number) name something on this machine.
        is_fine = not isinstance(address, tuple) or _is_here(address[0])
    elif event in LOOKUPS:
        # Only a name is looked up elsewhere; a number is merely read.
        is_fine = _is_here(arguments[0]) or _is_number(arguments[0])
    else:
        return
    if not is_fine:
        raise Outbound("the companion never connects to another machine")


def _is_here(host: Any) -> bool:
    name = _read_name(host)
    return name in ("", "localhost") or (_is_number(name) and ip_address(name).is_loopback)


def _is_number(host: Any) -> bool:
    try:
        ip_address(_read_name(host))
    except ValueError:
        return False
    return True


def _read_name(host: Any) -> str:
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
