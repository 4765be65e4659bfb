// Once round: the demonstration partnership concludes, publishes four reports, plans, works through a quarter, starts the next cycle and judges
// two indicators anew.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { choose, fill_date, fill_judgement, levels_chosen, path_of, save, save_judgement } from "./forms.mjs";
import { page_faults } from "./looks.mjs";
import { start_site } from "./site.mjs";
import { new_visitor } from "./visitors.mjs";

const files_ms = 900000;

// A page is in order once somebody has come to it.
async function arrive(page, what) {
    await page.waitForLoadState();
    assert.deepEqual(await page_faults(page), [], what);
}

async function go(page, address) {
    await page.goto(address);
    await arrive(page, address);
}

const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();
const says = async (page, words) => assert.match((await page.locator("main").innerText()).replace(/\s+/g, " "), words);

async function concludes(page) {
    await page.goto("/evaluations");
    await page.getByRole("link", { name: /Growing up in/ }).first().click();
    await page.waitForURL(/\/evaluations\/\w{26}$/);
    const evaluation = path_of(page);
    await press(page, "Reopen this evaluation");
    await go(page, `${evaluation}/key-areas/7`);
    await page.fill("#statement", "Posts are not yet where children are. The majority of teams are steady and well trained.");
    await page.locator("summary", { hasText: "areas for improvement" }).click();
    await page.locator("input[name=improvements] + label").first().click();
    await save(page);
    await arrive(page, "the conclusion on key area 7");
    await says(page, /Written by Mòrag/);
    await go(page, `${evaluation}/finishing`);
    await press(page, "Finish this evaluation");
    await page.waitForURL((url) => url.pathname === evaluation);
    return evaluation;
}

const pages_of = (pdf) => Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", ["-"], { input: pdf, encoding: "utf8" }))[1]);

// Answers the addresses of the two reports that everybody may read.
async function publishes(here, page, evaluation) {
    await go(page, `${evaluation}/publishing/plain-words`);
    for (const [number, words] of [[2, "Most of you are well and like where you play and learn."], [3, "Help comes late on the islands. That must change."]])
        await page.locator(`textarea[id^="young_people"]`).nth(number - 1).fill(words);
    await save(page);
    await page.waitForLoadState();
    await go(page, `${evaluation}/publishing`);
    for (const audience of ["partnership", "board", "public", "young_people"]) await choose(page, `audiences_${audience}`);
    await press(page, "Check and preview");
    await page.waitForURL(/\/publishing\/check/);
    for (const audience of ["partnership", "board", "public", "young_people"]) {
        await go(page, `${evaluation}/publishing/preview/${audience}`);
        await page.goBack();
    }
    if (await page.locator("#without_capacity").count()) await page.fill("#without_capacity", "We state it when posts are filled.");
    await page.getByRole("button", { name: /^Publish for the partnership/ }).click();
    const ends = Date.now() + files_ms;
    for (let ready = 0; ready < 4; ready = ((await page.locator("main").innerText()).match(/With files to download/g) ?? []).length) {
        assert.ok(Date.now() < ends, "the files of four reports were not made in time");
        await page.waitForTimeout(500);
        await page.goto(`${evaluation}/publishing`);
    }
    await arrive(page, "publishing");
    const reports = await page.locator("main li > a[href^='/reports/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    const of_the_board = await page.getByRole("link", { name: "Report to elected and board members" }).first().getAttribute("href");
    const open = [];
    let workbooks = 0;
    for (const report of reports) {
        await go(page, report);
        const has_workbook = (await page.locator(`main a[href='${report}/xlsx']`).count()) > 0;
        workbooks += has_workbook ? 1 : 0;
        for (const format of ["pdf", "docx", "json", ...(has_workbook ? ["xlsx"] : [])]) {
            const file = await page.request.get(`${report}/${format}`);
            assert.equal(file.status(), 200, `${report} as ${format}`);
            assert.ok((await file.body()).length > 500, `${report} as ${format}`);
            if (format === "pdf" && report === of_the_board) assert.equal(pages_of(await file.body()), 2, "the board's report has two pages");
        }
        const link = page.locator("main a[href^='/open/']").first();
        if (await link.count()) open.push(await link.getAttribute("href"));
    }
    assert.equal(reports.length, 4);
    assert.equal(workbooks, 3, "all but young people get a workbook");
    assert.equal(open.length, 2);
    const anybody = await here.visitor_of_site(null);
    for (const address of open) await go(anybody.page, address);
}

async function plans(page) {
    await page.goto("/plans");
    await page.locator("main a[href^='/plans/0']").first().click();
    await page.waitForURL(/\/plans\/\w{26}$/);
    const plan = path_of(page);
    await go(page, `${plan}/objectives/new`);
    await page.fill("#title", "Nursery staff know early what a child brings with it");
    await page.fill("#difference", "A child who starts nursery is met by somebody who knows what helps.");
    await choose(page, "priority_medium");
    for (const rest of await page.locator("summary", { hasText: /^Show (all )?\d+/ }).all()) await rest.click();
    await page.locator("input[name=areas] + label").first().click();
    await page.locator("input[name=indicators][value$='/5.1'] + label").click();
    await press(page, "Save the objective");
    await page.waitForURL(/\/objectives\/\w{26}$/);
    const objective = path_of(page);
    await arrive(page, "the objective");

    await go(page, `${objective}/targets/new`);
    await page.fill("#measure", "Children whose nursery had their story before the first day");
    await page.fill("#unit", "%");
    await choose(page, "direction_higher");
    await page.fill("#baseline", "43");
    await fill_date(page, "baseline_on", ["30", "9", "2026"]);
    await page.fill("#aim", "80");
    await fill_date(page, "aim_on", ["30", "6", "2027"]);
    await press(page, "Save the target");
    await page.waitForLoadState();

    await go(page, `${objective}/action-points/new`);
    await page.fill("#title", "Hand over each child in a conversation before it starts");
    await page.selectOption("#lead", { index: 1 });
    await page.selectOption("#owner", { label: await page.locator("#owner option", { hasText: "Mòrag" }).first().innerText() });
    await fill_date(page, "starts", ["1", "12", "2026"]);
    await fill_date(page, "due", ["26", "2", "2027"]);
    await page.fill("#resources", "An hour for each child, from both teams.");
    await press(page, "Save the action point");
    await page.waitForURL(/\/(action-points|objectives)\/\w{26}/);
    await go(page, objective);
    await page.getByRole("link", { name: "Hand over each child in a conversation before it starts" }).first().click();
    await page.waitForURL(/\/action-points\//);
    return { plan, objective, action: path_of(page) };
}

async function works_a_quarter(page, { objective, action }) {
    await go(page, action);
    await press(page, "Start");
    await page.waitForLoadState();
    await go(page, objective);
    await page.getByRole("link", { name: /Children whose nursery had their story/ }).first().click();
    await page.waitForURL(/\/targets\//);
    const target = path_of(page);
    for (const [value, day] of [["46", ["31", "10", "2026"]], ["55", ["15", "11", "2026"]], ["63", ["22", "11", "2026"]]]) {
        await page.goto(target);
        await page.fill("#value", value);
        await fill_date(page, "on", day);
        await press(page, "Add a value");
        await page.waitForLoadState();
    }
    await go(page, target);
    await says(page, /63/);
    await go(page, action);
    await page.selectOption("#proof", { index: 1 });
    await press(page, "Mark as done");
    await page.waitForLoadState();
    await arrive(page, "the action point that is done");
    await says(page, /Done/);
    await go(page, `${objective}/line-of-sight`);
    await says(page, /Hand over each child in a conversation/);
}

async function starts_the_next_cycle(page, evaluation) {
    await go(page, `${evaluation}/next`);
    await page.fill("#title", "Growing up in Strathvarnoch: services for children under six, 2027");
    await press(page, "Start the next cycle");
    await page.waitForURL((url) => /\/evaluations\/\w{26}$/.test(url.pathname) && url.pathname !== evaluation);
    const next = path_of(page);
    await arrive(page, "the next evaluation");
    await page.goto(`${next}/set-up`);
    await choose(page, "judging_together");  // it was each alone last time
    await save(page);
    await page.waitForURL((url) => url.pathname === next);
    await page.goto(`${next}/indicators/5.1`);
    assert.equal(await levels_chosen(page), 0, "a level came along");
    for (const [indicator, level] of [["5.1", 4], ["7.2", 3]]) {
        await go(page, `${next}/indicators/${indicator}`);
        await fill_judgement(page, { level, rationale: "More children are known before they start, as the measure shows." });
        await save_judgement(page);
        await arrive(page, `the judgement on ${indicator}`);
    }
    await go(page, `${next}/since`);
    await says(page, /2 indicators are at a higher level/);
    await page.getByRole("link", { name: "Say whether it was borne out" }).first().click();
    await page.waitForLoadState();
    await choose(page, "worth_in_part");
    await page.fill("#words", "Two of the weak points were mended within the year; posts on the coast took longer.");
    await save(page);
    await arrive(page, "was last time’s confidence borne out");
    await says(page, /Two of the weak points were mended/);
    return next;
}

async function says_what_it_brought(page, { objective }, next) {
    await go(page, objective);
    await page.locator("summary", { hasText: "Say whether it made a difference" }).click();
    await choose(page, "verdict_shown");
    await page.fill("main form[action$='/effects'] textarea[name=words]", "The level has risen, and the measure with it.");
    await page.selectOption("#ground", `judgement/${next.split("/").pop()}/5.1`);
    await page.locator("main form[action$='/effects'] button[type=submit]").click();
    await page.waitForLoadState();
    await arrive(page, "the effect");
    await says(page, /The level has risen/);
    await go(page, `${next}/report`);
    await says(page, /What happens next|Level last time/);
}

async function once_round(here) {
    const site = await start_site(here.binary);
    try {
        here.visitor_of_site = async (person) => {
            const visitor = await new_visitor(here.browser, site, person);
            here.visitors.push(visitor);
            return visitor;
        };
        const { page } = await here.visitor_of_site({ words: "gives roles", number: 0 });
        const evaluation = await concludes(page);
        await publishes(here, page, evaluation);
        const made = await plans(page);
        await works_a_quarter(page, made);
        const next = await starts_the_next_cycle(page, evaluation);
        await here.picture(page, "30-since");
        await says_what_it_brought(page, made, next);
    } finally {
        await site.stop();
    }
}

export const tests = [{ name: "a partnership goes once round the cycle, from conclusions to the next evaluation", run: once_round }];
