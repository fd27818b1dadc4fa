"""One HTTP exchange: what comes in, where it comes from, what goes out."""
