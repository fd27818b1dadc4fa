"""People: figures in every view, posture and action, and close-ups of hands, eyes and feet."""

from rushes.engines.animatic.drawing.people.figure import figure_parts

__all__ = ["figure_parts"]
