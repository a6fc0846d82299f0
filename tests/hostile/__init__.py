"""Hostile input, for whatever takes input.

``pdfs`` draws 71 PDFs, ``hostile_text.jsonl`` holds names and texts for every place that shows one, ``ssrf_cases.tsv``
addresses for whatever fetches one.
"""
