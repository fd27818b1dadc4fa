"""The processes that draw and encode a film's segments side by side."""
