// Calendars by name, as JSON on standard input → what ical.js reads in each of them, as JSON.
import ICAL from "ical.js";

let text = "";
for await (const part of process.stdin) text += part;

const properties = ["uid", "sequence", "status", "summary", "description", "url", "location", "transp"];
const moments = ["dtstamp", "last-modified", "dtstart", "dtend"];

function told(event) {
  const found = {};
  for (const name of properties) found[name] = event.getFirstPropertyValue(name);
  for (const name of moments) {
    const time = event.getFirstPropertyValue(name);
    found[name] = time && time.zone === ICAL.Timezone.utcTimezone ? time.toJSDate().toISOString() : time;
  }
  found.categories = event.getAllProperties("categories").flatMap((one) => one.getValues());
  return found;
}

const read = {};
for (const [name, calendar] of Object.entries(JSON.parse(text))) {
  const whole = new ICAL.Component(ICAL.parse(calendar));
  read[name] = {
    name: whole.getFirstPropertyValue("x-wr-calname"),
    method: whole.getFirstPropertyValue("method"),
    events: whole.getAllSubcomponents("vevent").map(told),
  };
}
process.stdout.write(JSON.stringify(read));
