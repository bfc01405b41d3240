"""What an administrator applies is what the published schemas allow, and says the same as the app."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).parents[1]
MANIFESTS: list[dict[str, Any]] = list(
    yaml.safe_load_all((ROOT / "deploy/kubernetes/unrolled.yaml").read_text("utf-8"))
)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest["kind"])
@pytest.mark.parametrize("version", ["1.32", "1.37"])
def test_a_manifest_is_what_the_published_schema_allows(manifest: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


def test_the_schema_would_refuse_a_wrong_manifest() -> None:
    wrong = {**MANIFESTS[0], "spec": {**MANIFESTS[0]["spec"], "replica": 2}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.37", strict=True)


def test_all_that_a_class_needs_is_there() -> None:
    kinds = {manifest["kind"] for manifest in MANIFESTS}
    assert kinds == {
        *("Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy")
    }


def test_composed_containers_may_write_nothing_and_gain_nothing() -> None:
    app = yaml.safe_load((ROOT / "deploy/classroom/compose.yaml").read_text("utf-8"))["services"]["app"]
    assert app["read_only"] is True
    assert app["cap_drop"] == ["ALL"]


def test_the_image_installs_pinned_files_only_and_all_that_is_asked_for() -> None:
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    pins = dict(re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)", locked, re.M))
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines():
        if found := re.match(r"([a-z0-9_.-]+)==(\S+)", line):
            assert pins[found[1]] == found[2]
    assert locked.count("==") <= locked.count("--hash=sha256:")
    assert "--require-hashes -r requirements.lock" in (ROOT / "Dockerfile").read_text("utf-8")


@pytest.mark.parametrize("framed_by", ["'self' https://lms.example", "x; script-src *", "a\nb"])
def test_who_may_frame_a_page_is_a_setting_that_cannot_say_anything_else(framed_by: str) -> None:
    code = "from server.security import HEADERS; print(HEADERS['Content-Security-Policy'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"FRAMED_BY": framed_by}, capture_output=True, text=True
    )
    if "lms" in framed_by:
        assert done.stdout.strip().endswith("frame-ancestors 'self' https://lms.example")
    else:
        assert "FRAMED_BY holds addresses" in done.stderr
