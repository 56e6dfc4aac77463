"""After the last pass: the weighted mean of the weights of several runs, as fast as each.

    python -m models.training.average

Runs that began from the same encoder lie close enough for their mean to beat each of them
(Wortsman et al., Model soups, arXiv 2203.05482). The shares in recipe.toml were chosen on dev.
"""

from typing import Any

import click
import torch

from models.training.prepare import BUILD, RECIPE
from models.training.variants import AVERAGED

State = dict[str, torch.Tensor]


def average_states(states: list[tuple[float, State]]) -> State:
    """The mean of states with the same names and shapes, each by its share; shares sum to 1.

    What is not a fraction (positions) is taken from the first.
    """
    _, first = states[0]
    return {
        name: sum(share * state[name].float() for share, state in states).to(value.dtype)
        if value.is_floating_point()
        else value
        for name, value in first.items()
    }


@click.command()
def average() -> None:
    """Writes build/averaged.pt out of the runs that recipe.toml names."""
    runs: list[tuple[float, Any]] = [
        (share, torch.load(BUILD / f"{name}.pt", weights_only=True)["network"])
        for name, share in RECIPE[AVERAGED].items()
    ]
    torch.save({"network": average_states(runs)}, BUILD / f"{AVERAGED}.pt")


if __name__ == "__main__":
    average()
