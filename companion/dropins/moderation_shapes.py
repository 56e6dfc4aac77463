"""The messages of OpenAI's `/v1/moderations` and `/v1/models`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from companion.protocol import Message
from companion.protocol import Score as Probability

MOST_INPUTS = 128


class TextPart(Message):
    """A piece of text."""

    type: Literal["text"]
    text: str


class ImageAddress(Message):
    """Where an image lies."""

    url: str


class ImagePart(Message):
    """An image; it is refused, since nothing here can look at it."""

    type: Literal["image_url"]
    image_url: ImageAddress


class ModerationRequest(Message):
    """A text, several texts, or the parts of one; `model` is the name of the model here, or one of
    the original's, which stands for it."""

    input: (
        str
        | Annotated[list[str], Field(min_length=1, max_length=MOST_INPUTS)]
        | Annotated[list[TextPart | ImagePart], Field(min_length=1, max_length=MOST_INPUTS)]
    )
    model: Annotated[str, StringConstraints(max_length=128)] = "omni-moderation-latest"


class Moderation(Message):
    """What is said of one text. A category that `category_applied_input_types` gives no type was
    not looked at, and its 0 says nothing; `unjudged` tells why none was."""

    flagged: bool
    categories: dict[str, bool | None]
    category_scores: dict[str, Probability]
    category_applied_input_types: dict[str, list[Literal["text"]]]
    unjudged: Literal["no_text", "language"] | None = None


class ModerationReply(Message):
    """A result for each text, in order; `model` is the one that judged."""

    id: str
    model: str
    results: list[Moderation]


class Model(Message):
    """A model; `categories` are those that it judges, `lacking` those that it does not."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "this machine"
    categories: list[str]
    lacking: list[str]
    languages: list[str] = ["en"]


class ModelsReply(Message):
    """The models that answer."""

    object: Literal["list"] = "list"
    data: list[Model]
