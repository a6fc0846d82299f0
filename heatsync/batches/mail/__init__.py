"""The one mail that a parent may ask for: it says that the sheets are read, and where. It names nobody."""
