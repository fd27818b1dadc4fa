"""The process that claims requests and runs engines."""
