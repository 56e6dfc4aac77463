"""How two sides that know one token prove it to each other, as docs/protocol.md tells clients."""

import hmac
from hashlib import sha256


def make_key(token: str) -> bytes:
    """The SHA-256 of a token: all of it that is kept, and the key of both proofs."""
    return sha256(token.encode("ascii")).digest()


def make_mac(key: bytes, nonce: str) -> str:
    """A client's proof, in hex."""
    return hmac.new(key, nonce.encode("ascii"), "sha256").hexdigest()


def make_proof(key: bytes, nonce: str) -> str:
    """The companion's proof, in hex."""
    return make_mac(key, f"companion:{nonce}")
