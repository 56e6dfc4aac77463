"""The pages that a site's file names are that site's own."""

import json
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from site_server import SITES

NAMED = [
    path
    for path in sorted(SITES.glob("*.json"))
    if "pages" in json.loads(path.read_text(encoding="utf-8")) and "schema" not in path.name
]


def find_domain(address: str) -> str:
    """The last two labels of an address's host: no site in the list has a longer ending."""
    return ".".join(str(urlsplit(address).hostname).split(".")[-2:])


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.stem)
def test_a_page_of_a_site_stands_on_its_own_host(path: Path) -> None:
    site = json.loads(path.read_text(encoding="utf-8"))
    homes = [match.rstrip("*") for match in site["matches"]]
    domains = {find_domain(home) for home in homes}
    assert site["pages"]
    for page in site["pages"].values():
        for home in homes:
            whole = urljoin(home, page)
            assert whole.startswith("https://"), page
            assert find_domain(whole) in domains, page
        if site.get("servers"):
            assert page.startswith("/"), "on each server it is another address"


def test_some_sites_name_each_kind_of_page() -> None:
    kinds = {kind for path in NAMED for kind in json.loads(path.read_text())["pages"]}
    assert kinds == {"mute", "time", "report"}
    assert len(NAMED) >= 10
