"""The kinds of settings: what value each takes, checked, and how it is typed and printed."""

import json
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from companion.protocol import Kind as KindName
from companion.refusal import Refusal
from companion.settings import BALANCED, CAREFUL, GENTLE

POSITIONS = {"gentle": GENTLE, "balanced": BALANCED, "careful": CAREFUL}


class Kind(Protocol):
    """A kind of setting, with the bounds of one."""

    name: ClassVar[KindName]

    def check(self, value: Any) -> Any:
        """The value as it is kept; raises Refusal with a sentence that says what would fit."""

    def read(self, typed: str) -> Any:
        """The value that somebody typed; not checked yet."""

    def say(self, value: Any) -> str:
        """The value on one line, as it may be typed."""


def refuse(sentence: str) -> Refusal:
    """The refusal of a value. The sentence never repeats it: it may be private."""
    return Refusal("bad_value", message=sentence)


@dataclass(frozen=True)
class Switch:
    """On or off."""

    name: ClassVar[KindName] = "switch"

    def check(self, value: Any) -> bool:
        """True or false."""
        if not isinstance(value, bool):
            raise refuse("This is either on (true) or off (false).")
        return value

    def read(self, typed: str) -> Any:
        """on, off, yes, no, true or false."""
        words = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}
        return words.get(typed.lower(), typed)

    def say(self, value: Any) -> str:
        """on or off."""
        return "on" if value else "off"


@dataclass(frozen=True)
class Number:
    """A whole number between two bounds, both allowed."""

    least: int
    most: int
    name: ClassVar[KindName] = "number"

    def check(self, value: Any) -> int:
        """The number."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not self.least <= value <= self.most or value != int(value):
            raise refuse(f"Choose a whole number from {self.least} to {self.most}.")
        return int(value)

    def read(self, typed: str) -> Any:
        """The number."""
        return read_number(typed)

    def say(self, value: Any) -> str:
        """Its digits."""
        return str(value)


@dataclass(frozen=True)
class Dial:
    """The probability from which a post gets a note: a number, or the name of a position."""

    least: float = 0.05
    most: float = 0.95
    name: ClassVar[KindName] = "dial"

    def check(self, value: Any) -> float:
        """The number, to a hundredth."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not self.least <= value <= self.most:
            raise refuse(f"Choose a number from {self.least} to {self.most}.")
        return round(float(value), 2)

    def read(self, typed: str) -> Any:
        """A number, or gentle, balanced or careful."""
        return POSITIONS.get(typed.lower(), read_number(typed))

    def say(self, value: Any) -> str:
        """The number, with its name if it has one."""
        names = [name for name, place in POSITIONS.items() if place == value]
        return " ".join([f"{value:.2f}", *(f"({name})" for name in names)])


@dataclass(frozen=True)
class Choice:
    """One of several values, each with its name for people."""

    titles: dict[str, str] = field(hash=False)
    name: ClassVar[KindName] = "choice"

    def check(self, value: Any) -> str:
        """One of the values."""
        if not isinstance(value, str) or value not in self.titles:
            shown = ", ".join(each or '""' for each in list(self.titles)[:12])
            more = " ..." if len(self.titles) > 12 else ""
            raise refuse(f"Choose one of these: {shown}{more}")
        return value

    def read(self, typed: str) -> Any:
        """The value; two quotation marks for the empty one."""
        return "" if typed in ('""', "''") else typed

    def say(self, value: Any) -> str:
        """The value."""
        return value or '""'


def read_number(typed: str) -> Any:
    """The number that was typed, or what was typed."""
    try:
        return float(typed)
    except ValueError:
        return typed


def read_json_value(typed: str) -> Any:
    """The JSON value that was typed, or what was typed."""
    try:
        return json.loads(typed)
    except (ValueError, RecursionError):
        return typed
