"""Lint the browser's modules, and check that they are formatted: the files as they are, with what they import.

python -m tests.scripts
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    biome = str(Path(sys.executable).with_name("biome"))
    sys.exit(subprocess.run([biome, "check", "--error-on-warnings", "ui"], cwd=ROOT, check=False).returncode)


if __name__ == "__main__":
    main()
