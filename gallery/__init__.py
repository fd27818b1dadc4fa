"""Forty prompts of every kind, drawn into one page: the look of the animatic, for all to judge."""
