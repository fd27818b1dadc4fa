"""Words that name: people and what belongs to them, places, things known and unknown."""
