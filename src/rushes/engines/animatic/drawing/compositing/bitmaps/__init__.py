"""Baked pixels: painting them, cutting them into tiles, drawing them."""
