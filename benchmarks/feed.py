"""Posts to measure with: the corpus' test posts, 47 tokens long on average, no two the same."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from tokenizers import Tokenizer

from companion.text import prepare_text
from models.training.corpus import read_corpus

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "models" / "calm-minilm"
MEAN, MOST = 47.0, 126  # tokens; longer ones would be read in two windows


def draw_posts(count: int, seed: int = 7) -> list[str]:
    """`count` posts of that mean length; the same ones each time.

    Test posts of the corpus are shorter: where the mean falls behind, one follows another.
    """
    stream = stream_posts(seed)
    return [next(stream) for _ in range(count)]


def stream_posts(seed: int = 7) -> Iterator[str]:
    """Such posts without an end; where the corpus ends, it begins again with a number added."""
    chance = Random(seed)  # noqa: S311 - nothing is kept secret with it
    texts = [post.text for post in read_corpus(ROOT / "models" / "training" / "corpus" / "test")]
    sizes = count_tokens(texts)
    total = drawn = turn = 0
    while True:
        order = list(range(len(texts)))
        chance.shuffle(order)
        while order:
            places = [order.pop()]
            size = sizes[places[0]]
            while order and total + size < MEAN * (drawn + 1) - MEAN / 2:
                places.append(order.pop())
                size += sizes[places[-1]] - 2
            if size > MOST:
                continue
            total, drawn = total + size, drawn + 1
            ending = f" {turn}" if turn else ""
            yield " ".join(texts[place] for place in places) + ending
        turn += 1


def count_tokens(texts: list[str]) -> list[int]:
    """Tokens of each text, as the shipped model reads it."""
    tokenizer = Tokenizer.from_file(str(SHIPPED / "tokenizer.json"))
    tokenizer.no_padding()
    return [len(each.ids) for each in tokenizer.encode_batch([prepare_text(one) for one in texts])]
