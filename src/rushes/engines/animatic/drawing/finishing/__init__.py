"""What lies over the drawn set: weather, glow, grade, grain, slate, and images brought in."""
