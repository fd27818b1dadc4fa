"""Things drawn from files: an SVG drawing and the record beside it."""
