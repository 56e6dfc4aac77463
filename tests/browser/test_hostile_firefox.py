"""The same attacks in Firefox, where there is one, with its local-network rules on."""

import json
import socket
import time
from collections.abc import Iterator

import pytest
from companion_process import Companion
from firefox import IN_FIREFOX, Firefox
from hostile import ATTACK, FORM, find_successes, make_extension, open_careless_server
from site_server import SiteServer

pytestmark = IN_FIREFOX
REFUSED = """
return fetch(`http://127.0.0.2:%d/`, { mode: 'no-cors' })
  .then(() => 'reached', (error) => error.name);"""


@pytest.fixture(scope="module")
def firefox(site: SiteServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox for which the site is on the public network, with two hostile extensions."""
    folder = tmp_path_factory.mktemp("hostile")
    site_port = site.server_address[1]
    started = Firefox(
        folder / "profile",
        {
            "network.dns.localDomains": "elsewhere.example.test,evil.example.test",
            "network.lna.address_space.public.override": f"127.0.0.1:{site_port}",
        },
    )
    for extension in (
        make_extension(folder, "nosy", ["<all_urls>"]),
        make_extension(folder, "bare", []),
    ):
        started.ask("Addon:Install", {"path": str(extension), "temporary": True})
    yield started
    started.close()


@pytest.fixture
def address(site: SiteServer) -> str:
    return f"https://elsewhere.example.test:{site.server_address[1]}/"


def test_a_page_on_the_network_gets_nothing_from_the_companion(
    firefox: Firefox, companion: Companion, address: str
) -> None:
    firefox.open(address)
    said = firefox.run(f"return ({ATTACK})({companion.port});")
    assert len(said) == 6
    assert find_successes(said) == {}


def test_other_extensions_get_nothing_from_the_companion(
    firefox: Firefox, companion: Companion, address: str
) -> None:
    companion.annotate(["The kettle is on."])  # so that there is a token to steal
    victim = "mindful-feed@mindful-feed.example"
    firefox.open("about:blank")
    firefox.open(f"{address}#port={companion.port}&token={companion.token}&victim={victim}")
    for name in ("nosy", "bare"):
        firefox.wait_for(f"document.documentElement.dataset.{name}")
        said = json.loads(firefox.run(f"return document.documentElement.dataset.{name}"))
        assert len(said) == 10
        assert find_successes(said) == {}, name


def test_a_form_that_a_page_sends_to_the_companion_is_refused(
    firefox: Firefox, companion: Companion, address: str
) -> None:
    firefox.open(address)
    firefox.run(f"({FORM})({companion.port});")
    wait_for_address(firefox, "/v1/pair")
    firefox.wait_for("/bad_origin|cross_site/.test(document.documentElement?.textContent)")


def test_the_browsers_own_locks_are_on_and_are_not_enough(firefox: Firefox, address: str) -> None:
    """Against a server without a guard: scripts are stopped, a form and another name are not."""
    with open_careless_server() as port:
        firefox.open(address)
        assert find_successes(firefox.run(f"return ({ATTACK})({port});")) == {}
        firefox.run(f"({FORM})({port});")
        wait_for_address(firefox, "/v1/pair")
        firefox.wait_for("document.documentElement?.textContent.includes('done')")
        firefox.open(f"http://evil.example.test:{port}/")
        assert "done" in firefox.run("return document.documentElement.textContent")


def test_a_name_that_a_page_points_at_this_machine_opens_nothing(
    firefox: Firefox, companion: Companion
) -> None:
    for path in ("/", "/demo", "/v1/annotate"):
        firefox.open(f"http://evil.example.test:{companion.port}{path}")
        assert "bad_host" in firefox.run("return document.documentElement.textContent")


def wait_for_address(firefox: Firefox, end: str) -> None:
    ends = time.monotonic() + 20
    while not firefox.ask("WebDriver:GetCurrentURL", {})["value"].endswith(end):
        assert time.monotonic() < ends, "the form was never sent"


def test_pages_of_the_extension_reach_no_other_machine(firefox: Firefox) -> None:
    with socket.create_server(("127.0.0.2", 0)) as away:
        away.settimeout(0.2)
        firefox.open_popup()
        assert firefox.run(REFUSED % away.getsockname()[1]) != "reached"
        with pytest.raises(TimeoutError):
            away.accept()
