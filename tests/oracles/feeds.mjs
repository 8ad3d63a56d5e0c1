// Reads calendars with ical.js and tells, as JSON, what each event is. Usage: node feeds.mjs FILE.ics...
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const loaded = require("ical.js");
const ICAL = loaded.default ?? loaded;

const answers = {};
for (const file of process.argv.slice(2)) {
  const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(file, "utf8")));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  answers[path.basename(file)] = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      seconds: event.endDate.subtractDateTz(event.startDate).toSeconds(),
      description: event.description,
      transparent: component.getFirstPropertyValue("transp"),
      refresh: calendar.getFirstProperty("refresh-interval").type,
    };
  });
}
console.log(JSON.stringify(answers));
