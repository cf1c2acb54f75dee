"""Install what the tests need beside Python: python -m tools.programs chromium bubblewrap"""

import os
import platform
import shutil
import subprocess
import sys

CHROMIUMS = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT = [sys.executable, "-m", "playwright", "install", "chromium"]
ABSENT = {
    "chromium": "no Chromium was found for the browser tests; install Chromium or Chrome so that it is "
    "on PATH (Debian: `sudo apt install chromium`), or run `.venv/bin/playwright install chromium`",
    "bubblewrap": "bubblewrap was not found, without which nothing is graded; install it "
    "(Debian, Ubuntu: `sudo apt install bubblewrap`; Fedora: `sudo dnf install bubblewrap`)",
}


def find(package: str) -> str | None:
    """Return the path of the program in a package, or None."""
    names = (os.environ.get("CHROMIUM", ""), *CHROMIUMS) if package == "chromium" else ("bwrap",)
    return next(filter(None, map(shutil.which, names)), None)


def is_root_on_debian() -> bool:
    """Tell whether apt installs without a question (Ubuntu's Chromium is a snap, not a package)."""
    try:
        return os.geteuid() == 0 and platform.freedesktop_os_release()["ID"] == "debian"
    except (AttributeError, OSError):
        return False


def main(*packages: str) -> None:
    """Install what is missing: on Debian by apt, elsewhere Playwright's Chromium."""
    missing = [package for package in packages if not find(package)]
    if missing and is_root_on_debian():
        apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], env=apt)
        subprocess.run(["apt-get", "install", "-qy", *missing], env=apt)
    for package in missing:
        if not find(package) and (package != "chromium" or subprocess.run(PLAYWRIGHT).returncode):
            print(f"\nWARNING: {ABSENT[package]}\nThe tests that need it will fail.\n", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
