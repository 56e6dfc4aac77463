"""What goes by today's date: it tells whoever looks after the lists what is due.

It is not part of `make test`, which must not fail on its own as time goes by:
`pytest tests/companion/review_resources.py`. The worksheet is `mindful-feed resources review`.
"""

import pytest

from companion.clock import tell_time
from companion.reviews import list_reviews
from companion.services import open_shelf


@pytest.mark.review
def test_every_entry_has_been_verified_in_the_last_half_year():
    rows = list_reviews(tell_time().date())
    due = [f"{row.country} {row.id}: {row.verified_on}" for row in rows if row.age == "due"]
    assert due == []


@pytest.mark.review
def test_every_country_shows_a_number_for_a_crisis():
    today = tell_time().date()
    silent = [
        country.name
        for country in open_shelf().countries.values()
        if not any(
            line.tell_age(today) != "stale"
            for line in [*country.emergency, *country.lines]
            if line.status == "active"
        )
    ]
    assert silent == []
