"""The clothed shapes around a skeleton."""
