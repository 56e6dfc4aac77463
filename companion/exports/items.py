"""The objects of one long JSON array, one at a time, however large the file that holds it."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

PIECE = 65_536
MAX_ITEM = 16_777_216
GAPS = " \t\r\n"


class Broken(ValueError):
    """The JSON ends in the middle, or is none."""

    def __init__(self) -> None:
        super().__init__("the file breaks off, or is broken, from here on")


class Stream:
    """JSON text that is read as it is needed; bytes that are not UTF-8 become lone surrogates."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._parser = json.JSONDecoder()
        self._text = ""
        self._place = 0
        self._more = True
        self.read = 0

    def peek(self) -> str:
        """The next character that is no gap; "" at the end."""
        while True:
            while self._place < len(self._text) and self._text[self._place] in GAPS + "\ufeff":
                self._place += 1
            if self._place < len(self._text) or not self._grow():
                return self._text[self._place : self._place + 1]

    def take(self, wanted: str) -> None:
        """Pass over a character; raises Broken when another one stands there."""
        if self.peek() != wanted:
            raise Broken
        self._place += 1

    def skip_to(self, wanted: str) -> None:
        """Go to the next such character; raises Broken when there is none."""
        while (place := self._text.find(wanted, self._place)) < 0:
            self._place = len(self._text)
            if not self._grow():
                raise Broken
        self._place = place

    def take_value(self) -> Any:
        """The JSON value that stands next; raises Broken."""
        self.peek()
        while True:
            try:
                value, end = self._parser.raw_decode(self._text, self._place)
            except RecursionError:
                raise Broken from None
            except ValueError:
                if len(self._text) - self._place > MAX_ITEM:
                    raise Broken from None
            else:
                if end < len(self._text) or not self._more:  # a number may go on in the next piece
                    self._place = end
                    return value
            if not self._grow():
                raise Broken

    def _grow(self) -> bool:
        raw = self._file.read(max(PIECE, len(self._text) - self._place)) if self._more else b""
        self._more = bool(raw)
        self.read += len(raw)
        more = self._decoder.decode(raw, final=not raw)
        self._text, self._place = self._text[self._place :] + more, 0
        return bool(raw)


def read_array(stream: Stream) -> Iterator[Any]:
    """The values of the array that stands next; raises Broken where it breaks off."""
    stream.take("[")
    if stream.peek() == "]":
        return stream.take("]")
    while True:
        yield stream.take_value()
        if stream.peek() == "]":
            return stream.take("]")
        stream.take(",")


def read_member(stream: Stream, name: str) -> Iterator[Any]:
    """The values of the array of that name in the object that stands next; raises Broken."""
    stream.take("{")
    while stream.peek() != "}":
        key = stream.take_value()
        stream.take(":")
        if key == name and stream.peek() == "[":
            yield from read_array(stream)
        else:
            stream.take_value()
        if stream.peek() == ",":
            stream.take(",")
    stream.take("}")
