"""Pictures and samples to an MP4."""
