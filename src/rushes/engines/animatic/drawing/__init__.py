"""Scenes to pictures."""
