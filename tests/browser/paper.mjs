// On paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { people } from "./visitors.mjs";

async function pages_of(here, page, name) {
    const path = join(here.out, `${name}.pdf`);
    await page.pdf({ path, preferCSSPageSize: true });
    return Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", [path], { encoding: "utf8" }))[1]);
}

// The indicator with most findings on two themes, and the one with four themes and their illustrations.
async function prints_short(here) {
    const { page } = await here.visitor(people.reader);
    await page.goto("/evaluations");
    await page.locator("tr", { hasText: "Finished" }).locator("a").first().click();
    await page.waitForURL(/\/evaluations\/[0-9a-z]{26}$/);
    const evaluation = page.url();
    assert.equal(await pages_of(here, page, "workspace"), 2, "the evaluation at a glance");
    for (const [indicator, pages_max] of [["2.1", 2], ["5.2", 3]]) {
        await page.goto(`${evaluation}/indicators/${indicator}`);
        const pages = await pages_of(here, page, `indicator-${indicator}`);
        assert.ok(pages <= pages_max, `${indicator} takes ${pages} pages`);
    }
}

export const tests = [{ name: "an evaluation prints on two pages, an indicator on two, or three when it has four themes", run: prints_short }];
