"""The one-time code, the token it buys, and the proofs that follow."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from live import FIREFOX, ORIGIN, prove

from companion.pairing import ALPHABET, CODE_ATTEMPTS, CODE_SECONDS, MAX_CLIENTS, Pairing
from companion.protocol import HelloRequest
from companion.refusal import Refusal
from companion.store import Store, open_store

NONCE = "0f" * 16


class Clock:
    """A clock that the test turns."""

    seconds = 1_000.0
    day = date(2026, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pairing(store: Store, clock: Clock) -> Pairing:
    return Pairing(store, lambda: clock.seconds, lambda: clock.day)


def refuse(pairing: Pairing, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        pairing.redeem(code, ORIGIN, "test")
    assert refused.value.code == "wrong_code"


def test_a_code_has_no_letters_that_look_alike(pairing: Pairing) -> None:
    assert len(set(ALPHABET)) == 32
    assert not set("01IO") & set(ALPHABET)
    code = pairing.make_code()
    assert len(code) == 9
    assert code[4] == "-"


@pytest.mark.parametrize("shape", ["{0}-{1}", "{0}{1}", " {0} {1} ", "{0}--{1}"])
def test_a_code_may_be_typed_in_several_ways(pairing: Pairing, shape: str) -> None:
    for change in (str.upper, str.lower):
        first, last = pairing.make_code().split("-")
        assert pairing.redeem(change(shape.format(first, last)), ORIGIN, "test")


def test_a_code_works_once(pairing: Pairing) -> None:
    code = pairing.make_code()
    pairing.redeem(code, ORIGIN, "test")
    refuse(pairing, code)


def test_a_code_is_too_old_after_five_minutes(pairing: Pairing, clock: Clock) -> None:
    code = pairing.make_code()
    clock.seconds += CODE_SECONDS
    refuse(pairing, code)


def test_a_code_works_until_its_last_second(pairing: Pairing, clock: Clock) -> None:
    code = pairing.make_code()
    clock.seconds += CODE_SECONDS - 0.1
    assert pairing.redeem(code, ORIGIN, "test")


def test_the_fifth_attempt_is_the_last(pairing: Pairing) -> None:
    code = pairing.make_code()
    for _ in range(CODE_ATTEMPTS - 1):
        refuse(pairing, "AAAA-AAAA")
    assert pairing.redeem(code, ORIGIN, "test")


def test_the_right_code_is_no_use_after_five_wrong_ones(pairing: Pairing) -> None:
    code = pairing.make_code()
    for _ in range(CODE_ATTEMPTS):
        refuse(pairing, "AAAA-AAAA")
    refuse(pairing, code)


def test_a_new_code_ends_the_one_before(pairing: Pairing) -> None:
    old, new = pairing.make_code(), pairing.make_code()
    refuse(pairing, old)
    assert pairing.redeem(new, ORIGIN, "test")


def test_no_code_at_all_is_never_right(pairing: Pairing) -> None:
    for typed in ("", "-", " ", "\u212a" * 8):
        refuse(pairing, typed)


@given(typed=st.text(max_size=32))
def test_a_guess_of_any_kind_is_refused(tmp_path_factory, typed: str) -> None:
    with open_store(tmp_path_factory.mktemp("guess")) as store:
        pairing = Pairing(store, lambda: 0.0)
        pairing.make_code()
        refuse(pairing, typed)


def test_the_store_holds_a_hash_and_never_the_token(
    pairing: Pairing, store: Store, tmp_path: Path
) -> None:
    token = pairing.redeem(pairing.make_code(), ORIGIN, "test")
    assert store.clients()[0].key == sha256(token.encode()).hexdigest()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert token.encode() not in kept


def test_a_token_is_bound_to_the_origin_that_paired(pairing: Pairing) -> None:
    token = pairing.redeem(pairing.make_code(), FIREFOX, "test")
    assert pairing.find_origin(token) == FIREFOX
    assert pairing.find_origin(token[:-1]) is None


def test_the_seventeenth_pairing_ends_the_one_unused_for_longest(
    pairing: Pairing, clock: Clock
) -> None:
    tokens = []
    for _ in range(MAX_CLIENTS):
        tokens.append(pairing.redeem(pairing.make_code(), ORIGIN, "test"))
        clock.day += timedelta(days=1)
    pairing.find_origin(tokens[0])
    pairing.redeem(pairing.make_code(), ORIGIN, "test")
    assert pairing.find_origin(tokens[0]) == ORIGIN
    assert pairing.find_origin(tokens[1]) is None


def test_both_sides_prove_themselves_without_the_token(pairing: Pairing) -> None:
    token = pairing.redeem(pairing.make_code(), ORIGIN, "test")
    assert pairing.prove(make_hello(token), ORIGIN) == prove(token, f"companion:{NONCE}")


def test_a_wrong_proof_or_origin_gets_none_back(pairing: Pairing) -> None:
    token = pairing.redeem(pairing.make_code(), ORIGIN, "test")
    echoed = HelloRequest(client="t", nonce=NONCE, mac=prove(token, f"companion:{NONCE}"))
    for hello, origin in [
        (make_hello("another"), ORIGIN),
        (make_hello(token), FIREFOX),
        (echoed, ORIGIN),
    ]:
        with pytest.raises(Refusal, match="bad_mac"):
            pairing.prove(hello, origin)


def make_hello(token: str) -> HelloRequest:
    return HelloRequest(client="test", nonce=NONCE, mac=prove(token, NONCE))


def test_a_full_disk_does_not_turn_a_paired_client_away(
    pairing: Pairing, clock: Clock, tmp_path: Path
) -> None:
    token = pairing.redeem(pairing.make_code(), ORIGIN, "test")
    clock.day += timedelta(days=1)
    shutil.rmtree(tmp_path)
    assert pairing.find_origin(token) == ORIGIN
    tmp_path.mkdir()
