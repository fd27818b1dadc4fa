"""What a film is before it is drawn: the shot list, and how words become one."""
