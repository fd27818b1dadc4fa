"""Things on the set: where each stands, on what, how many and what they do there."""
