"""Which stop of the made-up edition shows what, by its place in `TOWNS`; all the others are in good order."""

# Held before the day of loading; then those to come within two months. The rest is still being prepared.
HELD, TO_COME = 22, 10

FULL = 22  # the nearest to come: people wait for a seat
STEPS_UNKNOWN = 23
INVITATION_LATE = 24
WITHOUT_LEAD = (25, 28, 37, 39)
UNLED_WORKSHOP = 26  # with nobody to facilitate it, and speakers who have not agreed
WITHOUT_ROOM = 27  # confirmed, its co-host late
POSTPONED, CANCELLED = 32, 33  # of the first, people are told by telephone
EVENING = 34  # a session late in the evening…
MORNING_AFTER = 35  # …and a stop at nine the next day, of the same team
OPTIONS = 36
MONTH = 37  # its co-host was asked and has not replied
SPEAKER_TWICE = 38
IDEA = 39  # three possible dates
PROPOSALS = 40
NOT_PUBLIC = (WITHOUT_ROOM, EVENING, MORNING_AFTER, OPTIONS, MONTH, SPEAKER_TWICE, IDEA)

# How registration goes at the stops to come; people of every kind are registered at one of them.
INVITED = 23  # an invitation was sent, and some came through it
APPROVED = 24  # by the team, one by one
WITH_CODE = 25  # seats are set aside for a partner's own
CLOSED_LIST = 26  # nobody registers without a code
EVERY_KIND = 28
OFFERED = 29  # a place that came free is offered until a deadline
PER_FIRM = 30  # two people at most; smaller parties pass
OPENS_LATER = 31

# How people came to the stops held, and how one signs in at one to come.
OVER_LIMIT = 13  # more came than its room may hold
CO_FUNDED = 16  # its signed sheets came back
TRAINING = 19  # its technical day follows a rule of its own
SELF_SIGN_IN = 23

# What the demonstration's representative looks after: held, confirmed, to be dated, and public with proposals.
REPRESENTED = (20, WITHOUT_ROOM, OPTIONS, PROPOSALS)
