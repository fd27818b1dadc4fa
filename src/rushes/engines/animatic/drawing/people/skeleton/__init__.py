"""A jointed body: proportions, pose clips, and the joints they give."""
