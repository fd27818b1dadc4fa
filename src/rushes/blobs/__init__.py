"""Where the bytes of inputs and outputs are kept."""
