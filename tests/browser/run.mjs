// Every browser test: run.mjs BINARY [--out FOLDER] [--only WORDS]. The last line is "N passed, N failed"; exit status 1 when not all is well.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import * as choosing from "./choosing.mjs";
import * as crawl from "./crawl.mjs";
import * as cycle from "./cycle.mjs";
import * as invitation from "./invitation.mjs";
import * as keyboard from "./keyboard.mjs";
import * as kept from "./kept.mjs";
import * as language from "./language.mjs";
import * as measures from "./measures.mjs";
import * as paper from "./paper.mjs";
import * as pictures from "./pictures.mjs";
import * as planted from "./planted.mjs";
import * as set_up from "./set_up.mjs";
import * as records from "./records.mjs";
import { start_site } from "./site.mjs";
import * as start from "./start.mjs";
import * as story from "./story.mjs";
import { new_visitor, open_browser } from "./visitors.mjs";
import * as voice from "./voice.mjs";
import * as walks from "./walks.mjs";
import * as without_scripts from "./without_scripts.mjs";

const silent_ms = 300000;  // without a request or an answer: no step takes this long on a busy machine
const suites = [planted, story, set_up, start, walks, invitation, without_scripts, keyboard, kept, choosing, language, paper, pictures, records, cycle, voice, measures, crawl];

// What a test is given: visitors that are watched and sent home afterwards, and a place for pictures.
function stage(browser, site, out) {
    const visitors = [];
    return {
        browser, binary: resolve(binary), site, out, visitors,
        visitor: async (person, options) => {
            const visitor = await new_visitor(browser, site, person, options);
            visitors.push(visitor);
            return visitor;
        },
        picture: async (page, name) => {
            await page.evaluate(() => window.scrollTo(0, 0));  // what sticks to the top belongs there
            await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
        },
    };
}

// As long as something goes on behind the pages, a test has the time it needs.
async function while_it_goes_on(promise, visitors) {
    let timer, seen = -1, since = Date.now();
    const stuck = new Promise((_, failed) => {
        timer = setInterval(() => {
            const now = visitors.reduce((sum, visitor) => sum + visitor.moves, 0);
            if (now !== seen) [seen, since] = [now, Date.now()];
            if (Date.now() > since + silent_ms) failed(new Error(`nothing happened for ${silent_ms / 1000} seconds`));
        }, 1000);
    });
    try {
        return await Promise.race([promise, stuck]);
    } finally {
        clearInterval(timer);
    }
}

async function run_test(test, here) {
    try {
        await while_it_goes_on(test.run(here), here.visitors);
        const faults = here.visitors.flatMap((visitor) => visitor.faults);
        if (faults.length) throw new Error(`behind the pages:\n  ${[...new Set(faults)].join("\n  ")}`);
        return null;
    } catch (error) {
        const shown = here.visitors.at(-1)?.page;
        await shown?.screenshot({ path: join(here.out, `failed-${test.name.replace(/\W+/g, "-")}.png`) }).catch(() => {});
        return error;
    } finally {
        await Promise.all(here.visitors.map((visitor) => visitor.context.close().catch(() => {})));
    }
}

async function run_all(tests, browser, site, out) {
    let passed = 0;
    for (const test of tests) {
        const began = Date.now();
        const problem = await run_test(test, stage(browser, site, out));
        passed += problem ? 0 : 1;
        console.log(`${problem ? "FAILED" : "ok    "} ${test.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
        if (problem) console.log(`  ${String(problem.stack ?? problem).split("\n").slice(0, 40).join("\n  ")}`);
    }
    return passed;
}

const { values: options, positionals: [binary] } = parseArgs({ allowPositionals: true, options: { out: { type: "string" }, only: { type: "string" } } });
if (!binary) {
    console.error("usage: run.mjs BINARY [--out FOLDER] [--only WORDS]");
    process.exit(2);
}
const root = resolve(fileURLToPath(import.meta.url), "../../..");
const out = resolve(options.out ?? join(root, "build/screenshots"));
await mkdir(out, { recursive: true });
const tests = suites.flatMap((suite) => suite.tests).filter((test) => !options.only || test.name.includes(options.only));
const site = await start_site(resolve(binary));
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => site.stop().finally(() => process.exit(130)));
let passed = 0;
let browser = null;
try {
    browser = await open_browser();
    passed = await run_all(tests, browser, site, out);
} finally {
    await browser?.close().catch(() => {});
    await site.stop();
}
const failed = tests.length - passed;
if (failed) console.log(`--- what the server said\n${site.said()}---`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
