"""Who acts without an account, as history keeps it (`tournee.history.acting`)."""

# Of the people of a party, with the attendee's id behind it.
PARTY, ATTENDEE, DOOR = "party", "attendee:", "door"
