"""Animals, plants, flowers."""
