"""The figures of a scorecard: what each means, which way is better, and what was aimed at."""

from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from companion.categories import CATEGORIES


class Figure(NamedTuple):
    """One number of the card. `unit` is "" for a share of 1; `goal` may be none."""

    id: str
    title: str
    better: str
    goal: float | None = None
    unit: str = ""


class Estimate(BaseModel):
    """A measured value, how many posts it rests on, and its 95 % bootstrap interval if taken."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    value: float
    posts: Annotated[int, Field(ge=0)]
    low: float | None = None
    high: float | None = None


HIGH, LOW = "high", "low"
FIGURES = (
    Figure("toxicity_auroc", "toxicity, AUROC", HIGH, 0.955),
    Figure("abuse_auroc", "toxicity by the highest of hate, harassment, threat, AUROC", HIGH),
    Figure("hate_auroc", "hate, AUROC", HIGH, 0.93),
    Figure("threat_auroc", "threat, AUROC", HIGH, 0.96),
    Figure("harassment_auroc", "insults, AUROC", HIGH),
    Figure("self_harm_auroc", "self-harm, AUROC", HIGH),
    Figure("cssrs_auroc", "self-harm on C-SSRS posts, AUROC", HIGH, 0.86),
    Figure("despair_auroc", "distress, AUROC", HIGH),
    Figure("eating_auroc", "eating, AUROC (weak: one forum against others)", HIGH),
    Figure("dreaddit_auroc", "Dreaddit, AUROC", HIGH),
    Figure("dreaddit_f1", "Dreaddit, F1 at the cut that is best on dev", HIGH, 0.78),
    Figure("offensive_f1", "TweetEval offensive, macro F1 at the cut that is best on dev", HIGH),
    Figure("sentiment_recall", "SemEval 2017 sentiment, macro recall", HIGH, 0.70),
    Figure("public_ece", "ECE on public gold labels, mean over categories", LOW, 0.03),
    Figure("feed_notes", "notes on positive and neutral posts of an ordinary feed", LOW, 0.01),
    Figure("unjudged", "English posts of three words or more left unjudged", LOW, 0.01),
    Figure("authored_balance", "authored test posts, balanced accuracy of notes", HIGH),
    Figure("authored_false", "authored test posts, false notes", LOW),
    Figure("authored_false_help", "false notes on recovery, support, education", LOW, 0.05),
    Figure("authored_false_none", "false notes on figures of speech and ordinary talk", LOW, 0.05),
    Figure("authored_stance", "authored test posts, stance right", HIGH),
    Figure("authored_ece", "ECE on authored test posts, mean over categories", LOW, 0.03),
    Figure("care_balance", "functional suite, mean of both groups", HIGH, 0.90),
    Figure("care_worst", "functional suite, worst functionality", HIGH, 0.75),
    Figure("care_false", "functional suite, false notes", LOW, 0.05),
    Figure("care_false_help", "functional suite, recovery, support, education noted", LOW, 0.05),
    Figure("care_false_none", "functional suite, figures of speech, banter noted", LOW, 0.05),
    Figure("care_stance", "functional suite, stance right", HIGH),
    Figure("swap_median", "score change by identity, median", LOW, 0.03),
    Figure("swap_high", "score change by identity, 95th percentile", LOW),
    Figure("swap_flips", "harmless sentences whose note depends on the identity", LOW),
    Figure("swap_hate", "hateful sentences noted, whichever the identity", HIGH),
    Figure("dialect_gap", "false-note gap of African-American English", LOW, 0.02),
    Figure("dialect_false", "false notes on dialects, all together", LOW, 0.05),
    Figure("negation", "negated and plain posts right", HIGH),
    Figure("negation_pairs", "pairs of which both are right", HIGH),
    Figure("languages", "posts of other languages left unjudged, English ones judged", HIGH),
    Figure("why", "top words of why are the right ones", HIGH),
    Figure("int8_points", "AUROC lost by int8, mean over categories", LOW, 0.5, "points"),
    Figure("int8_worst", "AUROC lost by int8, worst category", LOW, None, "points"),
    Figure("int8_notes", "int8 against float, same decision", HIGH),
    Figure("speed", "posts a second, batches of 16", HIGH, None, "/s"),
    Figure("latency", "one post, median", LOW, None, "ms"),
    Figure("cold_start", "start to first judgement", LOW, None, "s"),
    Figure("memory", "resident memory of a judging process", LOW, None, "MB"),
    Figure("weights", "served weights", LOW, 30, "MB"),
    *(
        Figure(
            f"precision_{category.id}",
            f"notes that are right at the default dial, authored test posts: {category.name}",
            HIGH,
            0.8,
        )
        for category in CATEGORIES
    ),
)
FIGURE_IDS = frozenset(figure.id for figure in FIGURES)


def reaches(figure: Figure, value: float) -> bool | None:
    """Whether a value reaches the figure's goal; None without a goal."""
    if figure.goal is None:
        return None
    return value >= figure.goal if figure.better == HIGH else value <= figure.goal
