"""The browser that tests drive: an installed one, else Debian's package, else Playwright's own.

``python -m tests.chromium`` makes sure that there is one.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

_WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell")
"""The same browser, in which a page opens in a third of the time."""
_NAMES = (*_WITHOUT_WINDOWS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    return next((path for path in _places() if path and _starts(path)), None)


def launch_arguments() -> list[str]:
    """What Chromium needs to be told here: as root it has no sandbox, and containers have little shared memory."""
    return ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []


def _places() -> list[str | None]:
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return [*map(shutil.which, _NAMES), *_ON_MACOS, own]


def _starts(path: str) -> bool:
    # Ubuntu's "chromium-browser" may be a note that there is none: only an answer counts.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


def _install() -> None:
    if os.geteuid() == 0 and "Debian" in _system():
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-qy", "--no-install-recommends", _WITHOUT_WINDOWS[0]], check=False)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def _system() -> str:
    release = Path("/etc/os-release")
    return release.read_text(encoding="utf-8").split("\n")[0] if release.exists() else platform.system()


if __name__ == "__main__":
    if find() is None:
        _install()
    if find() is None:
        sys.exit("The tests need Chromium or Chrome, and none could be installed here. Install one and try again.")
