"""The one way out: HTTP to others, with every address checked and every answer bounded."""
