"""For all tests: an example may take its time, for a machine may be slow or busy; what always takes long is left to the night."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.e2e.server import serving

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked nightly, with its reason, unless `-m nightly` asks for it."""
    if "nightly" in config.option.markexpr:
        return
    for item in items:
        if mark := item.get_closest_marker("nightly"):
            item.add_marker(pytest.mark.skip(reason=f"{mark.args[0]} (make nightly)"))


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """A server that the tests of a process share: they ask it without a browser."""
    with serving() as url:
        yield url
