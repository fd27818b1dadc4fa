"""A model's input as options of the command line."""
