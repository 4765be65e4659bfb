// On paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { people } from "./visitors.mjs";

const pages_max = 4;

async function workspace_prints_short(here) {
    const { page } = await here.visitor(people.reader);
    await page.goto("/evaluations");
    await page.locator("tr", { hasText: "Finished" }).locator("a").first().click();
    await page.waitForURL(/\/evaluations\/[0-9a-z]{26}$/);
    const path = join(here.out, "workspace.pdf");
    await page.pdf({ path, format: "A4" });
    const pages = Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", [path], { encoding: "utf8" }))[1]);
    console.log(`       the finished evaluation prints on ${pages} pages`);
    assert.ok(pages <= pages_max, `${pages} pages`);
}

export const tests = [{ name: `a finished evaluation prints on at most ${pages_max} pages`, run: workspace_prints_short }];
