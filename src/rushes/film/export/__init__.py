"""What editing programs and players take of a film that needs no drawing."""
