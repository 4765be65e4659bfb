// The README's pictures, as a reader first meets each place: taken into OUT/readme/, from where docs/screenshots is refreshed.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { people } from "./visitors.mjs";

async function readme_pictures(here) {
    const { page } = await here.visitor(people.evaluator, { viewport: { width: 1200, height: 900 } });
    const folder = join(here.out, "readme");
    await mkdir(folder, { recursive: true });
    const take = (name) => page.screenshot({ path: join(folder, `${name}.png`) });
    await page.goto("/evaluations");
    await page.locator("tr", { hasText: "Finished" }).locator("a").first().click();
    await page.waitForURL(/\/evaluations\/[0-9a-z]{26}$/);
    const evaluation = new URL(page.url()).pathname;
    await page.evaluate(() => document.querySelector(".ts-question").scrollIntoView({ behavior: "instant" }));
    await take("workspace");
    await page.goto(`${evaluation}/indicators/5.1`);
    await page.evaluate(() => document.querySelector(".ts-theme").scrollIntoView({ behavior: "instant" }));
    await take("desk");
    await page.goto(`${evaluation}/report`);
    await page.evaluate(() => document.querySelector("#profile_head").scrollIntoView({ behavior: "instant" }));
    await take("report");
    await page.goto("/frameworks");
    await page.locator(".ts-cards a").first().click();
    await page.waitForURL(/\/frameworks\/[^/]+\/[^/]+$/);
    await take("framework");
}

export const tests = [{ name: "the README's pictures can be taken", run: readme_pictures }];
