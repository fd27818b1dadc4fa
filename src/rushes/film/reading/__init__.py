"""Words to a shot list."""
