"""Buildings, vehicles, things of the sky."""
