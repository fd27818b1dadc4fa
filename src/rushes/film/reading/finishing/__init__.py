"""From drafts to the published shot list."""
