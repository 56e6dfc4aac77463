"""Public test sets as their papers score them, so that published figures can stand beside."""

from collections import Counter

import numpy as np

from companion.categories import SENTIMENTS
from companion.measures import (
    average,
    find_cut,
    measure_auroc,
    measure_f1,
    measure_macro_f1,
    measure_macro_recall,
    resample,
)
from companion.policy import pick_likeliest
from companion.scorecard.bench import Bench
from companion.scorecard.card import Cell, Section
from companion.scorecard.public import TASKS, read_scores
from companion.scorecard.sources import Inputs, PublicPost

SENTIMENT = "semeval2017_sentiment"


def measure_tasks(bench: Bench, inputs: Inputs) -> Section:
    """Dreaddit and TweetEval offensive at the cut that is best on dev posts; C-SSRS; sentiment."""
    section = Section()
    tasks = {task.figure: task for task in TASKS}
    for figure, source, name, measure in (
        ("despair_auroc", "dreaddit", "dreaddit_f1", measure_f1),
        ("toxicity_auroc", "tweeteval_offensive", "offensive_f1", measure_macro_f1),
    ):
        task = tasks[figure]
        dev = pick(inputs.public_dev, source, task.label)
        test = pick(inputs.public, source, task.label)
        if not dev or not test:
            continue
        scores, truth = read_scores(bench, task, test)
        if np.isnan(scores).any():
            continue
        cut = find_cut(*read_scores(bench, task, dev), measure)
        said = (scores >= cut).astype(float)
        section.tell(name, measure(said, truth), len(test), resample(measure, said, truth))
        if source == "dreaddit":
            interval = resample(measure_auroc, scores, truth)
            section.tell("dreaddit_auroc", measure_auroc(scores, truth), len(test), interval)
    cssrs = pick(inputs.public, "cssrs_posts", "self_harm")
    if cssrs:
        scores, truth = read_scores(bench, tasks["self_harm_auroc"], cssrs)
        interval = resample(measure_auroc, scores, truth)
        section.tell("cssrs_auroc", measure_auroc(scores, truth), len(cssrs), interval)
    measure_sentiment(bench, inputs, section)
    return section


def pick(posts: list[PublicPost], source: str, label: str) -> list[PublicPost]:
    """The posts of one source that carry a label."""
    return [post for post in posts if post.source == source and label in post.labels]


def read_mood(post: PublicPost) -> str | None:
    """The sentiment that annotators gave a post."""
    for mood in SENTIMENTS:
        if post.labels.get(f"sentiment_{mood}") == 1:
            return mood
    return None


def measure_sentiment(bench: Bench, inputs: Inputs, section: Section) -> None:
    """Adds macro recall of sentiment, and the notes on an ordinary feed."""
    posts = [p for p in inputs.public if p.source == SENTIMENT and read_mood(p)]
    readings = bench.read([post.text for post in posts])
    if not posts:
        return
    truth = [str(read_mood(post)) for post in posts]
    moods = [reading.judgement.sentiment for reading in readings]
    if all(moods):
        guessed = [str(pick_likeliest(mood)) for mood in moods]
        interval = resample(measure_macro_recall, guessed, truth, rounds=100)
        value = measure_macro_recall(guessed, truth)
        section.tell("sentiment_recall", value, len(posts), interval)
    noted = np.array([reading.noted for reading in readings], float)
    rows: list[dict[str, Cell]] = []
    for mood in ("positive", "neutral", "negative"):
        own = np.array([one == mood for one in truth])
        if own.any():
            named = Counter(
                reading.decision.category
                for reading, one in zip(readings, own, strict=True)
                if one and reading.decision and reading.decision.category
            )
            rows.append(
                {
                    "sentiment": mood,
                    "posts": int(own.sum()),
                    "notes": float(noted[own].mean()),
                    "of which": ", ".join(f"{n} {count}" for n, count in named.most_common()),
                }
            )
    calm = np.array([one != "negative" for one in truth])
    interval = resample(average, noted[calm])
    section.tell("feed_notes", average(noted[calm]), int(calm.sum()), interval)
    section.show(
        "Notes on an ordinary feed",
        rows,
        "Posts of the SemEval 2017 sentiment test set, through the whole policy.",
    )
