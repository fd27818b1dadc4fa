"""Bodies: proportions, a skeleton moved by pose clips, and the clothed shapes around it."""
