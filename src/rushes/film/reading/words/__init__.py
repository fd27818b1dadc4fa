"""Text to words with their meanings; all that depends on a language is in its lexicon."""
