"""What is raced: each is made in a process of its own, and reads texts."""

import os
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

THREADS = min(4, os.cpu_count() or 1)
BATCH = 16
PEERS = {"BERT-base": "Bert", "DistilBERT": "DistilBert"}
SENTIMENT, WORDS = "VADER", "word pairs, linear"
Read = Callable[[Sequence[str]], object]


def make_reader(name: str, folder: Path) -> Read:
    """What reads texts under that name; `folder` is the model that is measured."""
    if name in PEERS:
        return make_peer(PEERS[name])
    if name == SENTIMENT:
        analyzer = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
        return lambda texts: [analyzer.polarity_scores(text) for text in texts]
    if name == WORDS:
        return make_words(folder)
    if name == "torch":
        import_module("torch").set_num_threads(THREADS)
    from companion.screeners import load

    return load(folder, name).judge


def make_peer(family: str) -> Read:
    """A network of that architecture in float32 with random weights: its speed is the same.

    It is given what helps it: posts of like length together, as our own engine has it.
    """
    import numpy as np
    import torch
    import transformers
    from feed import SHIPPED
    from tokenizers import Tokenizer

    torch.set_num_threads(THREADS)
    config = getattr(transformers, f"{family}Config")(num_labels=6)
    network = getattr(transformers, f"{family}ForSequenceClassification")(config).eval()
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()

    def read(texts: Sequence[str]) -> object:
        ids = sorted((each.ids for each in tokenizer.encode_batch(list(texts))), key=len)
        answers = []
        for start in range(0, len(ids), BATCH):
            rows = ids[start : start + BATCH]
            given = np.zeros((len(rows), len(rows[-1])), np.int64)
            mask = np.zeros_like(given)
            for place, row in enumerate(rows):
                given[place, : len(row)], mask[place, : len(row)] = row, 1
            with torch.inference_mode():
                answers.append(
                    network(
                        input_ids=torch.from_numpy(given), attention_mask=torch.from_numpy(mask)
                    )
                )
        return answers

    return read


def make_words(folder: Path) -> Read:
    """A linear model over hashed words and word pairs; its weights are random."""
    import numpy as np

    from companion.models import read_model
    from companion.scorecard.baselines import BUCKETS, hash_words

    labels = len(read_model(folder).about.labels)
    weight = np.random.default_rng(7).standard_normal((BUCKETS, labels), np.float32)

    def read(texts: Sequence[str]) -> object:
        return [weight[hash_words(text)].sum(axis=0) for text in texts]

    return read
