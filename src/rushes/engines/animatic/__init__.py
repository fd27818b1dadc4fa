"""The engine that draws a moving, sounding film sketch on any CPU."""
