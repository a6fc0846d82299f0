"""PDFs from the web: what a link may be, where it may lead, and the only code that fetches one."""
