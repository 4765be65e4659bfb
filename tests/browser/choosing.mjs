// A long choice is searched in the middle of a form, with scripts and without: nothing typed is lost, and nothing is saved.
import assert from "node:assert/strict";

import { people } from "./visitors.mjs";

const open_all = async (page) => {
    for (const folded of await page.locator("summary", { hasText: /^Show (all )?\d+/ }).all()) await folded.click();
};
const search = async (page, list, words) => {
    await page.fill(`#find_${list}`, words);
    await page.locator(`button[name=find][value=${list}]`).click();
    await page.waitForLoadState();
    assert.match(await page.locator(`#${list} [role=status]`).innerText(), /^\d+ found$/, `${list} is searched`);
    assert.equal(await page.evaluate(() => document.activeElement.id), `find_${list}`, "the search stays in hand");
};

async function searches(here, page, address, list, words, field) {
    await page.goto(address);
    await page.fill(field, "Zqxkept");
    await open_all(page);
    await page.locator(`input[name=${list}] + label`).first().click();
    const chosen = await page.locator(`input[name=${list}]:checked`).getAttribute("value");
    await search(page, list, words);
    assert.equal(await page.inputValue(field), "Zqxkept");
    assert.deepEqual(await page.locator(`input[name=${list}]:checked`).evaluateAll((boxes) => boxes.map((box) => box.value)), [chosen]);
    await search(page, list, "zqxnothing");
    assert.equal(await page.inputValue(field), "Zqxkept", "and after a second search");
    assert.equal(await page.locator(`input[name=${list}]:checked`).count(), 1);
    assert.equal(await page.locator(".ts-restored").count(), 0, "a search is no lost draft");
    await here.picture(page, `70-choosing-${list}`);
}

async function searches_everywhere(here, options) {
    const visitor = await here.visitor(people.lead, options);
    const { page } = visitor;
    visitor.expected.add(422);
    const first = async (place, words) => {
        await page.goto(place);
        return new URL(await page.locator("main a", { hasText: words }).first().evaluate((link) => link.href)).pathname;
    };
    const plan = await first("/plans", "Children's services plan"), evaluation = await first("/evaluations", "Nurture and inclusion");
    await searches(here, page, `${plan}/objectives/new`, "areas", "children", "#title");
    await searches(here, page, `${evaluation}/evidence-plan`, "themes", "children", "#name");
    await searches(here, page, "/good-practice/new", "evidence", "survey", "#title");
    await page.goto("/duties");
    const duty = new URL(await page.locator("main a[href^='/duties/0']").first().evaluate((link) => link.href)).pathname;
    await searches(here, page, `${duty}/aspects/awareness`, "evidence", "survey", "#words");
    await page.goto(`${plan}/objectives/new`);
    await page.fill("#title", "Zqxenter");
    await page.press("#title", "Enter");
    await page.waitForLoadState();
    assert.match(await page.title(), /^Error: /, "Enter saves, and does not search");
}

export const tests = [
    { name: "a long choice is searched and nothing typed is lost", run: (here) => searches_everywhere(here, {}) },
    { name: "a long choice is searched without scripts", run: (here) => searches_everywhere(here, { javaScriptEnabled: false }) },
];
