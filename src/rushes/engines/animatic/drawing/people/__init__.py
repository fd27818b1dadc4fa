"""People: figures in every view, posture and action, and close-ups of hands, eyes and feet."""

from rushes.engines.animatic.drawing.people.close_ups.subjects import close_up_parts
from rushes.engines.animatic.drawing.people.figure import figure_parts

__all__ = ["close_up_parts", "figure_parts"]
