"""The campaigns room: campaigns, briefs, collaborations, links, codes, the collection of touchpoints, payouts.

Other rooms import from here only.
"""
