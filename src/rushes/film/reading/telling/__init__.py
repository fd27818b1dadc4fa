"""What the words of a take tell: who, what, where, how it is seen and heard."""
