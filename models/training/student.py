"""A network of fewer layers that learns from the trained one, tried for its speed.

    python -m models.training.student
    python -m models.training.export --variant student

It starts from evenly spaced layers of the teacher, the last one among them, and learns both what
people labelled and what the teacher answers (Hinton et al., arXiv 1503.02531; the start from
the teacher's layers as in Sanh et al., arXiv 1910.01108).
"""

import click
import torch
from torch.nn import functional

from companion.screeners.torch import CareNetwork
from models.training.base import find_base
from models.training.batches import Batch
from models.training.labels import BINARY, SENTIMENTS, STANCE_LABELS
from models.training.network import keep_layers, load_pretrained
from models.training.prepare import RECIPE
from models.training.train import (
    Measure,
    gather_pass,
    is_bfloat16_faster,
    measure_loss,
    train_network,
)
from models.training.variants import PASSES, SHIPPED, STUDENT, find_checkpoint, find_last

PARTS = (len(BINARY), len(STANCE_LABELS), len(SENTIMENTS))


def measure_distance(logits: torch.Tensor, taught: torch.Tensor) -> torch.Tensor:
    """How far the student's answers (posts, outputs) are from the teacher's; 0 is the same."""
    said, stance, mood = logits.split(PARTS, 1)
    wanted, wanted_stance, wanted_mood = taught.split(PARTS, 1)
    share = torch.sigmoid(wanted)
    entropy = functional.binary_cross_entropy(share, share)
    loss = functional.binary_cross_entropy_with_logits(said, share) - entropy
    for part, other in ((stance, wanted_stance), (mood, wanted_mood)):
        loss = loss + 0.2 * functional.kl_div(
            part.log_softmax(1), other.log_softmax(1), reduction="batchmean", log_target=True
        )
    return loss


def build_measure(teacher: CareNetwork, share: float, device: str, halved: bool) -> Measure:
    """A loss of which `share` is the distance to the teacher and the rest what people labelled."""
    teacher.to(device).eval()

    def measure(logits: torch.Tensor, batch: Batch) -> torch.Tensor:
        with torch.inference_mode(), torch.autocast(device, torch.bfloat16, enabled=halved):
            taught = teacher(batch.ids, batch.mask)
        return share * measure_distance(logits, taught.float().clone()) * 4 + (
            1 - share
        ) * measure_loss(logits, batch)

    return measure


@click.command()
def teach() -> None:
    """Trains the student on the posts of the last pass; run again after a stop, it goes on."""
    torch.manual_seed(RECIPE["seed"])
    teacher = load_pretrained(find_base(RECIPE["base_sha256"]))
    state = torch.load(find_checkpoint(find_last(SHIPPED), SHIPPED), weights_only=True)
    teacher.load_state_dict(state["network"])
    rows, batches = gather_pass(PASSES[-1])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    halved = is_bfloat16_faster(device)
    settings = {**RECIPE["student"], "checkpoint_seconds": RECIPE["checkpoint_seconds"]}
    batches = batches[: round(len(batches) * settings["batch_share"])]
    measure = build_measure(teacher, settings["teacher_share"], device, halved)
    student = keep_layers(teacher, settings["layers"])
    path = find_checkpoint(PASSES[-1], STUDENT)
    train_network(student, rows, batches, settings, path, device, halved, measure)


if __name__ == "__main__":
    teach()
