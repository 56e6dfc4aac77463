"""Step 1: posts in, token ids and targets out (build/POSTS.npz), the same text as in serving.

python -m models.training.prepare --data FOLDER_WITH_posts
"""

import gzip
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import numpy as np
from tokenizers import Tokenizer
from tqdm import tqdm

from companion.categories import CATEGORIES, SENTIMENTS, holds, settles
from companion.text import prepare_text
from models.training.base import find_base
from models.training.corpus import read_corpus
from models.training.labels import BINARY, LONG_FORM, STANCE_LABELS, read_public

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
BUILD = HERE / "build"
RECIPE = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))


class Row:
    """One post to learn from. NaN marks what nobody said; stance and sentiment are ids or -1."""

    def __init__(self, text: str, source: str) -> None:
        self.text, self.source = text, source
        self.target = np.full(len(BINARY), np.nan, np.float16)
        self.weight = np.zeros(len(BINARY), np.float16)
        self.stance = self.sentiment = -1
        self.sure = 1.0

    def say(self, name: str, value: float, weight: float) -> None:
        """Sets what is known of one output."""
        place = BINARY.index(name)
        self.target[place], self.weight[place] = value, weight


def read_public_rows(path: Path) -> Iterator[Row]:
    """The rows of one public split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            post = json.loads(line)
            row = Row(post["text"], post["source"])
            said, stance, sentiment = read_public(post)
            for name, (value, kind) in said.items():
                row.say(name, value, RECIPE["weights"][kind])
            row.stance = STANCE_LABELS.index(stance) if stance else -1
            row.sentiment = SENTIMENTS.index(sentiment) if sentiment else -1
            row.sure = RECIPE["weights"]["weak"]
            yield row


def read_authored_rows(folder: Path) -> Iterator[Row]:
    """The rows of one authored split: every category is known but those marked unsure."""
    weight = RECIPE["weights"]["authored"]
    for post in read_corpus(folder):
        row = Row(post.text, f"authored/{post.topic}")
        for category in CATEGORIES:
            if settles(category, post.labels, post.unsure, post.stance):
                row.say(category.id, float(holds(category, post.labels, post.stance)), weight)
        if "acute" not in post.unsure:
            row.say("acute", float("acute" in post.labels), weight)
        row.stance = STANCE_LABELS.index(post.stance)
        row.sentiment = SENTIMENTS.index(post.sentiment)
        yield row


def write_rows(rows: Iterable[Row], tokenizer: Tokenizer, path: Path) -> int:
    """Writes the rows as arrays and returns how many; token ids stand end to end, cut by `ends`."""
    rows = list(rows)
    texts = (prepare_text(row.text) for row in tqdm(rows, path.stem))
    encodings = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    ids = []
    for row, tokens in zip(rows, encodings, strict=True):
        long = row.source in LONG_FORM or row.source.startswith("authored/")
        limit = RECIPE["max_tokens_long" if long else "max_tokens"]
        ids.append(tokens if len(tokens) <= limit else [*tokens[: limit - 1], tokens[-1]])
    np.savez(
        path,
        ids=np.fromiter((i for tokens in ids for i in tokens), np.uint16),
        ends=np.cumsum([len(tokens) for tokens in ids]),
        target=np.stack([row.target for row in rows]),
        weight=np.stack([row.weight for row in rows]),
        stance=np.array([row.stance for row in rows], np.int8),
        sentiment=np.array([row.sentiment for row in rows], np.int8),
        sure=np.array([row.sure for row in rows], np.float16),
        source=np.array([row.source for row in rows]),
    )
    return len(rows)


@click.command()
@click.option("--data", type=click.Path(path_type=Path, exists=True), help="Folder with posts/.")
def prepare(data: Path | None) -> None:
    """Prepares the authored corpus and, where --data is given, the public posts."""
    BUILD.mkdir(exist_ok=True)
    tokenizer = Tokenizer.from_file(str(find_base(RECIPE["base_sha256"]) / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    for split in ("train", "dev", "test"):
        if data:
            rows = read_public_rows(data / "posts" / f"{split}.jsonl.gz")
            click.echo(f"public {split}: {write_rows(rows, tokenizer, BUILD / f'public_{split}')}")
        authored = list(read_authored_rows(CORPUS / split))
        if authored:
            count = write_rows(authored, tokenizer, BUILD / f"authored_{split}")
            click.echo(f"authored {split}: {count}")


if __name__ == "__main__":
    prepare()
