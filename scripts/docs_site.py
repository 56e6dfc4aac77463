"""What MkDocs is told about this repository: pages that lie beside docs/, and links between all.

The documents are written to be read where they lie. On the site a link to another document leads
to its page, and a link to anything else is its words alone. A hook of mkdocs.yml.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
BESIDE = {
    "README.md": "index.md",
    "PRIVACY.md": "privacy.md",
    "SECURITY.md": "security.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "models/calm-minilm/CARD.md": "model-card.md",
    "models/training/README.md": "training.md",
    "extension/icons/icon.svg": "icon.svg",
}
DECISIONS = "docs/decisions"
SOURCE = {page: source for source, page in BESIDE.items()}
CODE = r"^```.*?^```|`[^`\n]*`"
LINK = re.compile(
    rf"(?P<code>{CODE})|\[(?P<words>(?:`[^`\n]*`|[^\]`])*)\]\((?P<to>[^)\s]+)\)", re.M | re.S
)
PICTURE = re.compile(
    r'<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)">'
    r'\s*<img src="([^"]+)"([^>]*)>\s*</picture>'
)


def on_config(config: Any) -> Any:
    """The settings of the site, with each decision in its navigation."""
    decisions = [f"decisions/{path.name}" for path in sorted((ROOT / DECISIONS).glob("*.md"))]
    for part in config["nav"]:
        for entries in part.values():
            for entry in entries:
                if isinstance(entry, dict) and "Decisions" in entry:
                    entry["Decisions"] = decisions
    return config


def on_files(files: Files, config: Any) -> Files:
    """The files of the site, those beside docs/ too."""
    for source, page in BESIDE.items():
        files.append(File.generated(config, page, abs_src_path=str(ROOT / source)))
    return files


def on_page_markdown(markdown: str, page: Any, files: Files, **_: Any) -> str:
    """The page with its links as they are on the site."""
    return write_links(markdown, page.file.src_uri, set(files.src_uris))


def write_links(markdown: str, page: str, pages: set[str]) -> str:
    """A page's text with every link between documents as the site has it."""
    folder = posixpath.dirname(SOURCE.get(page, f"docs/{page}"))

    def place(link: str) -> str | None:
        """Where a link leads on the site; None if the site has nothing there."""
        path, mark, anchor = link.partition("#")
        if not path or re.match(r"[a-z][a-z+.-]*:", path):
            return link
        target = posixpath.normpath(posixpath.join(folder, path))
        target = BESIDE.get(target, target.removeprefix("docs/"))
        if target not in pages:
            return None
        return posixpath.relpath(target, posixpath.dirname(page) or ".") + mark + anchor

    def write(found: re.Match[str]) -> str:
        """A link; its words alone if it leads nowhere; code as it is."""
        if found["code"]:
            return found[0]
        to = place(found["to"])
        return f"[{found['words']}]({to})" if to else found["words"]

    def show(found: re.Match[str]) -> str:
        """Two drawings of one thing, of which the site shows the one that fits its colours."""
        dark, light, rest = found.groups()
        both = ((place(light), "light"), (place(dark), "dark"))
        return "".join(f'<img src="{at}#only-{kind}"{rest}>' for at, kind in both)

    return LINK.sub(write, PICTURE.sub(show, markdown))
