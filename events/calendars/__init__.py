"""iCalendar feeds of what is published, for a calendar to subscribe to (RFC 5545, RFC 7986).

- `uid.uid(Family.SESSION, session.public_id)`: the one function that names a calendar entry, here and on every floor.
- `queries.tour_feed(tour)` and `queries.stop_feed(stop)`: plain data (`feed.Feed`), in the active language.
- `ics.render(feed)`: the bytes; the same data gives the same bytes, since DTSTAMP is when the data changed.
- `views`: the addresses, kept bytes, ETag. A reader whose copy is right gets a 304 after one query.

SEQUENCE is `Session.sequence` or `Stop.sequence` as stored: the planning operations raise it when a published time,
place or state changes, for every session of a stop whose place changes too.
A cancelled session or stop stays in the feed, as cancelled: an entry that disappears may stay in the reader's calendar.
"""
