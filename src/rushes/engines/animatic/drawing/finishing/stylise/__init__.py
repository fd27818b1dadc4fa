"""A look's manner: how each bitmap is redrawn, once, when it has been painted."""
