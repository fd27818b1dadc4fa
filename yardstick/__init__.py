"""How much of what people ask of video models the animatic draws, and whether it is recognised."""
