"""The head from the side."""
