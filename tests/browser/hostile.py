"""What attacks a reader's companion from inside the browser: pages, and other extensions."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

FILES = Path(__file__).parent / "hostile_extension"
PAGE = "https://elsewhere.example.test/"
# What a page's own script can try; each answer is a status and the text that it could read.
ATTACK = """async (port) => {
  const address = `http://127.0.0.1:${port}/v1/annotate`;
  const body = JSON.stringify({ posts: [{ id: '1', text: 'The kettle is on again.' }] });
  const headers = { 'Content-Type': 'application/json' };
  const attempt = async (options) => {
    try {
      const response = await fetch(address, { ...options, signal: AbortSignal.timeout(3000) });
      return `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      return `0 ${error.name}`;
    }
  };
  const load = (element) => new Promise((done) => {
    setTimeout(() => done('0 timeout'), 3000);
    element.onload = () => done('200 loaded');
    element.onerror = () => done('0 error');
    document.documentElement.append(element);
  });
  const make = (name) => Object.assign(document.createElement(name), {
    src: `http://127.0.0.1:${port}/static/quiet.js` });
  const tried = {
    'fetch': attempt({ method: 'POST', body, headers }),
    'fetch as plain text': attempt({ method: 'POST', body }),
    'fetch without CORS': attempt({ method: 'POST', body, mode: 'no-cors' }),
    'GET': attempt({}),
    'script': load(make('script')),
    'image': load(make('img')),
  };
  const said = Object.entries(tried).map(async ([name, answer]) => [name, await answer]);
  return Object.fromEntries(await Promise.all(said));
}"""
FORM = """(port) => {
  const form = document.createElement('form');
  const field = document.createElement('input');
  const action = `http://127.0.0.1:${port}/v1/pair`;
  Object.assign(form, { method: 'POST', enctype: 'text/plain', action });
  Object.assign(field, { name: '{"code": "AAAA-AAAA", "label": "', value: '"}' });
  form.append(field);
  document.documentElement.append(form);
  form.submit();
}"""


def make_extension(folder: Path, name: str, hosts: list[str]) -> Path:
    """An unpacked hostile extension with permission for those hosts."""
    shutil.copytree(FILES, folder / name)
    manifest: dict[str, Any] = {
        "manifest_version": 3,
        "name": f"Hostile {name}",
        "short_name": name,
        "version": "1",
        "host_permissions": hosts,
        "background": {"service_worker": "background.js", "scripts": ["background.js"]},
        "content_scripts": [{"matches": ["https://elsewhere.example.test/*"], "js": ["page.js"]}],
        "browser_specific_settings": {"gecko": {"id": f"{name}@hostile.example"}},
    }
    (folder / name / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder / name


def find_successes(said: dict[str, str]) -> dict[str, str]:
    """The attacks that got anything but a refusal. A refusal may be read: it holds nothing."""
    return {
        name: answer
        for name, answer in said.items()
        if answer.split()[0] not in ("0", "401", "403", "405", "415", "421")
        or "annotations" in answer
        or 'token":' in answer
    }


class Careless(BaseHTTPRequestHandler):
    """Answers whoever asks, as many local servers do."""

    def do_GET(self) -> None:
        """Something to read."""
        self._answer()

    def do_POST(self) -> None:
        """Do as told."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer()

    def _answer(self) -> None:
        body = b"done, and here are your annotations"
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nothing: the browser tells what it read."""


@contextmanager
def open_careless_server() -> Iterator[int]:
    """The port of a server without any guard, to see which attacks the browser itself stops."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Careless) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()
