"""HeatSync: from a meet's heat sheets to one swimmer's races.

The rooms of the house, in the order in which data walks through them:

    web ──► intake ──► batches ──► heatsheet ──► results ──► web
    form    a PDF       the work    paper →       what the     page, feed,
            arrives     is done     Program       parent gets  card

Imports go downwards only: web and cli → batches → intake and results → models → heatsheet, settings, problems.
``heatsheet`` is pure: it knows no Flask, database, Redis, network, settings or clock, and can be used alone.
This file imports nothing, so that it stays so.
"""
