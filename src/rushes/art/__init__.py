"""What films are drawn from, kept as data: sets, things, poses, light. No code lives here.

It lies beside the packages that read it: `film` looks up which words mean a drawing, the animatic
engine draws it.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

ART_FOLDER = Path(str(resources.files("rushes.art")))
