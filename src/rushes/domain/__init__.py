"""What a request and a model are, and the rules they follow, with no I/O."""
