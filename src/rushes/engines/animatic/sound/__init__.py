"""A shot list to samples."""
