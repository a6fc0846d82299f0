"""Sheets that are pictures: scanned pages of a PDF, and photos. Letters are found, read, and become words with places.

Needs the extra ``heatsync[scans]``; ``heatsync.heatsheet`` imports it only when it is asked to read pictures.
"""
