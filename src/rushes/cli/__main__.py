"""`python -m rushes.cli` is `rushes`."""

from rushes.cli.main import main

main()
