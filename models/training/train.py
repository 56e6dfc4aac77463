"""Step 2: fine-tunes the encoder in three passes; a killed run goes on from its last checkpoint.

python -m models.training.train first
python -m models.training.train second
python -m models.training.train third
"""

import json
import time
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

PASSES = ("first", "second", "third")


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


def gather_pass(name: str) -> tuple[Rows, list[Any]]:
    """The rows of a pass and its batches, the same for the same seed."""
    seed, quota = RECIPE["seed"], RECIPE["first"]["quota"]
    if name == "first":
        rows = Rows(BUILD / "public_train.npz")
        order = draw_rows(rows, quota, 1.0, seed)
    else:
        rows = Rows(BUILD / "public_train.npz", BUILD / "authored_train.npz")
        settings = RECIPE[name]
        authored = {
            source: len(members) * settings["corpus_repeats"] / settings["public_share"]
            for source, members in rows.find_sources().items()
            if source.startswith("authored/")
        }
        order = draw_rows(
            rows, {**quota, **authored}, settings["public_share"], seed + PASSES.index(name)
        )
    return rows, cut_batches(rows.lengths, order, RECIPE["batch_tokens"], seed)


def count_steps(name: str, batches: list[Any]) -> int:
    """How many of a pass's batches are trained on."""
    return round(len(batches) * RECIPE[name].get("stop_share", 1.0))


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


def save_checkpoint(path: Path, state: dict[str, Any]) -> None:
    """Writes the whole state beside the old one, then takes its place."""
    partial = path.with_suffix(".partial")
    torch.save(state, partial)
    partial.replace(path)


def run_pass(name: str) -> None:
    """Trains one pass to its end and writes build/NAME.pt."""
    settings, device = RECIPE[name], "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(RECIPE["seed"])
    rows, batches = gather_pass(name)
    network = load_pretrained(find_base(RECIPE["base_sha256"]))
    if name != "first":
        before = BUILD / f"{PASSES[PASSES.index(name) - 1]}.pt"
        network.load_state_dict(torch.load(before, weights_only=True)["network"])
    network.to(device).train()
    optimizer = build_optimizer(network, settings)
    warm = max(1, len(batches) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / warm, (len(batches) - step) / len(batches))
    )
    path, start, last = BUILD / f"{name}.pt", 0, count_steps(name, batches)
    if path.exists():
        state = torch.load(path, weights_only=True)
        network.load_state_dict(state["network"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        start = state["step"]
    saved, losses = time.monotonic(), []
    bar = tqdm(total=last, initial=start, desc=name, mininterval=10)
    for step, batch in walk_batches(rows, batches[:last], start):
        batch = Batch(*(tensor.to(device) for tensor in batch))
        loss = measure_loss(network(batch.ids, batch.mask), batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        losses.append(loss.item())
        bar.update()
        bar.set_postfix(loss=f"{sum(losses[-200:]) / len(losses[-200:]):.4f}", refresh=False)
        if time.monotonic() - saved > RECIPE["checkpoint_seconds"] or step + 1 == last:
            state = {
                "network": network.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                "step": step + 1,
            }
            save_checkpoint(path, state)
            with (BUILD / "log.jsonl").open("a", encoding="utf-8") as log:
                mean = sum(losses[-200:]) / len(losses[-200:])
                log.write(json.dumps({"pass": name, "step": step + 1, "loss": mean}) + "\n")
            saved = time.monotonic()
    bar.close()


@click.command()
@click.argument("name", type=click.Choice(PASSES))
def train(name: str) -> None:
    """Runs one pass; run again after a stop, it goes on."""
    run_pass(name)


if __name__ == "__main__":
    train()
