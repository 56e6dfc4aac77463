"""Changes a store without end, in an order that a seed fixes, and says each change that is done.

python writer.py FOLDER SEED FIRST
"""

import random
import sys
from pathlib import Path

from companion.store import Client, Program, Store, open_store

DAYS = ("2026-01-01", "2026-02-02", "2026-03-03")
MOST = 40


class Expected:
    """What a store holds after some changes: the day of each client's and program's last use."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 (a test's own dice)
        self._made = 0
        self.clients: dict[str, str] = {}
        self.programs: dict[str, str] = {}
        self.part: dict[str, str] | None = None

    def plan_change(self) -> tuple[str, str, str]:
        """The next change, as (what, whom, day); from now on it is expected."""
        dice = self._random
        kinds = ["add", "add", "touch", "remove", "add-program", "touch-program", "remove-program"]
        what, day = dice.choice([*kinds, "part"]), dice.choice(DAYS)
        if what == "part":
            self.part = {"day": day, "number": str(dice.random())}
            return what, self.part["number"], day
        kept = self.programs if "program" in what else self.clients
        if what.startswith("add") and len(kept) >= MOST:
            what = what.replace("add", "remove")
        if not what.startswith("add") and not kept:
            what = "add-program" if "program" in what else "add"
        if what.startswith("add"):
            self._made += 1
            whom = f"n{self._made}"
            kept[whom] = day
        else:
            whom = dice.choice(sorted(kept))
            if what.startswith("touch"):
                kept[whom] = day
            else:
                del kept[whom]
        return what, whom, day

    def is_met_by(self, store: Store) -> bool:
        """Whether the store holds exactly what is expected."""
        clients = {client.label: client.used_on for client in store.clients()}
        programs = {program.name: program.used_on for program in store.programs()}
        kept = (clients, programs, store.read_part("part"))
        return kept == (self.clients, self.programs, self.part)


def make_change(store: Store, what: str, whom: str, day: str) -> None:
    """One change, done to the store."""
    if what == "add":
        store.add_client(Client(whom, "", whom, day, day))
    elif what == "touch":
        store.touch_client(whom, day)
    elif what == "remove":
        numbers = {client.label: number for number, client in store.numbered_clients().items()}
        store.remove_client(numbers[whom])
    elif what == "part":
        store.keep_part("part", {"day": day, "number": whom})
    elif what == "add-program":
        store.add_program(Program(whom, whom, ("annotate",), day, day))
    elif what == "touch-program":
        store.touch_program(whom, day)
    else:
        store.remove_program(whom)


if __name__ == "__main__":
    folder, seed, first = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    expected = Expected(seed)
    for _ in range(first):
        expected.plan_change()
    with open_store(folder) as opened:
        number = first
        while True:
            make_change(opened, *expected.plan_change())
            number += 1
            print(number, flush=True)
