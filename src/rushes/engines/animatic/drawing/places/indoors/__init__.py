"""Rooms: walls, windows, ceilings, what is fitted to them."""
