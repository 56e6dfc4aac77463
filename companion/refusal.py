"""Every way in which the companion says no: the one table of error codes."""

from typing import NamedTuple


class Code(NamedTuple):
    """An HTTP status, and the sentence that people read."""

    status: int
    message: str


CODES = {
    "bad_json": Code(400, "The body is not JSON."),
    "bom": Code(400, "The body begins with a byte order mark."),
    "not_utf8": Code(400, "The body is not UTF-8."),
    "duplicate_key": Code(400, "An object of the body has the same key twice."),
    "bad_number": Code(400, "The body holds a number that JSON does not know or that is too long."),
    "too_deep": Code(400, "The body is nested too deeply."),
    "schema": Code(400, "The message does not have the shape that the protocol gives it."),
    "post_count": Code(400, "A message holds 1 to 32 posts."),
    "bad_value": Code(400, "The value does not fit the setting."),
    "unknown_setting": Code(400, "There is no setting of that name."),
    "unknown_shift": Code(400, "That step was taken back already, or never made."),
    "not_per_site": Code(400, "This setting is the same for all sites."),
    "too_many_sites": Code(400, "As many as 100 sites can have settings of their own."),
    "too_much": Code(400, "There is no room for that many settings. Remove sites or words first."),
    "bad_file": Code(400, "The file holds no Mindful Feed settings, filters or preferences."),
    "too_new": Code(400, "A later version of Mindful Feed wrote this file. Update this one first."),
    "duplicate_id": Code(400, "Two posts of the message share an id."),
    "comment_empty": Code(400, "Comment must be non-empty."),
    "comment_too_long": Code(400, "Comment text is longer than 20,480 bytes."),
    "no_attributes": Code(400, "No attributes were requested."),
    "unknown_attribute": Code(400, "There is no attribute of that name."),
    "no_setting": Code(400, "No setting of the reader follows this attribute."),
    "not_supported": Code(400, "The model cannot judge this attribute in this language."),
    "no_language": Code(400, "The comment has no words, so its language cannot be told."),
    "image_input": Code(400, "Images cannot be judged. Send text alone."),
    "bad_request": Code(400, "The request could not be understood."),
    "bad_token": Code(401, "The token is missing or unknown. Pair first."),
    "bad_mac": Code(401, "No paired client has this proof. Pair first."),
    "bad_origin": Code(403, "Web pages may not use the companion."),
    "cross_site": Code(403, "Other sites may not reach the companion. Type the address instead."),
    "not_paired": Code(403, "The token was given to somebody else."),
    "owner_only": Code(403, "Only commands of this machine's owner may do this."),
    "wrong_code": Code(403, "The code is wrong, used or too old. `mindful-feed pair` makes one."),
    "out_of_scope": Code(403, "The token was not made for this."),
    "programs_only": Code(403, "This is for programs. A browser may not use it."),
    "not_found": Code(404, "There is nothing here."),
    "model_not_found": Code(404, "There is no model of that name. GET /v1/models lists them."),
    "bad_method": Code(405, "This path does not take this method."),
    "name_taken": Code(409, "There is a token of that name already. Revoke it first."),
    "too_many": Code(409, "There are as many tokens as may be. Revoke one first."),
    "bad_model": Code(409, "The model cannot serve. The one before goes on."),
    "changed_elsewhere": Code(
        409, "The settings were changed in another window. Look at them again, then save."
    ),
    "tray_full": Code(409, "The tray of posts set aside is full. Open or remove some first."),
    "too_large": Code(413, "The body is larger than 256 KiB."),
    "json_only": Code(415, "The body must be application/json in UTF-8."),
    "no_encoding": Code(415, "The body must not be compressed."),
    "bad_host": Code(421, "The companion answers to its own address only."),
    "internal": Code(500, "Something went wrong in the companion; its own window says what kind."),
    "storage": Code(500, "The companion could not write to its data folder."),
    "busy": Code(503, "The companion is busy. Ask again in a second."),
    "model_failed": Code(503, "The model is broken or failed on this text."),
    "model_loading": Code(503, "The model is still loading. Ask again in a second."),
}


class Refusal(Exception):
    """A request that is answered with the error shape; `field` names what was wrong with it."""

    def __init__(self, code: str, field: str | None = None, message: str | None = None) -> None:
        self.code = code
        self.status = CODES[code].status
        self.message = message or CODES[code].message
        self.field = field
        super().__init__(f"{code}: {self.message}")
