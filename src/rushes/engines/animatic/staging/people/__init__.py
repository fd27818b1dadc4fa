"""People in a shot: where each stands, which way they look, what they do in turn."""
