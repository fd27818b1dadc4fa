"""Where the camera is, and how it moves."""
