"""Puts a scorecard together: every measure of one model, and the same of the baselines."""

from collections.abc import Callable, Sequence
from datetime import date

from companion.models import ModelFolder
from companion.scorecard.abstention import measure_abstention
from companion.scorecard.authored import measure_authored
from companion.scorecard.bench import Bench
from companion.scorecard.card import Published, Scorecard, Section
from companion.scorecard.care import measure_care
from companion.scorecard.categories import measure_categories
from companion.scorecard.dialect import measure_dialect
from companion.scorecard.dials import measure_dials
from companion.scorecard.engines import measure_engines
from companion.scorecard.negation import measure_negation
from companion.scorecard.public import measure_public
from companion.scorecard.sources import SUITES, Inputs
from companion.scorecard.speed import measure_speed
from companion.scorecard.swaps import measure_swaps
from companion.scorecard.tasks import measure_tasks
from companion.scorecard.whys import measure_whys
from companion.screeners import Screener
from companion.settings import Settings

Measure = Callable[[Bench, Inputs], Section]
MEASURES: tuple[Measure, ...] = (
    measure_authored,
    measure_categories,
    measure_care,
    measure_public,
    measure_tasks,
    measure_swaps,
    measure_dialect,
    measure_negation,
    measure_abstention,
)


def measure_all(bench: Bench, inputs: Inputs) -> Section:
    """What every measure that any screener can take finds, as one section."""
    whole = Section()
    for measure in MEASURES:
        add(whole, measure(bench, inputs))
    return whole


def add(whole: Section, part: Section) -> None:
    """Adds a section to another."""
    whole.figures.update(part.figures)
    whole.tables.extend(part.tables)


def build_scorecard(
    screener: Screener,
    model: ModelFolder,
    inputs: Inputs,
    settings: Settings,
    today: date,
    beside: Sequence[Screener] = (),
    published: Sequence[Published] = (),
    limit: int | None = None,
) -> Scorecard:
    """The card of a screener and of the model folder that it was loaded from."""
    # First, while this process has judged nothing and the processor is cool.
    speed = measure_speed(model.path, inputs)
    bench = Bench(screener, settings)
    whole = measure_all(bench, inputs)
    add(whole, measure_dials(bench, inputs))
    add(whole, measure_whys(bench, inputs))
    add(whole, measure_engines(bench, model.path, inputs))
    add(whole, speed)
    others = {one.name: measure_all(Bench(one, settings), inputs).figures for one in beside}
    return Scorecard(
        model=model.name,
        version=model.about.version,
        licence=model.about.licence,
        measured_on=today.isoformat(),
        limit=limit,
        dials=settings.dials,
        figures=whole.figures,
        tables=whole.tables,
        missing=list_missing(inputs, whole),
        beside=others,
        # A sample of a test set is not that test set.
        published=list(published) if inputs.public and limit is None else [],
    )


def list_missing(inputs: Inputs, whole: Section) -> list[str]:
    """A line on each kind of measuring for which there was nothing to measure on."""
    missing = [f"{name}.csv: no such suite" for name in SUITES if name not in inputs.suites]
    if not inputs.public:
        missing.append("the public test split: no --data")
    if not inputs.authored:
        missing.append("the authored test posts: the corpus is not here")
    if "int8_points" not in whole.figures:
        missing.append("int8 against float: needs torch and the float weights")
    return missing
