"""Where people hardly are: among the stars, on other worlds, under water."""
