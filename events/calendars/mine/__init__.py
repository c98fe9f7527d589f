"""Somebody's planning as a private calendar: their tours' stops in every state, possible dates, what is theirs to do.

`operations.make_link`, `operations.revoke_link` open and close it; `feed.feed_of(user)` is what it says.
"""
