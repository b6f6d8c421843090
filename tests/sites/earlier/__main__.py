"""Keeps the sites of this version."""

from __future__ import annotations

import sys

from tests.sites.earlier import keep

sys.stdout.write(f"{keep()}\n")
