"""What lies over the picture: sheets of grain and paper, a film's and a tape's faults, writing."""
