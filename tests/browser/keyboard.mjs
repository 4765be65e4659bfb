// Everything by keyboard alone.
import assert from "node:assert/strict";

import { save_proposed_scope, set_up_evaluation } from "./forms.mjs";
import { people } from "./visitors.mjs";

const tabs_max = 120;
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");

// Presses Tab until the wanted element has the focus.
async function tab_to(page, is_wanted, what) {
    for (let tabs = 0; tabs < tabs_max; ++tabs) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(is_wanted)) return;
    }
    assert.fail(`${what} cannot be reached by Tab`);
}

async function skip_link_comes_first(here) {
    const { page } = await here.visitor(people.evaluator);
    await page.goto("/");
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => ({ href: document.activeElement.getAttribute("href"), top: document.activeElement.getBoundingClientRect().top }));
    assert.equal(first.href, "#main");
    assert.ok(first.top >= 0, "the skip link stays out of sight while it has the focus");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "main");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.getElementById("main").contains(document.activeElement)), "after the skip link, Tab goes on inside the main content");
}

async function signing_in(here) {
    const visitor = await here.visitor(null);
    const { page } = visitor;
    visitor.expected.add(422);
    await page.goto("/sign-in");
    await tab_to(page, () => document.activeElement.id === "email", "the email address");
    await page.keyboard.type("nobody@strathorran.example");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "password");
    await page.keyboard.type("not the right words");
    await page.keyboard.press("Enter");
    await page.locator("[data-error-summary]").waitFor();
    assert.equal(await focused(page), "error_summary");
    assert.equal(await page.inputValue("#email"), "nobody@strathorran.example");
    assert.equal(await page.inputValue("#password"), "");
}

async function themes(here, page) {
    for (const [key, theme] of [["Alt+Shift+KeyN", "theme_1"], ["Alt+Shift+KeyN", "theme_2"], ["Alt+Shift+KeyP", "theme_1"]]) {
        await page.keyboard.press(key);
        assert.equal(await focused(page), theme, `after ${key}`);
    }
    await page.focus("#rationale");
    await page.keyboard.type("np]k");
    assert.equal(await page.inputValue("#rationale"), "np]k", "without a modifier every key is a letter");
    await page.fill("#rationale", "");
}

async function desk(here) {
    const { page } = await here.visitor(people.evaluator);
    const evaluation = await set_up_evaluation(page, "By keyboard");
    await save_proposed_scope(page, evaluation);
    await page.goto(`${evaluation}/indicators/2.1`);
    await themes(here, page);
    await page.reload();
    await tab_to(page, () => document.activeElement.name === "placement_1", "the places of the first theme");
    await page.keyboard.press("Space");
    await tab_to(page, () => document.activeElement.matches("main button[type=submit]"), "the button for the places");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#placed$/);
    assert.match(await page.locator("#placed").innerText(), /1 theme better than level 5/);
    await page.reload();
    await tab_to(page, () => document.activeElement.name === "level", "the level");
    assert.equal(await page.locator("input[name=level]:checked").count(), 0, "the focus alone chooses no level");
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    const chosen = await page.locator("input[name=level]:checked").inputValue();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "rationale");
    await page.keyboard.type("Written without a mouse.");
    await tab_to(page, () => document.activeElement.name === "confidence", "the confidence");
    await page.keyboard.press("Space");
    await tab_to(page, () => document.activeElement.name === "caveat", "the caveat");
    await page.keyboard.type("Nothing was found yet.");
    await tab_to(page, () => document.activeElement.matches("main button[type=submit]"), "the button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#judgement$/);
    const said = await page.locator("#judgement").innerText();
    assert.ok(said.includes(`level ${chosen}.`) && said.includes("Written without a mouse."), said);
}

async function search_by_keyboard(here) {
    const { page } = await here.visitor(people.evaluator);
    await page.goto("/plans");
    await page.keyboard.press("Control+KeyK");
    assert.equal(await focused(page), "search_all");
    await page.keyboard.type("attendance");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=attendance$/);
    await page.goto("/account");
    await page.getByLabel("No, turn them off").check({ force: true });
    await page.locator("form[action='/account/shortcuts'] button").click();
    await page.waitForURL(/changed=shortcuts/);
    await page.goto("/plans");
    await page.keyboard.press("Control+KeyK");
    assert.notEqual(await focused(page), "search_all", "shortcuts are off for this person");
    await page.goto("/account");
    await page.getByLabel("Yes", { exact: true }).check({ force: true });
    await page.locator("form[action='/account/shortcuts'] button").click();
    await page.waitForURL(/changed=shortcuts/);
}

export const tests = [
    { name: "Ctrl+K goes to the search, unless a person has turned shortcuts off", run: search_by_keyboard },
    { name: "the skip link is first and works", run: skip_link_comes_first },
    { name: "the sign-in page works by keyboard", run: signing_in },
    { name: "the desk works by keyboard, a judgement included", run: desk },
];
