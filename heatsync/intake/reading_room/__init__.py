"""The process in which a hostile PDF is opened, and the locks of the child that opens it.

``warm`` imports the reader once and forks; ``child`` reads one PDF behind ``locks`` (``landlock``, ``seccomp``).
``heatsync.intake.reading`` is the worker's side.
"""
