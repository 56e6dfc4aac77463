"""What the network has to beat: logistic regression on hashed words and word pairs, same posts.

    python -m models.training.baselines --data FOLDER_WITH_posts

Writes build/word_pairs.npz, which scorecards then measure beside a model. Needs scikit-learn.
"""

from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import SGDClassifier
from tqdm import tqdm

from companion.categories import SENTIMENTS
from companion.scorecard.baselines import BUCKETS, hash_words
from models.training.calibrate import fit_curve
from models.training.labels import BINARY, SERVED, STANCE_LABELS
from models.training.prepare import BUILD, HERE, RECIPE, Row, read_authored_rows, read_public_rows

Floats = npt.NDArray[np.float64]


class Posts:
    """Posts as sparse rows of unit length, with what is known of them, by label."""

    def __init__(self, rows: list[Row], name: str) -> None:
        words = [hash_words(row.text) for row in tqdm(rows, name)]
        sizes = np.array([len(one) for one in words])
        value = np.repeat(1 / np.sqrt(np.maximum(1, sizes)), sizes)
        ends = np.concatenate([[0], np.cumsum(sizes)])
        shape = (len(rows), BUCKETS)
        self.words = csr_matrix((value, np.concatenate(words), ends), shape)
        self.truth: dict[str, Floats] = {}
        self.weight: dict[str, Floats] = {}
        for label in SERVED:
            place = BINARY.index(label)
            self.truth[label] = np.array([row.target[place] for row in rows], float)
            self.weight[label] = np.array([row.weight[place] for row in rows], float)
        stance = np.array([row.stance for row in rows])
        mood = np.array([row.sentiment for row in rows])
        for kind, names, said in (("stance", STANCE_LABELS, stance), ("mood", SENTIMENTS, mood)):
            for place, one in enumerate(names):
                self.truth[f"{kind}:{one}"] = (said == place).astype(float)
                self.weight[f"{kind}:{one}"] = (said >= 0).astype(float)


def read_split(data: Path, split: str) -> tuple[Posts, Posts]:
    """The public and the authored posts of a split."""
    public = read_public_rows(data / "posts" / f"{split}.jsonl.gz")
    authored = read_authored_rows(HERE / "corpus" / split)
    return Posts(list(public), f"public {split}"), Posts(list(authored), f"authored {split}")


def learn(public: Posts, authored: Posts, label: str) -> tuple[Floats, float]:
    """Weights and bias of one label; authored posts count as often as the network sees them."""
    parts_x, parts_y, parts_w = [], [], []
    for posts, times in ((public, 1.0), (authored, float(RECIPE["second"]["corpus_repeats"]))):
        known = np.flatnonzero(posts.weight[label] > 0)
        parts_x.append(posts.words[known])
        parts_y.append(posts.truth[label][known])
        parts_w.append(posts.weight[label][known] * times)
    model = SGDClassifier(
        loss="log_loss",
        alpha=2e-6,
        max_iter=12,
        tol=None,
        average=True,
        random_state=RECIPE["seed"],
    )
    model.fit(
        vstack(parts_x, format="csr"),
        np.concatenate(parts_y),
        sample_weight=np.concatenate(parts_w),
    )
    return model.coef_[0], float(model.intercept_[0])


def calibrate(
    public: Posts, authored: Posts, label: str, weight: Floats, bias: float
) -> tuple[float, float]:
    """Slope and shift on gold public and authored dev posts, both halves of equal weight."""
    values, wanted, weights = [], [], []
    gold = RECIPE["weights"]["gold"] if label in SERVED else 1.0
    for posts in (public, authored):
        known = np.flatnonzero(posts.weight[label] >= gold)
        if len(known):
            values.append(posts.words[known] @ weight + bias)
            wanted.append(posts.truth[label][known])
            weights.append(np.full(len(known), 1 / len(known)))
    curve = fit_curve(*(np.concatenate(part) for part in (values, wanted, weights)))
    return curve["slope"], curve["shift"]


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True), required=True)
def train_baselines(data: Path) -> None:
    """Trains and calibrates one model a label."""
    BUILD.mkdir(exist_ok=True)
    train, dev = read_split(data, "train"), read_split(data, "dev")
    labels = list(train[0].truth)
    weights, shifts = [], []
    for label in tqdm(labels, "labels"):
        weight, bias = learn(*train, label)
        slope, shift = calibrate(*dev, label, weight, bias)
        weights.append(weight * slope)
        shifts.append(bias * slope + shift)
    np.savez_compressed(
        BUILD / "word_pairs.npz",
        labels=np.array(labels),
        weight=np.stack(weights, axis=1).astype(np.float16),
        bias=np.array(shifts, np.float32),
    )


if __name__ == "__main__":
    train_baselines()
