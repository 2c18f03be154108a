"""The embedded engine: an inverted index in memory-mapped numpy columns, without a server.

A segment (`segment`) is one immutable file made by `builder`: postings of terms and tags, rows of
activities, sites and recognitions. An index is a base segment, at most one small delta segment and the
base's deleted documents, named by a pointer file that is replaced in one rename (`folder`). `snapshot`
gives the figures over both; `searching` answers a question from them.
"""
