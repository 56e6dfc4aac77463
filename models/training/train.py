"""Step 2: fine-tunes the encoder in three passes; a killed run goes on from its last checkpoint.

python -m models.training.train first
python -m models.training.train second
python -m models.training.train third
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import torch
from torch.nn import functional
from tqdm import tqdm

from companion.screeners.torch import CareNetwork
from models.training.base import find_base
from models.training.batches import Batch, Rows, cut_batches, draw_rows, walk_batches
from models.training.labels import BINARY, SENTIMENTS, STANCE_LABELS
from models.training.network import load_pretrained
from models.training.prepare import BUILD, RECIPE
from models.training.variants import PASSES, SHIPPED, find_barred, find_checkpoint

Measure = Callable[[torch.Tensor, Batch], torch.Tensor]
"""Logits (posts, outputs) and their batch to the loss."""


def measure_loss(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
    """Mean loss of what is known: binary outputs, stance and sentiment, each by its weight."""
    binary, stance, sentiment = logits.split([len(BINARY), len(STANCE_LABELS), len(SENTIMENTS)], 1)
    each = functional.binary_cross_entropy_with_logits(binary, batch.target, reduction="none")
    loss = (each * batch.weight).sum() / batch.weight.sum().clamp(min=1)
    for name, part, wanted in (
        ("stance", stance, batch.stance),
        ("sentiment", sentiment, batch.sentiment),
    ):
        known = wanted >= 0
        if known.any():
            sure = batch.sure[known] if name == "stance" else torch.ones(int(known.sum()))
            entropy = functional.cross_entropy(part[known], wanted[known], reduction="none")
            share = known.float().mean()
            loss = loss + RECIPE["weights"][name] * share * (entropy * sure).sum() / sure.sum()
    return loss


def gather_pass(name: str, variant: str = SHIPPED) -> tuple[Rows, list[Any]]:
    """The rows of a pass and its batches, the same for the same seed."""
    seed, settings = RECIPE["seed"] + PASSES.index(name), RECIPE[name]
    repeats = settings.get("corpus_repeats", 0)
    paths = [BUILD / "public_train.npz", *([BUILD / "authored_train.npz"] if repeats else [])]
    rows = Rows(*paths)
    sources = rows.find_sources(find_barred(variant))
    authored = {
        source: len(members) * repeats
        for source, members in sources.items()
        if source.startswith("authored/")
    }
    share = settings.get("public_share", 1.0)
    quota = settings.get("quota", RECIPE["second"]["quota"])
    public = {source: round(count * share) for source, count in quota.items()}
    order = draw_rows(sources, {**public, **authored}, seed)
    return rows, cut_batches(rows.lengths, order, RECIPE["batch_tokens"], RECIPE["seed"])


def build_optimizer(network: CareNetwork, settings: dict[str, float]) -> torch.optim.AdamW:
    """AdamW; the word table stays as pretrained, which saves a fifth of the time."""
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": settings["learning_rate"]},
            {"params": network.head.parameters(), "lr": settings["head_learning_rate"]},
        ],
        weight_decay=0.01,
        fused=True,
    )


def is_bfloat16_faster(device: str) -> bool:
    """Whether this machine multiplies bfloat16 faster: some processors do it 400 times slower."""
    fastest = []
    for kind in (torch.float32, torch.bfloat16):
        left, right = torch.ones(1024, 384, dtype=kind), torch.ones(384, 1536, dtype=kind)
        left, right = left.to(device), right.to(device)
        seconds = []
        for _ in range(10):
            start = time.monotonic()
            (left @ right)[0, 0].item()
            seconds.append(time.monotonic() - start)
        fastest.append(min(seconds))
    return fastest[1] < fastest[0]


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Writes the whole state beside the old one, then takes its place."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def build_schedule(optimizer: torch.optim.AdamW, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """A twentieth of the steps up to the full rate, then down to nothing at the last."""
    warm = max(1, steps // 20)
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm, (steps - step) / steps)
    )


def train_network(
    network: CareNetwork,
    rows: Rows,
    batches: list[Any],
    settings: dict[str, Any],
    path: Path,
    device: str = "cpu",
    halved: bool = False,
    measure: Measure = measure_loss,
) -> None:
    """Trains to the last batch and writes `path`; what stands there already is gone on from.

    `halved`: multiply in bfloat16. ValueError when the checkpoint was made with other batches.
    """
    network.to(device).train()
    optimizer = build_optimizer(network, settings)
    schedule = build_schedule(optimizer, len(batches))
    parts = {"network": network, "optimizer": optimizer, "schedule": schedule}
    start = 0
    if path.exists():
        state = torch.load(path, weights_only=True)
        if state["batches"] != len(batches):
            raise ValueError(f"{path.name} is of another recipe or corpus: remove it to start anew")
        for name, part in parts.items():
            part.load_state_dict(state[name])
        torch.set_rng_state(state["random"])
        start = state["step"]
    saved, losses = time.monotonic(), []
    bar = tqdm(total=len(batches), initial=start, desc=path.stem, mininterval=10)
    for step, batch in walk_batches(rows, batches, start, RECIPE["mask_share"]):
        batch = Batch(*(tensor.to(device) for tensor in batch))
        with torch.autocast(device, torch.bfloat16, enabled=halved):
            logits = network(batch.ids, batch.mask)
        loss = measure(logits.float(), batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        bar.update()
        mean = sum(losses[-200:]) / len(losses[-200:])
        bar.set_postfix(loss=f"{mean:.4f}", refresh=False)
        if time.monotonic() - saved > settings["checkpoint_seconds"] or step + 1 == len(batches):
            state = {name: part.state_dict() for name, part in parts.items()}
            state |= {"step": step + 1, "batches": len(batches), "random": torch.get_rng_state()}
            save_checkpoint(path, state)
            with (path.parent / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps({"pass": path.stem, "step": step + 1, "loss": mean}) + "\n")
            saved = time.monotonic()
    bar.close()


def run_pass(name: str, variant: str) -> None:
    """Trains one pass to its end and writes its checkpoint."""
    torch.manual_seed(RECIPE["seed"])
    rows, batches = gather_pass(name, variant)
    network = load_pretrained(find_base(RECIPE["base_sha256"]))
    if name != PASSES[0]:
        before = find_checkpoint(PASSES[PASSES.index(name) - 1], variant)
        network.load_state_dict(torch.load(before, weights_only=True)["network"])
    settings = {**RECIPE[name], "checkpoint_seconds": RECIPE["checkpoint_seconds"]}
    device = "cuda" if torch.cuda.is_available() else "cpu"
    path, halved = find_checkpoint(name, variant), is_bfloat16_faster(device)
    train_network(network, rows, batches, settings, path, device, halved)


@click.command()
@click.argument("name", type=click.Choice(PASSES))
@click.option("--variant", default=SHIPPED, type=click.Choice(list(RECIPE["variants"])))
def train(name: str, variant: str) -> None:
    """Runs one pass; run again after a stop, it goes on."""
    run_pass(name, variant)


if __name__ == "__main__":
    train()
