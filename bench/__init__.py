"""How fast HeatSync is, measured on this machine: ``make bench``. Trust the ratios more than the milliseconds."""
