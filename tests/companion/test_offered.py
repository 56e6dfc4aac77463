"""Help beside notes is offered so often a day and a thread, and no more."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.offered import Offered
from companion.protocol import Annotation, Contact, Note, Post, Resource
from companion.settings import Settings

TODAY = date(2026, 11, 22)
SITE = "social.example"


def make_help(kind: str) -> Resource:
    contact = Contact(kind="web", display="help.example", link="https://help.example/")
    return Resource(
        id=f"a-{kind}",
        kind=kind,
        name="Help",
        contacts=[contact],
        checked_on="2026-11-22",
        checked_by="sources",
    )


def make_note(post: Post, *kinds: str) -> Annotation:
    resources = [make_help(kind) for kind in kinds]
    note = Note(category="despair", level="note", title="A", cue="B", resources=resources)
    return Annotation(post_id=post.id, status="judged", note=note)


def ask(offered, *posts, kinds=("page",), chosen=None, site=SITE, day=TODAY):
    """Whether each post came with help; the note itself is always there."""
    said = [make_note(post, *kinds) for post in posts]
    limited = offered.limit(site, posts, said, chosen or Settings(), day)
    assert [each.post_id for each in limited] == [post.id for post in posts]
    return [bool(each.note.resources) for each in limited if each.note]


def post(name: object, answers: object = None) -> Post:
    return Post(id=str(name), text="", replies_to=None if answers is None else str(answers))


def test_help_ends_when_the_day_has_had_enough_and_comes_back_the_next():
    offered, chosen = Offered(), Settings(help_day=3)
    assert ask(offered, *map(post, range(5)), chosen=chosen) == [True, True, True, False, False]
    assert ask(offered, post(9), chosen=chosen) == [False]
    assert ask(offered, post(9), chosen=chosen, day=TODAY + timedelta(days=1)) == [True]


def test_a_clock_set_back_begins_another_day():
    offered, chosen = Offered(), Settings(help_day=1)
    assert ask(offered, post(1), post(2), chosen=chosen) == [True, False]
    assert ask(offered, post(2), chosen=chosen, day=TODAY - timedelta(days=1)) == [True]


def test_a_post_that_is_asked_about_again_keeps_its_help():
    offered, chosen = Offered(), Settings(help_day=2)
    assert ask(offered, post(1), post(2), post(3), chosen=chosen) == [True, True, False]
    for _ in range(3):
        assert ask(offered, post(3), post(2), post(1), chosen=chosen) == [False, True, True]


def test_a_thread_has_help_beside_its_first_notes_alone():
    offered, chosen = Offered(), Settings(help_thread=1)
    answers = [post("b", "a"), post("c", "b"), post("d", "c"), post("other")]
    assert ask(offered, post("a"), *answers, chosen=chosen) == [True, False, False, False, True]
    assert ask(offered, post("e", "d"), chosen=chosen) == [False]
    assert ask(offered, post("e", "d"), chosen=chosen, site="elsewhere.example") == [True]


def test_a_thread_that_had_its_page_still_gets_a_crisis_line():
    offered, chosen = Offered(), Settings(help_day=1, help_thread=1)
    assert ask(offered, post("a"), post("b", "a"), chosen=chosen) == [True, False]
    lines = ("line", "page", "directory")
    assert ask(offered, post("c", "a"), post("d", "a"), kinds=lines, chosen=chosen) == [True, False]


def test_a_post_without_help_counts_for_nothing():
    offered, chosen = Offered(), Settings(help_day=1)
    assert ask(offered, post(1), post(2), kinds=(), chosen=chosen) == [False, False]
    assert ask(offered, post(3), chosen=chosen) == [True]


def test_what_was_erased_counts_no_more():
    offered, chosen = Offered(), Settings(help_day=1)
    assert ask(offered, post(1), post(2), chosen=chosen) == [True, False]
    offered.forget()
    assert ask(offered, post(2), chosen=chosen) == [True]


def test_what_is_remembered_of_threads_has_a_bound():
    offered = Offered(most=10)
    for number in range(50):
        ask(offered, post(number, number - 1))
    assert len(offered._roots) == 10


@settings(database=None, deadline=None, max_examples=60)
@given(
    asked=st.lists(st.tuples(st.integers(0, 30), st.none() | st.integers(0, 30)), max_size=80),
    help_day=st.integers(0, 12),
    help_thread=st.integers(0, 4),
)
def test_the_bounds_hold_whatever_answers_what(asked, help_day, help_thread):
    offered = Offered()
    chosen = Settings(help_day=help_day, help_thread=help_thread)
    helped = {
        name for name, parent in asked if ask(offered, post(name, parent), chosen=chosen) == [True]
    }
    assert len(helped) <= help_day
    assert helped == set() or help_thread > 0
