"""How much work the stages of a film were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


class StageSeconds(defaultdict[str, float]):
    """CPU seconds by stage (`draw`, `encode`, …); a stage that never ran has 0."""

    def __init__(self) -> None:
        super().__init__(float)

    def add(self, more: Mapping[str, float]) -> None:
        """Add what others took."""
        for stage, seconds in more.items():
            self[stage] += seconds
