"""Which engine makes a request: routes, what they charge, estimates, promotion, engine states."""
