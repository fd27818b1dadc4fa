"""Rushes: a self-hosted Model API for generative video that sketches the film before you pay."""

from __future__ import annotations

__version__ = "0.1.0"
