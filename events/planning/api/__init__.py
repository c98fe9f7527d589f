"""Planning over the API: the catalogue's tours and stops, written by their teams; and sessions.

Writing calls the same operations as the pages. Every change wants `If-Match`; a step is a POST to its name
(`/api/v1/stops/<id>/publish/`).
"""
