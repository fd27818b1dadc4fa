"""What every manner is made of: noise that repeats without a seam, tones, masks and mixing."""
