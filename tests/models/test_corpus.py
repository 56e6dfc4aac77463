"""The authored corpus is well formed, and its test posts are new in theme and in words."""

import re
from collections import Counter, defaultdict

import pytest
from twins import flatten

from companion.categories import CATEGORY_IDS, SENTIMENTS
from models.training.corpus import AuthoredPost, read_corpus
from models.training.labels import STANCE_LABELS

SPLITS = ("train", "dev", "test")
NAME_OR_ADDRESS = re.compile(r"(?<!\w)@(?!user\b|ing\b|rse\b)\w{3,}|https?://|www\.")


@pytest.fixture(scope="module")
def posts(corpus_folder) -> dict[str, list[AuthoredPost]]:
    """The posts of each split."""
    return {split: list(read_corpus(corpus_folder / split)) for split in SPLITS}


@pytest.fixture(scope="module")
def every(posts) -> list[AuthoredPost]:
    """The posts of all splits."""
    return [post for split in SPLITS for post in posts[split]]


def find_splits(posts, name: str) -> dict[str, set[str]]:
    """The splits in which each theme, or each pair, occurs."""
    found = defaultdict(set)
    for split, own in posts.items():
        for post in own:
            found[getattr(post, name)].add(split)
    found.pop(None, None)
    return found


def test_there_are_2500_posts_or_more(every):
    assert len(every) >= 2500


def test_a_tenth_or_more_of_the_posts_are_for_testing(posts, every):
    assert len(posts["test"]) >= len(every) / 10
    assert len(posts["dev"]) >= len(every) / 20


def test_every_label_stance_and_sentiment_is_known(every):
    for post in every:
        assert post.labels | post.unsure <= {*CATEGORY_IDS, "acute"}, post.text
        assert post.stance in STANCE_LABELS, post.text
        assert post.sentiment in SENTIMENTS, post.text
        assert re.fullmatch(r"[a-z0-9_]+", post.theme), post.text


def test_no_post_stands_twice(every):
    twins = [text for text, n in Counter(flatten(post.text) for post in every).items() if n > 1]
    assert twins == []


@pytest.mark.parametrize("name", ["theme", "pair"])
def test_a_theme_and_a_pair_live_in_one_split(posts, name):
    assert [one for one, splits in find_splits(posts, name).items() if len(splits) > 1] == []


def test_every_pair_has_two_posts_or_more(every):
    sizes = Counter(post.pair for post in every if post.pair)
    assert [pair for pair, size in sizes.items() if size < 2] == []


def test_a_third_or_more_of_the_posts_carry_no_label(every):
    assert sum(not post.labels for post in every) >= len(every) / 3


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("category", [one for one in CATEGORY_IDS if one != "sexual"])
def test_every_category_has_posts_in_every_split(posts, split, category):
    assert sum(category in post.labels for post in posts[split]) >= 5


@pytest.mark.parametrize("stance", STANCE_LABELS)
def test_every_stance_has_posts_in_train_and_test(posts, stance):
    assert min(sum(p.stance == stance for p in posts[s]) for s in ("train", "test")) >= 10


def test_names_and_addresses_are_masked(every):
    bare = [post.text for post in every if NAME_OR_ADDRESS.search(post.text)]
    assert bare == []
