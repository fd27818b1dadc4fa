"""Commands for whoever runs the server: they work on the home itself."""
