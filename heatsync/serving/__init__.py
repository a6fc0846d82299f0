"""How the house is kept open: processes that are started, watched, started again and stopped without an orphan."""
