"""A reader with a companion and every authored page turned on, as the browser tests have it."""

from pathlib import Path
from types import TracebackType

from companion_process import Companion
from playwright.sync_api import expect, sync_playwright
from reader import PATIENCE, Reader
from site_server import ADDRESSES, SiteServer, read_site
from tap import Tap


class Bench:
    """Everything that a measurement needs, started once.

    `tap` is the wire to the companion, `plain` a browser without the extension."""

    def __init__(self, folder: Path) -> None:
        self.companion = Companion(folder / "companion")
        self.folder = folder

    def __enter__(self) -> "Bench":
        expect.set_options(timeout=PATIENCE)
        self.companion.start()
        self.site = SiteServer()
        self.tap = Tap(self.companion.port)
        self.driver = sync_playwright().start()
        rules = self.site.resolver_rules()
        self.plain = Reader(self.driver, self.folder / "plain", rules, extension=False).context
        self.reader = Reader(self.driver, self.folder / "profile", rules)
        self.reader.pair(self.companion.make_code(), self.tap.port)
        hosts = {name: address.split("/")[2] for name, address in ADDRESSES.items()}
        self.reader.turn_on_all(
            [f"https://{host}/*" for host in hosts.values()],
            {host: read_site(name)["id"] for name, host in hosts.items()},
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.reader.context.close()
        self.plain.close()
        self.driver.stop()
        self.tap.shutdown()
        self.tap.server_close()
        self.site.shutdown()
        self.site.server_close()
        self.companion.kill()
