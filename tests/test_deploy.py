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
TEXT = (ROOT / "deploy/kubernetes/unrolled.yaml").read_text("utf-8")
MANIFESTS: list[dict[str, Any]] = list(yaml.safe_load_all(TEXT))
(LEAST,) = re.findall(r"^# Needs Kubernetes (\d+\.\d+) or newer", TEXT, re.M)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda manifest: manifest["kind"])
@pytest.mark.parametrize("version", [LEAST, "1.37"])
def test_a_manifest_is_what_the_published_schema_allows(manifest: dict[str, Any], version: str) -> None:
    kubernetes_validate.validate(manifest, version, strict=True)


def test_the_schema_would_refuse_a_wrong_manifest() -> None:
    wrong = {**MANIFESTS[0], "spec": {**MANIFESTS[0]["spec"], "replica": 2}}
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(wrong, "1.37", strict=True)


def test_the_autoscaler_alone_says_how_many_there_are_and_machines_share_them() -> None:
    by_kind = {manifest["kind"]: manifest["spec"] for manifest in MANIFESTS}
    assert "replicas" not in by_kind["Deployment"]
    assert by_kind["HorizontalPodAutoscaler"]["minReplicas"] >= 2
    (spread,) = by_kind["Deployment"]["template"]["spec"]["topologySpreadConstraints"]
    assert spread["topologyKey"] == "kubernetes.io/hostname"
    assert spread["labelSelector"] == by_kind["Deployment"]["selector"]


def test_the_figures_can_be_asked_from_inside_only() -> None:
    by_kind = {manifest["kind"]: manifest["spec"] for manifest in MANIFESTS}
    (container,) = by_kind["Deployment"]["template"]["spec"]["containers"]
    told = {pair["name"]: pair["value"] for pair in container["env"]}
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert int(told["METRICS_PORT"]) == ports["metrics"] != ports["http"]
    assert [port["targetPort"] for port in by_kind["Service"]["ports"]] == ["http"]
    pages, figures = by_kind["NetworkPolicy"]["ingress"]
    assert ([port["port"] for port in pages["ports"]], [port["port"] for port in figures["ports"]]) == (
        ["http"],
        ["metrics"],
    )
    services = yaml.safe_load((ROOT / "deploy/classroom/compose.yaml").read_text("utf-8"))["services"]
    assert "ports" not in services["app"]
    assert services["proxy"]["ports"] == ["8080:8080"]
    assert services["app"]["environment"]["METRICS_PORT"] not in (ROOT / "deploy/classroom/haproxy.cfg").read_text()


def test_every_check_asks_at_the_root_where_no_path_has_to_be_known() -> None:
    by_kind = {manifest["kind"]: manifest for manifest in MANIFESTS}
    (container,) = by_kind["Deployment"]["spec"]["template"]["spec"]["containers"]
    probes = [container[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "readiness", "liveness")]
    assert [*probes, by_kind["Service"]["metadata"]["annotations"]["haproxy.org/check-http"]] == ["/healthz"] * 4
    assert "option httpchk GET /healthz " in (ROOT / "deploy/classroom/haproxy.cfg").read_text("utf-8")
    assert "/healthz'" in (ROOT / "Dockerfile").read_text("utf-8")


def test_the_names_that_readers_ask_for_are_those_that_are_allowed() -> None:
    by_kind = {manifest["kind"]: manifest["spec"] for manifest in MANIFESTS}
    (container,) = by_kind["Deployment"]["template"]["spec"]["containers"]
    told = {pair["name"]: pair["value"] for pair in container["env"]}
    hosts = [rule["host"] for rule in by_kind["Ingress"]["rules"]]
    assert told["HOSTS"].split(",") == hosts == by_kind["Ingress"]["tls"][0]["hosts"]
    app = yaml.safe_load((ROOT / "deploy/classroom/compose.yaml").read_text("utf-8"))["services"]["app"]
    assert app["environment"]["HOSTS"] == "${HOSTS:-localhost}"


def test_base_images_are_pinned_by_digest_and_both_stages_have_the_same() -> None:
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8"), re.M)
    assert len(set(bases)) == 1
    services = yaml.safe_load((ROOT / "deploy/classroom/compose.yaml").read_text("utf-8"))["services"]
    for image in (*bases, services["proxy"]["image"]):
        assert re.fullmatch(r"[a-z]+:[\w.-]+@sha256:[0-9a-f]{64}", image)


def test_all_that_a_class_needs_is_there() -> None:
    kinds = {manifest["kind"] for manifest in MANIFESTS}
    assert kinds == {
        *("Deployment", "Service", "Ingress", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy")
    }


def test_composed_containers_may_write_nothing_and_gain_nothing() -> None:
    app = yaml.safe_load((ROOT / "deploy/classroom/compose.yaml").read_text("utf-8"))["services"]["app"]
    assert app["read_only"] is True
    assert app["cap_drop"] == ["ALL"]
    assert app["deploy"]["resources"]["limits"]["memory"] == "1G"


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
