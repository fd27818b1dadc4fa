"""Furniture, tableware, lamps."""
