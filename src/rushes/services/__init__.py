"""What the product does, for every edge alike."""
