"""Music as the words name it: instrument, mood, tempo; composed, not played back."""
