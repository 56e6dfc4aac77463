"""`mindful-feed models add`: a checkpoint, an ONNX file or a model folder becomes a model here."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from companion.adding.build import build_model, check_sound
from companion.adding.configuration import check_labels
from companion.adding.description import describe_fit
from companion.adding.folder import build_folder, copy_model
from companion.adding.labelled import read_labelled
from companion.adding.mapping import (
    IGNORE,
    WrongMap,
    build_maps,
    check_target,
    propose_map,
    read_pair,
)
from companion.adding.source import Source, find_source
from companion.clock import tell_time
from companion.commands.models_use import use_model
from companion.config import NAME, Config, read_config
from companion.models import BadModel, check_files, read_model
from companion.screeners import load
from companion.trouble import Trouble

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Add a model: a checkpoint or an ONNX file.")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--name", help="Its name here; by default that of its folder or file.")
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="LABEL=MEANING",
    help="What a label means here, such as toxic=harassment; may be given more than once.",
)
@click.option(
    "--labels", metavar="A,B,C", help="The names of the outputs, if no config.json tells."
)
@click.option(
    "--one-label/--many-labels",
    "exclusive",
    default=None,
    help="Whether a post has one of the labels or any number; by default as config.json says.",
)
@click.option(
    "--calibrate",
    type=FILE,
    help="Fit its dials to these labelled posts: CSV or JSON Lines with text, category.",
)
@click.option("--length", type=click.IntRange(8, 512), help="How many tokens it reads at once.")
@click.option("--licence", help="The licence to note down; by default as its README.md says.")
@click.option("--yes", is_flag=True, help="Take the proposed meanings without asking.")
@click.option("--use", "serve", is_flag=True, help="Use it from now on, if it passes the checks.")
@click.option("--anyway", is_flag=True, help="With --use: use it even if it fails a floor.")
def add(
    path: Path,
    name: str | None,
    pairs: Sequence[str],
    labels: str | None,
    exclusive: bool | None,
    calibrate: Path | None,
    length: int | None,
    licence: str | None,
    yes: bool,
    serve: bool,
    anyway: bool,
) -> None:
    """Add the model at PATH: a folder with safetensors, an ONNX file, or a whole model folder.

    \b
    A label means one of:
      self_harm despair eating threat hate harassment sexual health_claim outrage grim
      acute toxicity; negative neutral positive; recovery support ignore;
      personal help_seeking recovery_or_support education_or_news promotes none
    """
    config = read_config()
    source = find_source(path, read_names(labels), exclusive, length)
    called = choose_name(config, name or source.name)
    if source.kind == "whole":
        if pairs or labels or calibrate:
            raise click.UsageError("A whole model folder brings its own maps and curves.")
        copy_whole(config, source, called)
    else:
        meant = choose_meanings(source.labels, pairs, sys.stdin.isatty() and not yes)
        build(config, source, called, meant, calibrate, licence)
    click.echo(f"{called} is added.")
    if serve:
        use_model(config, called, anyway)
    else:
        click.echo(f"To use it: mindful-feed models use {called}")


def read_names(labels: str | None) -> list[str]:
    """The names of the outputs that were given; none if none were."""
    names = [label.strip() for label in labels.split(",")] if labels else []
    if names:
        try:
            check_labels(names)
        except BadModel:
            raise click.BadParameter("names, each once", param_hint="--labels") from None
    return names


def choose_name(config: Config, wanted: str) -> str:
    """A name that no installed model has; raises BadParameter and Trouble."""
    name = re.sub(r"[^a-z0-9._-]+", "-", wanted.lower()).strip("-._")[:64]
    if not NAME.match(name):
        raise click.BadParameter("letters and digits, such as my-model", param_hint="--name")
    known = {path.name for folder in config.model_folders for path in folder.glob("*")}
    if name in known:
        raise Trouble(f"There is a model named {name} already. Give this one another with --name.")
    return name


def choose_meanings(
    labels: Sequence[str], pairs: Sequence[str], asks: bool
) -> list[tuple[str, str]]:
    """Each label with what it means: as told, else as proposed, and asked for where one can."""
    try:
        told = [read_pair(pair, labels) for pair in pairs]
    except WrongMap as wrong:
        raise click.BadParameter(str(wrong), param_hint="--map") from None
    named = {label for label, _ in told}
    given = {target for _, target in told}
    meant = list(told)
    for label, proposed in propose_map(labels).items():
        if label in named:
            continue
        targets = [target for target in proposed if target not in given]
        meant += [(label, target) for target in (ask(label, targets) if asks else targets)]
    try:
        build_maps(meant)
    except WrongMap as wrong:
        raise click.BadParameter(
            f"{wrong} (labels: {', '.join(labels)})", param_hint="--map"
        ) from None
    return meant


def ask(label: str, proposed: list[str]) -> list[str]:
    """What the person at the terminal says that a label means."""

    def read(answer: str) -> list[str]:
        targets = [target for target in re.split(r"[\s,]+", answer.strip()) if target]
        try:
            for target in targets:
                check_target(target)
        except WrongMap as wrong:
            raise click.BadParameter(str(wrong)) from None
        return targets

    default = ",".join(proposed) or IGNORE
    answered: list[str] = click.prompt(f"{label} means", default=default, value_proc=read)
    return answered


def build(
    config: Config,
    source: Source,
    name: str,
    meant: list[tuple[str, str]],
    calibrate: Path | None,
    licence: str | None,
) -> None:
    """Build the model folder and tell what was made of the labels."""
    posts = read_labelled(calibrate) if calibrate else []
    for label in source.labels:
        targets = [target for one, target in meant if one == label] or [IGNORE]
        click.echo(f"{label} means {', '.join(targets)}")
    pad = source.config.get("pad_token_id")
    about: dict[str, Any] = {
        "title": f"{source.name}, added by its owner",
        "version": "1",
        "licence": clean(licence or source.licence),
        "labels": source.labels,
        "max_tokens": source.max_tokens,
        "pad_id": pad if isinstance(pad, int) and pad > 0 else 0,
        "exclusive": source.exclusive,
        **build_maps(meant),
    }
    about["title"] = clean(about["title"])
    with build_folder(config.data_folder / "models", name) as folder:
        fits = build_model(source, folder, about, posts, tell_time().date())
    for target, fit in fits.items():
        click.echo(f"{target} is {describe_fit(fit)}")
    if not any(fit.curve for fit in fits.values()):
        click.echo(
            "It is uncalibrated: its dials mean something else than those of a calibrated model."
            " --calibrate FILE mends that."
        )


def copy_whole(config: Config, source: Source, name: str) -> None:
    """Copy a model folder once its files are what its model.toml says and it judges posts."""
    model = read_model(source.folder)
    check_files(model)
    with build_folder(config.data_folder / "models", name) as folder:
        copy_model(model, folder)
        check_sound(load(folder))


def clean(text: str) -> str:
    """The text in one line of what can be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split()) or "unknown"
