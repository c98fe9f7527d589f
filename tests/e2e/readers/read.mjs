// A calendar from standard input, told by ical.js as plain JSON: {uid: {start, end, status, summary, …}}.
import { readFileSync } from 'node:fs'
import ICAL from 'ical.js'

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, 'utf8')))
for (const zone of calendar.getAllSubcomponents('vtimezone')) {
  ICAL.TimezoneService.register(new ICAL.Timezone({ component: zone, tzid: zone.getFirstPropertyValue('tzid') }))
}

const moment = (time) =>
  time.isDate ? time.toString() : `${time.convertToZone(ICAL.Timezone.utcTimezone).toString().replace(/Z$/, '')}Z`

const told = {}
for (const component of calendar.getAllSubcomponents('vevent')) {
  const event = new ICAL.Event(component)
  told[event.uid] = {
    start: moment(event.startDate),
    end: moment(event.endDate),
    status: component.getFirstPropertyValue('status'),
    summary: event.summary ?? '',
    description: event.description ?? '',
    location: event.location ?? '',
  }
}
process.stdout.write(JSON.stringify(told))
