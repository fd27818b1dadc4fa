"""Where the film is cut, and how long each shot is."""
