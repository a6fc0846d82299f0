"""The pages: one file per page family, and the live stream."""
