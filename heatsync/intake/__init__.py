"""How a sheet comes in: uploads, storage, and the locked process that reads it."""
