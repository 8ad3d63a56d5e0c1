// Opens a page at several widths and tells, as JSON, what reaches past the window and what was requested.
// Usage: node browser.mjs PAGE.html OUT_FOLDER WIDTH...
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const { chromium } = require("playwright-core");
const [page_file, folder, ...widths] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run"],
});
// The picture is for people to look at; a busy machine sometimes cannot take a very tall one at the first try.
const picture = async (page, file) => {
  const take = () => page.screenshot({ path: file, fullPage: true });
  await take().catch(async () => { await page.waitForTimeout(1000); await take(); });
};
const answers = [];
for (const width of widths.map(Number)) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, locale: "nb-NO", timezoneId: "Europe/Oslo" });
  const requests = [], errors = [];
  page.on("request", (r) => requests.push(r.url()));
  page.on("pageerror", (e) => errors.push(String(e)));
  page.on("dialog", (d) => { errors.push(d.message()); d.dismiss(); });
  await page.goto(pathToFileURL(path.resolve(page_file)).href);
  await picture(page, path.join(folder, `${path.parse(page_file).name}-${width}.png`));
  const seen = await page.evaluate(() => ({
    scrolls: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
    grid: document.querySelector("#leger").offsetParent !== null,
    charts: document.querySelectorAll("svg[role=img]").length,
    texts: [...document.querySelectorAll("svg text")].map((t) => t.getBoundingClientRect()).map((r) => [r.left, r.right]),
    text: document.body.innerText,
  }));
  answers.push({ width, ...seen, requests, errors });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(answers));
