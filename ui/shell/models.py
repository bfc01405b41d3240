"""The shipped models, each read from its file once for all sessions."""

from functools import lru_cache

import models
from models import Model


@lru_cache(maxsize=32)
def shipped(name: str) -> Model:
    """A shipped model in float64, as its numbers are shown."""
    return models.load(name)
