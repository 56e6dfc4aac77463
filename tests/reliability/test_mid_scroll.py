"""The companion is killed, hung, slow, replaced or updated while a reader scrolls."""

import signal
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from figures import Figures
from playwright.sync_api import Playwright, expect, sync_playwright
from reader import Reader
from scroller import HOSTS, SECONDS, ConstantCompanion, Scroller
from site_server import SiteServer
from updated import COUNTS, copy_extension, update

MASTODON = ("Mastodon", "https://mastodon.social/*")
POSTS = 200
expect.set_options(timeout=20_000)  # a busy machine is slow, not broken


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def site() -> Iterator[SiteServer]:
    with SiteServer() as server:
        yield server
        server.shutdown()


@pytest.fixture
def companion(tmp_path: Path) -> Iterator[ConstantCompanion]:
    own = ConstantCompanion(tmp_path / "home")
    yield own
    if own.process.poll() is None:
        own.process.send_signal(signal.SIGCONT)
        own.kill()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An extension that may be updated."""
    return copy_extension(tmp_path / "extension")


@pytest.fixture
def reader(
    playwright: Playwright,
    site: SiteServer,
    companion: ConstantCompanion,
    folder: Path,
    tmp_path: Path,
) -> Iterator[Reader]:
    started = Reader(playwright, tmp_path / "profile", site.resolver_rules(), folder=folder)
    started.pair(companion.start(), companion.port)
    started.turn_on(*MASTODON)
    yield started
    started.context.close()


@pytest.fixture
def scroller(reader: Reader, site: SiteServer) -> Scroller:
    opened = Scroller(reader, site, POSTS)
    opened.wait_for_notes()
    return opened


def start_and_answer(companion: ConstantCompanion) -> None:
    companion.start()
    companion.annotate(["The kettle is on."])


def test_killed_and_restarted(
    scroller: Scroller, companion: ConstantCompanion, figures: Figures
) -> None:
    companion.annotate(["The kettle is on."])
    companion.kill()
    scroller.scroll()
    scroller.stay_at_end()
    expect(scroller.page.locator(HOSTS)).to_have_count(0)
    assert scroller.is_unharmed()
    seconds = scroller.time_return(lambda: start_and_answer(companion))
    report(figures, "companion killed and restarted mid-scroll", scroller, seconds)


def test_hung_and_awake_again(
    scroller: Scroller, companion: ConstantCompanion, figures: Figures
) -> None:
    companion.process.send_signal(signal.SIGSTOP)
    scroller.scroll()
    scroller.stay_at_end()
    expect(scroller.page.locator(HOSTS)).to_have_count(0)
    assert scroller.is_unharmed()
    seconds = scroller.time_return(lambda: companion.process.send_signal(signal.SIGCONT))
    report(figures, "companion hung mid-scroll", scroller, seconds)


def test_the_companion_is_updated(
    scroller: Scroller, companion: ConstantCompanion, figures: Figures
) -> None:
    companion.annotate(["The kettle is on."])
    companion.process.terminate()
    assert companion.process.wait(20) == 0
    companion.kill()  # what is left of it here: its output
    companion.version = "9.9.9"
    scroller.scroll()
    seconds = scroller.time_return(lambda: start_and_answer(companion))
    report(figures, "companion updated mid-scroll", scroller, seconds)


def test_the_companion_takes_its_time(reader: Reader, site: SiteServer, figures: Figures) -> None:
    scroller = Scroller(reader, site, POSTS, "slowly")
    longest = scroller.scroll()
    scroller.wait_for_notes()
    figures.add("companion takes 2 s a batch: longest frame", f"{longest:.0f} ms", "-")
    assert scroller.is_unharmed()


def test_another_program_takes_the_port(
    scroller: Scroller, companion: ConstantCompanion, figures: Figures
) -> None:
    companion.annotate(["The kettle is on."])
    companion.kill()
    heard = Squatter(companion.port)
    scroller.scroll()
    scroller.stay_at_end()
    expect(scroller.page.locator(HOSTS)).to_have_count(0)
    heard.wait()
    assert scroller.is_unharmed()
    heard.close()
    assert b"/v1/hello" in heard.bytes
    assert b"Bearer" not in heard.bytes
    assert b"kettle" not in heard.bytes
    assert b"/v1/annotate" not in heard.bytes
    figures.add("port squatter heard", f"{len(heard.bytes)} bytes, no token, no text", "none")
    seconds = scroller.time_return(lambda: start_and_answer(companion))
    report(figures, "companion back after a squatter", scroller, seconds)


def test_the_extension_is_updated(
    scroller: Scroller, reader: Reader, folder: Path, figures: Figures
) -> None:
    mark = "for (const each of document.querySelectorAll('mindful-feed-note')) each.id = 'old'"
    scroller.page.evaluate(mark)
    update(reader, folder)
    began = time.monotonic()
    scroller.page.bring_to_front()
    expect(scroller.page.locator(f"{HOSTS}:not([id])").first).to_be_attached(timeout=30_000)
    seconds = time.monotonic() - began
    expect(scroller.page.locator("#old")).to_have_count(0)
    scroller.scroll()
    assert max(scroller.page.evaluate(COUNTS).values()) == 1
    report(figures, "extension updated mid-scroll", scroller, seconds)


def test_the_extension_is_updated_while_requests_are_open(
    reader: Reader, site: SiteServer, folder: Path, figures: Figures
) -> None:
    scroller = Scroller(reader, site, POSTS, "slowly")
    update(reader, folder)
    scroller.page.bring_to_front()
    scroller.scroll()
    scroller.wait_for_notes()
    assert scroller.is_unharmed()
    assert max(scroller.page.evaluate(COUNTS).values()) == 1
    figures.add("... while requests are open", "page unharmed, no note twice", "unharmed")


def test_ten_thousand_posts_in_a_minute(
    reader: Reader, site: SiteServer, sizes: dict[str, int], figures: Figures
) -> None:
    scroller = Scroller(reader, site, sizes["scroll"])
    scroller.wait_for_notes()
    scroller.page.set_default_timeout(120_000)
    moved = scroller.page.evaluate(
        """(posts) => new Promise((done) => {
          const began = performance.now();
          const span = Math.max(2000, 60000 * posts / 10000);
          const move = (now) => {
            const part = Math.min(1, (now - began) / span);
            scrollTo(0, part * document.body.scrollHeight);  // which grows with the notes
            if (part < 1) requestAnimationFrame(move); else done(scrollY);
          };
          requestAnimationFrame(move);
        })""",
        sizes["scroll"],
    )
    assert moved > 0
    last = f"[data-id=p{sizes['scroll'] - 1}] {HOSTS}"
    began = time.monotonic()
    scroller.page.wait_for_selector(last, state="attached")
    seconds = time.monotonic() - began
    report(figures, f"{sizes['scroll']:,} posts scrolled in a minute", scroller, seconds)


class Squatter:
    """Takes a port and answers everything with a friendly 200."""

    def __init__(self, port: int) -> None:
        self.bytes = b""
        self._asked = threading.Event()
        self._server = socket.socket()
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._server.bind(("127.0.0.1", port))
        self._server.listen(32)
        threading.Thread(target=self._serve, daemon=True).start()

    def wait(self) -> None:
        """Wait until somebody asked."""
        assert self._asked.wait(20)

    def close(self) -> None:
        """Let go of the port."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _serve(self) -> None:
        reply = b'{"proof": "%s", "protocol": 1, "annotations": []}' % (b"0" * 64)
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        while True:
            try:
                wire, _ = self._server.accept()
                with wire:
                    self.bytes += wire.recv(65_536)
                    wire.sendall(head % len(reply) + reply)
            except OSError:
                return
            self._asked.set()


def report(figures: Figures, what: str, scroller: Scroller, seconds: float) -> None:
    figures.add(f"{what}: notes back after", f"{seconds:.1f} s", f"<= {SECONDS:.0f} s")
    assert scroller.is_unharmed()
    assert seconds <= SECONDS
