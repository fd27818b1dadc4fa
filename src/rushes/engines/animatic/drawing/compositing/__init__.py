"""Parts to a picture: placed, baked, sorted by depth and drawn frame by frame."""
