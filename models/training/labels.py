"""What the network answers, and what each source's labels say about that."""

from companion.categories import CATEGORY_IDS, SENTIMENTS

STANCE_LABELS = (
    "personal",
    "help_seeking",
    "recovery",
    "support",
    "education_or_news",
    "counter",
    "promotes",
    "none",
)
SERVED = (*CATEGORY_IDS, "acute", "toxicity")
AUXILIARY = ("sadness", "fear", "anger", "joy", "obscene")
BINARY = SERVED + AUXILIARY
OUTPUTS = (*BINARY, *STANCE_LABELS, *SENTIMENTS)

# public label -> value -> what it says; a label that is absent says nothing.
PUBLIC = {
    "self_harm": ({"self_harm": 0}, {"self_harm": 1}),
    "distress": ({"despair": 0}, {"despair": 1}),
    "eating_disorder": ({"eating": 0}, {"eating": 1}),
    "threat_violence": ({"threat": 0}, {"threat": 1}),
    "identity_hate": ({"hate": 0}, {"hate": 1}),
    "toxicity": ({"toxicity": 0, "hate": 0, "harassment": 0, "threat": 0}, {"toxicity": 1}),
    "insult": ({"harassment": 0}, {"harassment": 1, "toxicity": 1}),
    "obscene": ({"obscene": 0}, {"obscene": 1}),
    "sadness": ({"sadness": 0}, {"sadness": 1}),
    "fear": ({"fear": 0}, {"fear": 1}),
    "anger": ({"anger": 0}, {"anger": 1}),
    "joy": ({"joy": 0}, {"joy": 1}),
}
MIND = {"self_harm": 0, "despair": 0, "eating": 0, "health_claim": 0}
ABUSE = {"hate": 0, "harassment": 0, "threat": 0, "health_claim": 0}
ALL_QUIET = dict.fromkeys(CATEGORY_IDS, 0)

# What a source is about says what its posts are most likely not.
IMPLIED = {
    **dict.fromkeys(
        (
            "davidson",
            "gab_hate_corpus",
            "implicit_hate",
            "stormfront",
            "edos",
            "jigsaw_subset",
            "tweeteval_offensive",
            "toxic_spans",
            "kaggle_insults",
            "ruddit",
            "toxigen_demos",
            "ethos",
        ),
        MIND,
    ),
    **dict.fromkeys(
        ("cssrs_posts", "dreaddit", "depsign_imhi", "sdcnl", "rmhd27", "reddit2024_subs"), ABUSE
    ),
    "semeval2017_sentiment": {"self_harm": 0, "eating": 0, "health_claim": 0, "sexual": 0},
    "goemotions": {"eating": 0, "health_claim": 0},
    "counsel_chat": ABUSE,
    "coaid_titles": {**MIND, **ABUSE},
    "constraint_covid": {"self_harm": 0, "despair": 0, "eating": 0, **ABUSE},
}
LONG_FORM = {
    "cssrs_posts",
    "dreaddit",
    "depsign_imhi",
    "sdcnl",
    "suicide_detection_500",
    "openai_moderation",
}


def read_public(row: dict) -> tuple[dict[str, tuple[float, str]], str | None, str | None]:
    """What a public row says: {output: (value, kind of evidence)}, its stance, its sentiment."""
    source, labels = row["source"].split("+")[0], row["labels"]
    said = {name: (float(value), "implied") for name, value in IMPLIED.get(source, {}).items()}
    quiet = labels.get("sentiment_positive") == 1 or labels.get("sentiment_neutral") == 1
    if quiet or labels.get("joy") == 1:
        said.update({name: (0.0, "implied") for name in ALL_QUIET})
    kind = "weak" if row["weak"] else "gold"
    for label, value in labels.items():
        for name, meaning in PUBLIC.get(label, ({}, {}))[value].items():
            said[name] = (float(meaning), kind)
    if said.get("self_harm", (0.0, ""))[0] == 1:
        said.setdefault("despair", (1.0, "implied"))  # the category covers it
    sentiment = next((s for s in SENTIMENTS if labels.get(f"sentiment_{s}") == 1), None)
    return said, find_stance(source, labels), sentiment


def find_stance(source: str, labels: dict[str, int]) -> str | None:
    """The stance that a public row's labels imply, if any."""
    if "supportive" in labels:
        if labels["supportive"]:
            return "support"
        return "help_seeking" if source == "counsel_chat" else None
    if source in {"coaid_titles", "constraint_covid"} and labels.get("health_misinfo") == 0:
        return "education_or_news"
    if labels.get("self_harm") == 1 or (source == "dreaddit" and labels.get("distress") == 1):
        return "personal"
    if labels.get("identity_hate") == 1 or labels.get("threat_violence") == 1:
        return "promotes"
    if labels.get("sentiment_positive") == 1 or labels.get("joy") == 1:
        return "none"
    return None
