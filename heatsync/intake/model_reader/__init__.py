"""The optional second reader: a language model, behind an OpenAI-compatible endpoint, for sheets that no dialect knows.

endpoint → question → answer → checking → filling: its answer is only a list of claims. What is not printed on the
page, under that event and heat and in that lane, is thrown away; what our own reader read is kept as it is.
"""
