"""The way in without make: pip installs the app, and `unrolled` starts it wherever one is."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import urllib.request
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.server import ROOT, free_port, until_healthy
from ui.player.scripts import FOLDER, STAGE

PARTS = ("engine", "models", "pages", "server", "ui")
# Settings of the reader's own, in the directory where the command is given.
OTHERS = '[browser]\ngatherUsageStats = true\n[server]\nmaxUploadSize = 200\n[theme]\nbase = "dark"\n'


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`unrolled` in a fresh environment, which has the packages of this one and none of its sources."""
    folder = tmp_path_factory.mktemp("install")
    source, fresh = folder / "source", folder / "fresh"
    for part in PARTS:
        shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("app.py", "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / file, source)
    venv.create(fresh)
    packages = next((fresh / "lib").glob("python*/site-packages"))
    (packages / "those_of_the_tests.pth").write_text(sysconfig.get_path("purelib"))
    pip = [sys.executable, "-m", "pip", "--python", fresh / "bin" / "python", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-build-isolation", "--no-deps", "--no-compile", source], check=True)
    return fresh / "bin" / "unrolled"


@pytest.fixture(scope="module")
def started(command: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of the installed server, and what it said at the start."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / ".streamlit").mkdir()
    (elsewhere / ".streamlit/config.toml").write_text(OTHERS)
    port = free_port()
    told = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told |= {"HOST": "127.0.0.1", "PORT": str(port)}
    with subprocess.Popen([command], cwd=elsewhere, env=told, stdout=subprocess.PIPE, text=True) as server:
        try:
            url = f"http://127.0.0.1:{port}"
            until_healthy(url, server)  # type: ignore[arg-type]
            yield url, server.stdout.readline() if server.stdout else ""
        finally:
            server.terminate()


def test_the_command_says_where_it_is(started: tuple[str, str]) -> None:
    url, said = started
    assert f"is at {url}/" in said


def test_an_installed_server_has_its_pages_scripts_and_models(started: tuple[str, str]) -> None:
    url, _ = started

    def asked(path: str) -> bytes:
        with urllib.request.urlopen(f"{url}/{path}", timeout=30) as answer:
            return bytes(answer.read())

    page = asked("forward?word=hole").decode()
    assert "<title>Unrolled</title>" in page
    assert asked(f"{FOLDER}/{STAGE.file}").decode() == STAGE.content
    assert b'"grids"' in asked(re.findall(r'id="first-board" href="\./([^"]+)"', page)[0])


def test_every_file_that_is_no_python_is_installed_too(command: Path) -> None:
    packages = next((command.parents[1] / "lib").glob("python*/site-packages"))
    for part in PARTS:
        for file in (ROOT / part).rglob("*.*"):
            if file.is_file() and file.suffix != ".pyc":
                assert (packages / file.relative_to(ROOT)).read_bytes() == file.read_bytes()


def test_streamlit_itself_serves_the_app_with_the_same_settings() -> None:
    port = free_port()
    code = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with subprocess.Popen(code, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            until_healthy(f"http://127.0.0.1:{port}", server)  # type: ignore[arg-type]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/forward", timeout=30) as answer:
                assert "<title>Unrolled</title>" in answer.read().decode()
        finally:
            server.terminate()
    assert (ROOT / ".streamlit" / "config.toml").samefile(ROOT / "pages" / ".streamlit" / "config.toml")
