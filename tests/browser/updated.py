"""An extension that is updated, turned off and on while pages are open."""

import json
import shutil
from pathlib import Path

from playwright.sync_api import Page
from reader import EXTENSION, Reader

UPDATED = "0.9.9"
# The feed without what the extension added, and as the server sent it.
OWN = """() => {
  const main = document.querySelector('main').cloneNode(true);
  for (const each of main.querySelectorAll('mindful-feed-note')) each.remove();
  return main.outerHTML;
}"""
SENT = (
    "(html) => new DOMParser().parseFromString(html, 'text/html').querySelector('main').outerHTML"
)
# How often each post is noted, by its id.
COUNTS = """() => Object.fromEntries([...document.querySelectorAll('article')].map((post) =>
  [post.dataset.id, post.querySelectorAll('mindful-feed-note').length]))"""
ADD = """(id) => {
  const post = document.querySelector('article').cloneNode(true);
  for (const each of [post, post.querySelector('.status')]) each.dataset.id = id;
  document.querySelector('main').append(post);
}"""
# How many notes the scripts in each tab say there are; 0 where none hear it.
HEARS = """async () => {
  const tabs = await chrome.tabs.query({ url: 'https://mastodon.social/*' });
  const said = tabs.map(({ id }) => chrome.tabs.sendMessage(id, { tell: 'count' }));
  return (await Promise.allSettled(said)).map(({ value }) => value?.notes ?? 0);
}"""


def copy_extension(folder: Path) -> Path:
    """The extension in a folder of its own, which may be changed."""
    shutil.copytree(EXTENSION, folder)
    return folder


def raise_version(folder: Path, version: str = UPDATED) -> None:
    """Make a later version of the extension in a folder."""
    manifest = folder / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**content, "version": version}), encoding="utf-8")


def update(reader: Reader, folder: Path, version: str = UPDATED) -> None:
    """Update the extension as a browser does, and wait until the new one is awake."""
    raise_version(folder, version)
    page = open_extensions(reader)
    page.evaluate("chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })")
    page.evaluate("(id) => chrome.developerPrivate.reload(id, { failQuietly: true })", reader.id)
    wait_until(
        page,
        """([id, version]) => chrome.developerPrivate.getExtensionInfo(id)
          .then((info) => info.state === 'ENABLED' && info.version === version)""",
        [reader.id, version],
    )
    page.close()


def switch(reader: Reader, is_on: bool) -> None:
    """Turn the extension off or on among the browser's extensions."""
    page = open_extensions(reader)
    page.evaluate("([id, isOn]) => chrome.management.setEnabled(id, isOn)", [reader.id, is_on])
    page.close()


def open_extensions(reader: Reader) -> Page:
    page = reader.context.new_page()
    page.goto("chrome://extensions")
    return page


def wait_until(page: Page, question: str, argument: object = None) -> None:
    """Wait until a question that is asked in a page, and answered later, is answered with yes."""
    page.evaluate(
        f"""async (argument) => {{
          const ask = {question};
          while (!(await ask(argument))) await new Promise((done) => setTimeout(done, 100));
        }}""",
        argument,
    )
