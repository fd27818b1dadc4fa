"""The head from the front, turned a little, and from behind."""
