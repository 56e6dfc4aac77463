"""The authored pages, served as the sites they stand for, with a throwaway certificate."""

import json
import ssl
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import trustme

PAGES = Path(__file__).parents[1] / "pages"
SITES = Path(__file__).parents[2] / "extension" / "sites"


def read_site(name: str) -> dict[str, Any]:
    """The site of a page; the generic one where no file knows it."""
    site = SITES / f"{name}.json"
    if not site.exists():
        return {"id": "generic", "matches": []}
    read: dict[str, Any] = json.loads(site.read_text(encoding="utf-8"))
    return read


def read_expected(name: str) -> list[dict[str, Any]]:
    """The posts of a page, as they are to be found in it."""
    path = PAGES / f"{name}.expected.json"
    posts: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["posts"]
    return posts


def find_address(name: str) -> str:
    """Where a page is served: at its site's first address, or on a server that a reader adds."""
    matches = read_site(name)["matches"]
    return str(matches[0]).rstrip("*") if matches else f"https://{name}.example.test/"


ADDRESSES = {page.stem: find_address(page.stem) for page in sorted(PAGES.glob("*.html"))}
HOSTS = {
    "social.example.test": "mastodon.html",
    "elsewhere.example.test": "hackernews.html",
    "unheard-of.example.test": "generic-schema.html",
    **{urlsplit(address).netloc: f"{name}.html" for name, address in ADDRESSES.items()},
}


class Site(BaseHTTPRequestHandler):
    """Answers every path of a host with that host's page."""

    def do_GET(self) -> None:
        """The page, or one added by a test under its path."""
        server = self.server
        assert isinstance(server, SiteServer)
        name = HOSTS.get(self.headers.get("Host", ""))
        page = server.added.get(self.path) or (name and (PAGES / name).read_text(encoding="utf-8"))
        body = (page or "").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nothing: the pages are of no interest in the test's output."""


class SiteServer(ThreadingHTTPServer):
    """All hosts on one port; `added` holds pages that a test authored, by path."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.added: dict[str, str] = {}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert(*HOSTS).configure_cert(context)
        # The handshake is left to each connection's own thread.
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )
        Thread(target=self.serve_forever, daemon=True).start()

    def resolver_rules(self) -> str:
        """Chromium's --host-resolver-rules that lead every host here."""
        port = self.server_address[1]
        return ", ".join(f"MAP {host}:443 127.0.0.1:{port}" for host in HOSTS)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away in the middle is no error of ours."""
