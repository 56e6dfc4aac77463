"""What an example of an exchange is made of."""

from typing import NamedTuple

from companion.protocol import Message


class Exchange(NamedTuple):
    """A path, what it is for, and one request with its reply."""

    path: str
    words: str
    request: Message
    reply: Message
