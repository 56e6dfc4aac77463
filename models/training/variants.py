"""The variants that the recipe makes, what each may learn from, and where its files stand."""

from pathlib import Path

from models.training.prepare import BUILD, HERE, RECIPE

SHIPPED = "shipped"
STUDENT = "student"
AVERAGED = "averaged"
PASSES = ("first", "second", "third")


def find_barred(variant: str) -> frozenset[str]:
    """The sources that a variant must not learn from."""
    tiers = RECIPE["variants"][variant]
    return frozenset(
        name for tier, names in RECIPE["tiers"].items() if tier not in tiers for name in names
    )


def find_checkpoint(name: str, variant: str) -> Path:
    """Where a pass keeps its state."""
    return BUILD / f"{_mark(variant)}{name}.pt"


def find_last(variant: str) -> str:
    """The name of the finished weights: the average where there is one, else the last pass."""
    return AVERAGED if find_checkpoint(AVERAGED, variant).exists() else PASSES[-1]


def find_curves(variant: str) -> Path:
    """Where the calibration is kept until export."""
    return BUILD / f"{_mark(variant)}calibration.json"


def find_folder(variant: str) -> Path:
    """The model folder; only the shipped one is part of the repository."""
    return HERE.parent / ("calm-minilm" if variant == SHIPPED else f"calm-minilm-{variant}")


def _mark(variant: str) -> str:
    return "" if variant == SHIPPED else f"{variant}-"
