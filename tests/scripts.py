"""Lint the players' scripts as the browser has them: each module whole, so that a name that no file declares is found.

python -m tests.scripts
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from ui.player.scripts import SCRIPTS

CONFIG = Path(__file__).parents[1] / "biome.json"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, CONFIG.name).write_text(CONFIG.read_text("utf-8"), "utf-8")
        for script in SCRIPTS:
            Path(folder, f"{script.name}.js").write_text(script.js, "utf-8")
        biome = str(Path(sys.executable).with_name("biome"))
        sys.exit(subprocess.run([biome, "lint", "--error-on-warnings", "."], cwd=folder, check=False).returncode)


if __name__ == "__main__":
    main()
