"""Tiny models, made in a second: a network that adds up words, and a BERT of random weights."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
TOXIC = ("toxic", "insult", "threat")


def write_words(
    folder: Path,
    weights: Mapping[str, Sequence[float]],
    labels: Sequence[str] = TOXIC,
    bias: float = -3.0,
    **config: object,
) -> Path:
    """An ONNX folder whose logits are a bias and what each word of a text adds to each label."""
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    folder.mkdir(parents=True, exist_ok=True)
    table = np.zeros((len(SPECIAL) + len(weights), len(labels)), np.float32)
    table[SPECIAL.index("[CLS]")] = bias  # stands once in each text
    for place, added in enumerate(weights.values(), len(SPECIAL)):
        table[place] = added
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),
        helper.make_node("Mul", ["rows", "column"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "middle"], ["logits"], keepdims=0),
    ]
    wide = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "t"])
        for name in ("input_ids", "attention_mask")
    ]
    graph = helper.make_graph(
        nodes,
        "words",
        wide,
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", len(labels)])],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([2], np.int64), "last"),
            numpy_helper.from_array(np.array([1], np.int64), "middle"),
        ],
    )
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), folder / "model.onnx")
    vocabulary = {word: place for place, word in enumerate([*SPECIAL, *weights])}
    write_tokenizer(folder, models.WordLevel(vocabulary, unk_token="[UNK]"))
    about = {
        "architectures": ["BertForSequenceClassification"],
        "id2label": {str(place): label for place, label in enumerate(labels)},
        "problem_type": "multi_label_classification",
        "max_position_embeddings": 64,
        **config,
    }
    (folder / "config.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def write_tokenizer(folder: Path, model: models.Model) -> None:
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))


def write_bert(folder: Path, labels: Sequence[str] = TOXIC) -> Path:
    """A checkpoint folder of a tiny BERT with random weights, as transformers saves one."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = [*SPECIAL, *letters, *(f"##{letter}" for letter in letters)]
    shape = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: place for place, label in enumerate(labels)},
        problem_type="multi_label_classification",
    )
    BertForSequenceClassification(shape).save_pretrained(folder)
    by_piece = {piece: place for place, piece in enumerate(vocabulary)}
    write_tokenizer(folder, models.WordPiece(by_piece, unk_token="[UNK]"))
    return folder
