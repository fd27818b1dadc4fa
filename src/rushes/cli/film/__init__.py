"""What a film person takes away, from the command line."""
