"""What a health claim is about, and whether the post names a source worth trusting."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.claims import find_subject, names_source, read_hosts
from companion.protocol import Post
from companion.resources import pick_resources
from companion.response import Reader, describe_judged
from companion.screeners.judging import Judgement
from companion.services import Subject
from companion.settings import Settings

CLAIM = Judgement({"health_claim": 0.97}, 0.0, {}, {}, {}, {})
DATA = Path(__file__).parents[2] / "companion" / "data"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUBJECTS = get_args(Subject)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Throw your SSRIs away, they only numb you.", "medication"),
        ("Lithium is poison. Doctors prescribe it to make you sick.", "medication"),
        ("Magnesium and saffron work better than any doctor.", "supplements"),
        ("Ｍａｇｎｅｓｉｕｍ fixed me", "supplements"),
        ("Ten days of keto and the panic was gone.", "diet"),
        ("Therapy just keeps you dependent on a therapist.", "therapy"),
        ("If you do this, you probably have ADHD.", "self_diagnosis"),
        ("This remedy heals trauma for good.", "cure"),
        ("Keto healed my bipolar", "diet"),
        ("Your thoughts make you ill, change them.", None),
        ("", None),
        ("Dietrich met Herbert at the pillar", None),
    ],
)
def test_a_claim_belongs_to_the_subject_of_most_of_its_words(text, subject):
    assert find_subject(text) == subject


def test_every_subject_has_words_that_choose_it():
    told = json.loads((DATA / "claim_words.json").read_text(encoding="utf-8"))
    assert set(told) == set(SUBJECTS)
    words = [word for subject in SUBJECTS for word in told[subject]]
    assert len(words) == len(set(words))
    for subject in SUBJECTS:
        for word in told[subject]:
            assert word == word.casefold()
            assert find_subject(word.removesuffix("*")) is not None, word


@settings(database=None, deadline=None)
@given(st.text(max_size=300))
def test_any_text_has_a_subject_or_none(text):
    assert find_subject(text) in {*SUBJECTS, None}


@pytest.mark.parametrize(
    ("host", "is_credible"),
    [
        ("who.int", True),
        ("WWW.WHO.INT", True),
        ("pmc.ncbi.nlm.nih.gov", True),
        ("nhs.uk.", True),
        ("nhs.uk:443", True),
        ("notnhs.uk", False),
        ("who.int.example.com", False),
        ("nih.gov.evil.example", False),
        ("uk", False),
        ("gov", False),
        ("", False),
        (".", False),
        ("127.0.0.1", False),
        ("doi.org", False),
    ],
)
def test_a_host_is_credible_when_it_is_listed_or_below_one_that_is(host, is_credible):
    assert names_source(["shop.example", host]) is is_credible


@settings(database=None, deadline=None)
@given(st.lists(st.from_regex(r"[^\s/@]{1,60}", fullmatch=True), max_size=4))
def test_any_hosts_are_answered(hosts):
    known = any(host.lower().rstrip(".").endswith(tuple(read_hosts())) for host in hosts)
    assert names_source(hosts) in ({False, True} if known or ":" in "".join(hosts) else {False})


def test_no_list_of_hosts_covers_a_whole_country_or_an_open_platform():
    hosts = read_hosts()
    assert len(hosts) >= 60
    assert all(host.count(".") >= 1 and not host.startswith("www.") for host in hosts)
    open_to_all = {"medium.com", "substack.com", "youtube.com", "wikipedia.org", "google.com"}
    assert hosts.isdisjoint({"co.uk", "com.au", "org.uk", *open_to_all})


def show_pages(text: str, country: str | None, links: tuple[str, ...] = ()) -> list[str] | None:
    post = Post(id="1", text=text, links=list(links))
    note = describe_judged(post, CLAIM, Settings(), Reader(NOW, country)).note
    return [one.id for one in note.resources] if note else None


def test_a_note_on_a_claim_offers_the_page_on_that_very_topic():
    assert show_pages("Throw your SSRIs away", None) == ["nimh-medications", "find-a-helpline"]
    assert show_pages("Therapy is a scam", "GB") == ["nhs-talking-therapies", "find-a-helpline"]
    assert show_pages("Therapy is a scam", "FR") == ["nimh-psychotherapies", "find-a-helpline"]
    assert show_pages("Change your thoughts", None) == [
        "medlineplus-evaluating",
        "find-a-helpline",
    ]
    assert show_pages("Throw your SSRIs away", None, ("www.nhs.uk",)) is None


@pytest.mark.parametrize("subject", [*SUBJECTS, None])
def test_every_subject_has_a_page_everywhere(subject):
    chosen = pick_resources("claims", None, [], NOW, subject=subject)
    assert [one.kind for one in chosen] == ["page", "directory"]
    others = pick_resources("suicide", None, [], NOW, subject=subject)
    assert others[0].id == "who-suicide"
