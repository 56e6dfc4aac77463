"""Pages and other extensions that want the companion, in a real browser with its own locks on."""

import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest
from companion_process import Companion
from hostile import ATTACK, FORM, PAGE, find_successes, make_extension, open_careless_server
from playwright.sync_api import BrowserContext, Page, Playwright
from reader import EXTENSION, Reader
from site_server import SiteServer

OUTSIDE = """async (port) => {
  const away = `127.0.0.2:${port}`;
  const attempt = (run) => new Promise((done) => {
    setTimeout(() => done('nothing'), 2000);
    Promise.resolve().then(run).then(() => done('reached'), (error) => done(error.name));
  });
  const load = (element, property = 'src') => new Promise((done, refuse) => {
    element.onload = done;
    element.onerror = () => refuse(new Error('refused'));
    element[property] = `http://${away}/`;
    document.documentElement.append(element);
  });
  const style = Object.assign(document.createElement('link'), { rel: 'stylesheet' });
  return Promise.all([
    attempt(() => fetch(`http://${away}/`, { mode: 'no-cors' })),
    attempt(() => fetch('https://example.com/', { mode: 'no-cors' })),
    attempt(() => import(`http://${away}/x.js`)),
    attempt(() => load(new Image())),
    attempt(() => load(document.createElement('script'))),
    // A frame says that it loaded also when it was refused, and Chromium opens a connection for it
    // beforehand; whether anything was said on it, the listening socket knows.
    attempt(() => load(document.createElement('iframe')).then(() => Promise.reject(Error()))),
    attempt(() => load(style, 'href')),
    attempt(() => new Promise((done, refuse) => {
      const wire = new WebSocket(`ws://${away}/`);
      wire.onopen = done;
      wire.onerror = () => refuse(new Error('refused'));
    })),
    attempt(() => new Promise((done, refuse) => {
      if (!navigator.sendBeacon(`http://${away}/`, 'x')) refuse(new Error('refused'));
    })),
  ]);
}"""


@pytest.fixture(scope="module")
def hostile(
    playwright: Playwright, site: SiteServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """A Chromium for which the site is on the public network, with two hostile extensions."""
    folder = tmp_path_factory.mktemp("hostile")
    nosy = make_extension(folder, "nosy", ["<all_urls>"])
    bare = make_extension(folder, "bare", [])
    chromium = shutil.which("chromium")
    assert chromium
    extensions = f"{nosy},{bare},{EXTENSION}"
    port = site.server_address[1]
    context = playwright.chromium.launch_persistent_context(
        str(folder / "profile"),
        executable_path=chromium,
        headless=True,
        ignore_https_errors=True,
        args=[
            "--no-sandbox",
            f"--disable-extensions-except={extensions}",
            f"--load-extension={extensions}",
            f"--host-resolver-rules={site.resolver_rules()}, MAP evil.example.test 127.0.0.1",
            f"--ip-address-space-overrides=127.0.0.1:{port}=public",
        ],
    )
    yield context
    context.close()


@pytest.fixture
def page(hostile: BrowserContext) -> Iterator[Page]:
    opened = hostile.new_page()
    yield opened
    opened.close()


def test_a_page_on_the_network_gets_nothing_from_the_companion(
    page: Page, companion: Companion
) -> None:
    page.goto(PAGE)
    said = page.evaluate(ATTACK, companion.port)
    assert len(said) == 6
    assert find_successes(said) == {}


def test_a_form_that_a_page_sends_to_the_companion_is_refused(
    page: Page, companion: Companion
) -> None:
    page.goto(PAGE)
    with page.expect_response(lambda response: response.url.endswith("/v1/pair")) as caught:
        page.evaluate(FORM, companion.port)
    assert caught.value.status == 403
    assert caught.value.json()["error"]["code"] in ("bad_origin", "cross_site")


def test_a_name_that_a_page_points_at_this_machine_opens_nothing(
    page: Page, companion: Companion
) -> None:
    for path in ("/", "/demo", "/v1/annotate"):
        reply = page.goto(f"http://evil.example.test:{companion.port}{path}")
        assert reply
        assert reply.status == 421
    # A page that came from elsewhere and whose name was pointed here afterwards.
    address = f"http://evil.example.test:{companion.port}/start"
    page.route(address, lambda route: route.fulfill(body="<p>Hello</p>", content_type="text/html"))
    page.goto(address)
    said = page.evaluate(
        """async () => {
          const body = JSON.stringify({ posts: [{ id: '1', text: 'x' }] });
          const headers = { 'Content-Type': 'application/json' };
          try {
            const response = await fetch('/v1/annotate', { method: 'POST', body, headers });
            return `${response.status} ${await response.text()}`;
          } catch (error) {
            return `0 ${error.name}`;
          }
        }"""
    )
    assert find_successes({"rebound": said}) == {}


def test_the_browsers_own_locks_are_on_and_are_not_enough(page: Page) -> None:
    """Against a server without a guard: scripts are stopped, a form and another name are not."""
    with open_careless_server() as port:
        page.goto(PAGE)
        assert find_successes(page.evaluate(ATTACK, port)) == {}
        with page.expect_response(lambda response: response.url.endswith("/v1/pair")) as caught:
            page.evaluate(FORM, port)
        assert caught.value.status == 200
        page.wait_for_url("**/v1/pair")
        reply = page.goto(f"http://evil.example.test:{port}/")
        assert reply
        assert find_successes({"rebound": f"{reply.status} {reply.text()}"})


def test_other_extensions_get_nothing_from_the_companion(
    page: Page, companion: Companion, hostile: BrowserContext
) -> None:
    companion.annotate(["The kettle is on."])  # so that there is a token to steal
    victim = next(
        worker.url.split("/")[2]
        for worker in hostile.service_workers
        if worker.evaluate("chrome.runtime.getManifest().name") == "Mindful Feed"
    )
    page.goto(f"{PAGE}#port={companion.port}&token={companion.token}&victim={victim}")
    for name in ("nosy", "bare"):
        wait = f"document.documentElement.dataset.{name}"
        page.wait_for_function(wait)
        said = json.loads(page.evaluate(wait))
        assert len(said) == 10
        assert find_successes(said) == {}, name


def test_pages_of_the_extension_reach_no_other_machine(paired_reader: Reader) -> None:
    with socket.create_server(("127.0.0.2", 0)) as away:
        away.settimeout(0.5)
        port = away.getsockname()[1]
        popup = paired_reader.open_popup()
        assert "reached" not in popup.evaluate(OUTSIDE, port)
        popup.close()
        fetched = paired_reader.worker.evaluate(
            "(port) => fetch(`http://127.0.0.2:${port}/`, { mode: 'no-cors' })"
            ".then(() => 'reached', (error) => error.name)",
            port,
        )
        assert fetched == "TypeError"
        assert hear(away) == b""


def hear(listener: socket.socket) -> bytes:
    """What was said on all connections that were opened."""
    heard = b""
    while True:
        try:
            wire, _ = listener.accept()
        except TimeoutError:
            return heard
        with wire, suppress(TimeoutError):
            wire.settimeout(0.5)
            heard += wire.recv(1_024)


def test_the_folder_of_the_extension_has_no_file_of_anybody_elses() -> None:
    kinds = {path.suffix for path in EXTENSION.rglob("*") if path.is_file()}
    assert kinds <= {".js", ".json", ".html", ".css", ".png", ".svg", ".ts", ".md", ""}
