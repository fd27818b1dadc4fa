"""Where requests, keys and outputs are kept, and the queue that the database is."""
