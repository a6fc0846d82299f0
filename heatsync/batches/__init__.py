"""How the work is done: batches and their jobs, claimed, read, finished and recovered. The database is the truth."""
