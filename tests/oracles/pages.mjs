// Opens addresses at several widths and tells, as JSON, what reaches past the window, what was requested, and what axe finds.
// Usage: node pages.mjs OUT_FOLDER NAME=URL... -- WIDTH...
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [folder, ...words] = process.argv.slice(2);
const split = words.indexOf("--");
const pages = words.slice(0, split).map((w) => [w.slice(0, w.indexOf("=")), w.slice(w.indexOf("=") + 1)]);
const widths = words.slice(split + 1).map(Number);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run"],
});
const answers = [];
for (const [name, url] of pages) {
  for (const width of widths) {
    const context = await browser.newContext({ viewport: { width, height: 844 }, locale: "nb-NO", timezoneId: "Europe/Oslo" });
    const page = await context.newPage();
    const requests = [], errors = [];
    page.on("request", (r) => requests.push(r.url()));
    page.on("pageerror", (e) => errors.push(String(e)));
    page.on("console", (m) => { if (m.type() === "error") errors.push(m.text()); });
    await page.goto(url);
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
    const seen = await page.evaluate(() => ({
      scrolls: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
      text: document.body.innerText,
      styled: getComputedStyle(document.body).fontFamily,
    }));
    const asked = [...requests], said = [...errors];
    const found = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
    const violations = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`);
    answers.push({ name, width, ...seen, requests: asked, errors: said, violations, passes: found.passes.length });
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify(answers));
