"""How many examples property tests draw: few at each change, very many in `make soak`."""

from __future__ import annotations

import os
from typing import Any, Final

from hypothesis import HealthCheck, Phase, settings

#: So many times as many examples, which are then others each time.
SOAK: Final = int(os.environ.get("GROUPSITE_SOAK", "1"))


def drawn(examples: int = 100, **more: Any) -> settings:
    """Settings for a property test: *examples*, the same ones in each run of the tests."""
    return settings(
        derandomize=SOAK == 1, deadline=None, max_examples=examples * SOAK, **more
    )


def sites(examples: int, **more: Any) -> settings:
    """The same where each example is a site: a fault is made smaller in soak only."""
    phases = [Phase.generate] if SOAK == 1 else [Phase.generate, Phase.shrink]
    checks = list(HealthCheck)
    more = {"phases": phases, "database": None, "suppress_health_check": checks} | more
    return drawn(examples, **more)
