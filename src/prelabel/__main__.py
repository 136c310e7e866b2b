"""`python -m prelabel` is `prelabel`."""

from prelabel.cli import main

main()
