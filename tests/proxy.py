"""HAProxy for the tests of a class: the machine's own, or Debian's (python -m tests.proxy)."""

import os
import shutil
import subprocess


def installed() -> str | None:
    """The path of HAProxy on this machine, or None."""
    return shutil.which("haproxy", path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/local/sbin")


def install() -> str | None:
    """Fetch Debian's, as root; the path, or None if it could not be had."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "haproxy"]):
            print("no HAProxy here; trying:", " ".join(command), flush=True)
            subprocess.run(command, check=False, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    return installed()


if __name__ == "__main__":
    path = installed() or install()
    print("the test of a class uses", path) if path else print(
        "No HAProxy here: the tests of deploy/classroom/haproxy.cfg are skipped. Debian: apt install haproxy"
    )
