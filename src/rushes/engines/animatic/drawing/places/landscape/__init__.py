"""Open country: ridges, slopes with rows on them, woods, water."""
