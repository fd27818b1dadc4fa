"""A shot to a scene: set, cast, things, light and camera."""
