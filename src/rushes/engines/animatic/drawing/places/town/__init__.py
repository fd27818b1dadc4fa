"""What is built out of doors: terraces, streets, skylines."""
