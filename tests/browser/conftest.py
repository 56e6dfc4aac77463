"""What the browser tests share: a real companion, the authored pages as sites, and a reader."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from authored import DAY, FEED, HACKER_NEWS, MASTODON, POSTS, Opener, Texts
from companion_process import Companion
from feeds import write_feed
from firefox_keys import Settled, open_page, pair_firefox
from playwright.sync_api import Page, Playwright, expect, sync_playwright
from reader import Reader
from site_server import ADDRESSES, SiteServer, read_expected, read_site
from tap import Tap
from tuned import Tuned, reset_settings

# A machine that is busy with other things is slow, not broken.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here that uses a browser bears the mark for it."""
    for item in items:
        if {"playwright", "reader", "new_reader"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def companion(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Companion]:
    """A companion that has its model, on a day on which no line of help is too old."""
    started = Companion(tmp_path_factory.mktemp("companion"), DAY)
    started.start()
    started.annotate(["The kettle is on."])
    # A pause over the page would stand in the way of whatever else a test does there, and a cap on
    # help of the tests that come after.
    started.ask("/v1/settings", {"set": {"pause": "off", "help_day": 1000, "help_thread": 1000}})
    yield started
    started.kill()


@pytest.fixture
def own_companion(tmp_path: Path) -> Iterator[Companion]:
    """A companion that a test may stop; not started yet."""
    own = Companion(tmp_path / "home")
    yield own
    own.end()


@pytest.fixture(scope="session")
def site() -> Iterator[SiteServer]:
    with SiteServer() as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def shared_tap(companion: Companion) -> Iterator[Tap]:
    with Tap(companion.port) as tap:
        yield tap
        tap.shutdown()


@pytest.fixture
def tap(shared_tap: Tap) -> Tap:
    """The wire between reader and companion, with nothing written down yet."""
    shared_tap.forget()
    return shared_tap


@pytest.fixture(scope="session")
def paired_reader(
    playwright: Playwright,
    companion: Companion,
    shared_tap: Tap,
    site: SiteServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    profile = tmp_path_factory.mktemp("profile")
    reader = Reader(playwright, profile, site.resolver_rules())
    reader.pair(companion.make_code(), shared_tap.port)
    reader.turn_on(*MASTODON)
    reader.turn_on(*HACKER_NEWS)
    yield reader
    reader.context.close()


@pytest.fixture
def reader(paired_reader: Reader, companion: Companion, tap: Tap) -> Iterator[Reader]:
    """A paired reader with the sites turned on, no country or server kept, and one empty page."""
    companion.ask("/v1/settings", {"unset": ["country"]})
    paired_reader.worker.evaluate("chrome.storage.local.remove(['country', 'servers'])")
    paired_reader.close_pages()
    tap.forget()
    yield paired_reader
    paired_reader.close_pages()


@pytest.fixture(scope="session")
def everywhere(
    playwright: Playwright,
    companion: Companion,
    shared_tap: Tap,
    site: SiteServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Reader]:
    reader = Reader(playwright, tmp_path_factory.mktemp("everywhere"), site.resolver_rules())
    reader.pair(companion.make_code(), shared_tap.port)
    hosts = {name: address.split("/")[2] for name, address in ADDRESSES.items()}
    reader.turn_on_all(
        [f"https://{host}/*" for host in hosts.values()],
        {host: read_site(name)["id"] for name, host in hosts.items()},
    )
    yield reader
    reader.context.close()


@pytest.fixture
def every_site(everywhere: Reader, tap: Tap) -> Iterator[Reader]:
    """A reader who has turned every site on and added the servers of those that have no address."""
    everywhere.close_pages()
    tap.forget()
    yield everywhere
    everywhere.close_pages()


@pytest.fixture(scope="session")
def shared_tuned(
    playwright: Playwright, site: SiteServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tuned]:
    started = Companion(tmp_path_factory.mktemp("tuned-companion"))
    started.start()
    with Tap(started.port) as tap:
        profile = tmp_path_factory.mktemp("tuned-profile")
        reader = Reader(playwright, profile, site.resolver_rules())
        reader.pair(started.make_code(), tap.port)
        reader.turn_on(*MASTODON)
        yield Tuned(started, tap, reader)
        reader.context.close()
        tap.shutdown()
    started.kill()


@pytest.fixture
def tuned(shared_tuned: Tuned) -> Tuned:
    """A reader with a companion of their own, whose settings are at their defaults."""
    shared_tuned.reset()
    return shared_tuned


@pytest.fixture(scope="session")
def paired_firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settled]:
    with pair_firefox(tmp_path_factory.mktemp("firefox")) as both:
        yield both


@pytest.fixture
def settled(paired_firefox: Settled) -> Settled:
    """A Firefox and its companion, every setting at its default, with the options open."""
    firefox, companion = paired_firefox
    reset_settings(companion)
    firefox.close_other_tabs()
    firefox.open("about:blank")
    open_page(firefox, "options")
    firefox.wait_for("document.querySelector('#kinds li')")
    return firefox, companion


@pytest.fixture
def new_reader(
    playwright: Playwright, site: SiteServer, tmp_path: Path
) -> Iterator[Callable[..., Reader]]:
    """Makes a reader who has just installed the extension."""
    readers: list[Reader] = []

    def make(**options: Any) -> Reader:
        profile = tmp_path / f"profile-{len(readers)}"
        readers.append(Reader(playwright, profile, site.resolver_rules(), **options))
        return readers[-1]

    yield make
    for each in readers:
        each.context.close()


@pytest.fixture(scope="session")
def texts(companion: Companion) -> Texts:
    """So that tests of the page do not depend on how well the model reads."""
    posts = [*POSTS, *read_expected("mastodon"), *read_expected("hackernews")]
    found = Texts([], [], [], [], [])
    for post, said in zip(posts, companion.annotate([post["text"] for post in posts]), strict=True):
        if said["status"] == "unjudged":
            found.unjudged.append(post["text"])
        elif said.get("note"):
            found.noted.append(post["text"])
            if said["note"].get("resources"):
                found.helped.append(post["text"])
        elif said.get("mark"):
            found.marked.append(post["text"])
        else:
            found.plain.append(post["text"])
    for kind in ("noted", "helped", "plain", "marked", "unjudged"):
        assert getattr(found, kind), f"this companion has no {kind} post to test with"
    return found


@pytest.fixture
def noted(companion: Companion) -> str:
    """A post of the demo that has a note, by id."""
    posts = POSTS[:30]
    said = companion.annotate([post["text"] for post in posts])
    return next(post["id"] for post, each in zip(posts, said, strict=True) if each.get("note"))


@pytest.fixture
def open_feed(reader: Reader, site: SiteServer) -> Opener:
    """Opens a feed of these posts, by id."""

    def open_posts(posts: dict[str, str], prepare: Any = None, **page: str) -> Page:
        site.added["/feed"] = write_feed(posts, **page)
        return reader.open(FEED, prepare)

    return open_posts
