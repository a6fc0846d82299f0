"""What others are given to run HeatSync: the files in deploy/, and the packages that it needs."""
