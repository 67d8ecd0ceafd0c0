"""The worth room: credit, cause and what cannot be told yet, in qualified leads and deals.

Other rooms import from here only.
"""
