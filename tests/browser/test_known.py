"""Posts of known organisations, told from an impostor's with the same words by account alone."""

import json
import re
from html import escape
from typing import Any

import pytest
from authored import DATA
from playwright.sync_api import expect
from reader import EXTENSION, SUPPORT, Reader
from site_server import SITES, SiteServer, read_site
from tap import Tap

LIST = json.loads((EXTENSION / "known-organisations.json").read_text(encoding="utf-8"))
CREDIBLE = json.loads((DATA / "credible_hosts.json").read_text(encoding="utf-8"))
ORGANISATIONS = LIST["organisations"]
WORDS = "shut up, you stupid cow. Nobody likes you and nobody ever has. Get off the internet."
X = ("x.com", "https://x.com/*")
ZERO, CYRILLIC = "wh0", "WH\N{CYRILLIC CAPITAL LETTER O}"
# An account, its display name, and whether it is the known one.
POSTERS = [
    ("WHO", "World Health Organization (WHO)", True),
    ("who", "World Health Organization (WHO)", True),
    ("NHSuk", "NHS", True),
    (CYRILLIC, "World Health Organization (WHO)", False),
    (ZERO, "World Health Organization (WHO)", False),
    ("WHO_", "World Health Organization (WHO)", False),
    ("some.body", "@WHO", False),
    ("quoting", "Somebody", False),
]


def write_posts(words: str) -> str:
    """A feed in which each poster says the same; the last one's words link to the known account."""
    link = ' <a href="/WHO">@WHO</a> <a href="/WHO/status/1"><time>1h</time></a>'
    posts = "".join(
        f'<article data-testid="tweet" style="min-height: 8em"><div data-testid="User-Name">'
        f'<a href="/{account}">{escape(name)}</a> <a href="/{account}/status/{number}">'
        f'<time>{number}h</time></a></div><div data-testid="tweetText">{escape(words)}'
        f"{link if account == 'quoting' else ''}</div></article>"
        for number, (account, name, _) in enumerate(POSTERS, 70)
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Feed</title>'
        f'<body><main data-testid="primaryColumn">{posts}</main></body></html>'
    )


def test_an_impostor_with_the_same_words_gets_the_note_and_the_known_one_none(
    reader: Reader, site: SiteServer, tap: Tap
) -> None:
    site.added["/known"] = write_posts(WORDS)
    reader.turn_on(*X)
    page = reader.open("https://x.com/known")
    tap.wait_for(lambda tap: len(tap.asked) == len(POSTERS))
    known = {post["id"].split("/")[1]: post.get("known", False) for post in tap.asked}
    assert known == {account: is_known for account, _, is_known in POSTERS}
    noted = page.locator("article:has(mindful-feed-note)")
    expect(noted).to_have_count(sum(not is_known for _, _, is_known in POSTERS))
    names = [each.get_attribute("href") for each in noted.locator("a:first-child").all()]
    impostors = [f"/{account}" for account, _, is_known in POSTERS if not is_known]
    assert [name for name in names if name in impostors] == impostors
    bodies = b"".join(body for path, _, body in tap.requests if path == "/v1/annotate")
    assert b'"known": true' in bodies or b'"known":true' in bodies
    assert b"author" not in bodies and b"World Health" not in bodies
    reader.turn_off(X[0])


@pytest.mark.parametrize(
    ("name", "host", "authors"),
    [
        (
            "mastodon",
            "social.example.test",
            {
                "/@who@who.int": True,
                "/@press@social.nhs.uk": True,
                "/@who": False,
                "/@who.int": False,
                "/@who@who.int.example": False,
                "/@who@notwho.int": False,
                "/@who.int@example.test": False,
                "https://who.int/@press": True,
                "https://who.int.example/@press": False,
                "https://example.test/who.int/@press": False,
                "https://who.int@example.test/@press": False,
                "": False,
            },
        ),
        ("mastodon", "social.nhs.uk", {"/@press": True, "/@a@example.test": False}),
        ("elk", "elk.zone", {"/who.int/@press": True, "/example.test/@a@who.int": True}),
        ("elk", "elk.zone", {"/example.test/@who": False, "/who.int/@a@example.test": False}),
        ("pinafore", "pinafore.social", {"@a@nih.gov": True, "@nih.gov@example.test": False}),
        ("phanpy", "phanpy.social", {"https://nimh.nih.gov/@a": True, "https://nih.gov": False}),
        (
            "bluesky",
            "bsky.app",
            {
                "who.int": True,
                "WHO.int": True,
                "nimh.nih.gov": True,
                "who.int.bsky.social": False,
                "who-int.bsky.social": False,
                "wh\N{CYRILLIC SMALL LETTER O}.int": False,
                "int": False,
                "did:plc:abc": False,
            },
        ),
        ("instagram", "www.instagram.com", {"who": True, "who.": False, "who.int": False}),
        ("tumblr", "www.tumblr.com", {"who": False}),
        ("demo", "127.0.0.1", {"who": False}),
    ],
)
def test_an_account_is_known_by_its_name_or_by_the_domain_that_vouches_for_it(
    name: str, host: str, authors: dict[str, bool], reader: Reader
) -> None:
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    found = page.evaluate(
        """async ([site, host, authors]) => {
          const { isKnown } = await import('../known-organisations.js');
          return authors.map((author) => isKnown(author, site, host));
        }""",
        [read_site(name), host, list(authors)],
    )
    assert dict(zip(authors, found, strict=True)) == authors


def test_what_is_no_name_is_nobody(reader: Reader) -> None:
    page = reader.open(f"chrome-extension://{reader.id}/{SUPPORT}")
    odd: list[Any] = [None, 7, {}, ["who"], "x" * 100_000, "@" * 5_000, "/@a@" + "a." * 5_000]
    found = page.evaluate(
        """async ([sites, odd]) => {
          const { isKnown } = await import('../known-organisations.js');
          return sites.flatMap((site) => odd.map((author) => isKnown(author, site, 'a.example')));
        }""",
        [[read_site(name) for name in ("x", "mastodon", "bluesky")], odd],
    )
    assert not any(found)


def test_the_list_names_public_bodies_and_charities_by_plain_accounts() -> None:
    sites = {path.stem for path in SITES.glob("*.json") if "author" in read_site(path.stem)}
    for each in ORGANISATIONS:
        assert each["kind"] in ("public_body", "charity"), each
        assert each["domains"] and set(each["accounts"]) <= sites, each
        for domain in each["domains"]:
            assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain)
        for account in each["accounts"].values():
            assert re.fullmatch(r"[a-z0-9._-]{2,64}", account)
    domains = [domain for each in ORGANISATIONS for domain in each["domains"]]
    accounts = [pair for each in ORGANISATIONS for pair in each["accounts"].items()]
    assert len(domains) == len(set(domains)) and len(accounts) == len(set(accounts))


def test_whoever_may_lift_a_health_claim_is_known_but_for_journals() -> None:
    known = {domain for each in ORGANISATIONS for domain in each["domains"]}
    for source in CREDIBLE["sources"]:
        assert (source["host"] in known) == (source["kind"] != "journal"), source
