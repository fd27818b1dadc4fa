"""What the engine makes beside a film for people to take away: the sheets that need its frames."""
