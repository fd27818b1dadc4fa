"""Walls and what covers them: bricks and boards, shelves of goods, windows, lockers, screens."""
