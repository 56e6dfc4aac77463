"""The words of a post that an export keeps as HTML."""

from html.parser import HTMLParser

BREAKS = {"p", "br", "li", "blockquote", "pre", "h1", "h2", "h3"}
UNREAD = {"script", "style"}


class Words(HTMLParser):
    """Gathers what a reader sees, a line a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A paragraph begins a line."""
        self._unread += tag in UNREAD
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A paragraph ends its line."""
        self._unread -= tag in UNREAD and self._unread > 0
        if tag in BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, unless they are a program's."""
        if not self._unread:
            self.parts.append(data)


def read_markup(html: str) -> str:
    """The text of a piece of HTML; empty lines are left out."""
    words = Words()
    words.feed(html)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.parts).splitlines())
    return "\n".join(line for line in lines if line)
