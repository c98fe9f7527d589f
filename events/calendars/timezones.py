"""VTIMEZONE texts for the zones a tour may run in (`events.models.timezones`), written by hand.

A library's generated ones list dates up to 2038 and were read one hour wrong by two readers out of five
(docs/decisions/0005-time-zones-in-calendars.md). Rules: Directive 2000/84/EC for Paris, the Summer Time Order 2002 for
London, the US Energy Policy Act of 2005, which Saint-Pierre-et-Miquelon follows; elsewhere clocks never change. They
hold from 2007 on. A test compares each with the tz database.
"""

_CHANGING = """\
BEGIN:VTIMEZONE
TZID:{tzid}
BEGIN:DAYLIGHT
DTSTART:{summer_from}
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY={summer_day}
TZOFFSETFROM:{winter}
TZOFFSETTO:{summer}
TZNAME:{summer_name}
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:{winter_from}
RRULE:FREQ=YEARLY;BYMONTH={winter_month};BYDAY={winter_day}
TZOFFSETFROM:{summer}
TZOFFSETTO:{winter}
TZNAME:{winter_name}
END:STANDARD
END:VTIMEZONE
"""

_FIXED = """\
BEGIN:VTIMEZONE
TZID:{tzid}
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
TZNAME:{name}
END:STANDARD
END:VTIMEZONE
"""


def _fixed(tzid: str, offset: str, name: str) -> str:
    return _FIXED.format(tzid=tzid, offset=offset, name=name)


VTIMEZONES = {
    "Europe/Paris": _CHANGING.format(
        tzid="Europe/Paris",
        summer_from="19810329T020000", summer_day="-1SU", summer="+0200", summer_name="CEST",
        winter_from="19961027T030000", winter_month=10, winter_day="-1SU", winter="+0100", winter_name="CET",
    ),
    "Europe/London": _CHANGING.format(
        tzid="Europe/London",
        summer_from="19810329T010000", summer_day="-1SU", summer="+0100", summer_name="BST",
        winter_from="19961027T020000", winter_month=10, winter_day="-1SU", winter="+0000", winter_name="GMT",
    ),
    "America/Miquelon": _CHANGING.format(
        tzid="America/Miquelon",
        summer_from="20070311T020000", summer_day="2SU", summer="-0200", summer_name="-02",
        winter_from="20071104T020000", winter_month=11, winter_day="1SU", winter="-0300", winter_name="-03",
    ),
    "America/Guadeloupe": _fixed("America/Guadeloupe", "-0400", "AST"),
    "America/Martinique": _fixed("America/Martinique", "-0400", "AST"),
    "America/Cayenne": _fixed("America/Cayenne", "-0300", "-03"),
    "Indian/Reunion": _fixed("Indian/Reunion", "+0400", "+04"),
    "Indian/Mayotte": _fixed("Indian/Mayotte", "+0300", "EAT"),
    "Pacific/Noumea": _fixed("Pacific/Noumea", "+1100", "+11"),
    "Pacific/Tahiti": _fixed("Pacific/Tahiti", "-1000", "-10"),
}  # fmt: skip
