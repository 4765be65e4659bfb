// People are asked, answer without an account, and are heard: with scripts and without, on a phone, by keyboard, each page looked at.
import assert from "node:assert/strict";

import { shown_faults } from "./looks.mjs";
import { people, phone } from "./visitors.mjs";

// A page without scripts cannot be asked for its faults: the same pages are looked at with them.
const without_scripts = new WeakSet();
const looks = async (page) => without_scripts.has(page) || assert.deepEqual(await shown_faults(page), [], page.url());
const press = async (page, words) => {
    await page.locator("main").getByRole("button", { name: words, exact: true }).first().click();
    await page.waitForLoadState();
    await looks(page);
};
const tick = (page, words) => page.locator("main label", { hasText: words }).first().click();

async function adds(page, label, kind, choices, more = async () => {}) {
    await page.getByRole("link", { name: "Add a question", exact: true }).first().click();
    await page.fill("#label", label);
    await page.selectOption("#kind", kind);
    await page.fill("#choices", choices);
    await more();
    await press(page, "Save the question");
}

async function publishes(page, { codes, one_by_one }) {
    await page.getByRole("link", { name: "Publish it", exact: true }).click();
    await looks(page);
    await page.selectOption("#whose_view", "children_and_young_people");
    await page.locator(`#access_${codes ? "codes" : "open_link"} + label`).click();
    await page.locator(`#manner_${one_by_one ? "one_by_one" : "pages"} + label`).click();
    for (const box of ["space", "voice", "audience", "influence"]) await page.fill(`#${box}`, `Zqx${box} in some words.`);
    await press(page, "Publish");
    return page.url();
}

async function answers(here, link, options, steps) {
    const visitor = await here.visitor(null, { viewport: phone, ...options });
    visitor.expected.add(422);
    const { page } = visitor;
    if (options.javaScriptEnabled === false) without_scripts.add(page);
    await page.goto(link);
    await looks(page);
    await press(page, "Start");
    await steps(page);
    await press(page, "Send my answers");
    assert.match(await page.locator("h1").innerText(), /Sent/);
    return page;
}

async function journey(here, options) {
    const owner = await here.visitor(people.evaluator, options);
    const { page } = owner;
    owner.expected.add(422);
    if (options.javaScriptEnabled === false) without_scripts.add(page);
    await page.goto("/questionnaires");
    await looks(page);
    await page.getByRole("link", { name: "Write a questionnaire", exact: true }).click();
    await looks(page);
    const title = `Zqxlunch ${Math.random()}`;
    await page.fill("#title", title);
    if (await page.locator("#owner").count()) await page.locator("#owner label").first().click();
    await press(page, "Continue");
    await adds(page, "What do you think of lunch?", "scale", "Good\nSo so\nBad", () => page.locator("#needed_yes + label").click());
    await adds(page, "Where do you eat?", "choice", "In the hall\nAt home");
    const sheet = page.url().split("#")[0];
    await page.goto(`${sheet}/preview`);
    await looks(page);
    await page.goto(sheet);
    await here.picture(page, "80-questionnaire");
    const wave = await publishes(page, { codes: false, one_by_one: true });
    await here.picture(page, "81-wave");
    const link = await page.locator(".ts-code a").getAttribute("href");
    const path = new URL(link).pathname;
    for (let i = 0; i < 6; ++i)
        await answers(here, path, options, async (visitor) => {
            if (i === 0) {
                await press(visitor, "Next");
                assert.match(await visitor.locator("main").innerText(), /Answer this question/, "it must be answered");
                await here.picture(visitor, "82-asked-again");
            }
            await tick(visitor, i < 5 ? "Good" : "I don’t understand this question");
            await press(visitor, "Next");
            await tick(visitor, "At home");
            await press(visitor, "Back");
            assert.equal(await visitor.locator("input:checked").count(), 1, "what was chosen is still there");
            await press(visitor, "Next");
            assert.equal(await visitor.locator("input:checked").count(), 1, "and on the page that was left");
            await press(visitor, "Next");
            await tick(visitor, "No, I did it myself");
        });
    await page.goto(wave);
    assert.match(await page.locator("main").innerText(), /6 answers were sent/);
    await page.locator("#closing summary").click();
    await page.fill("#decides", "Zqxcouncil");
    for (const [part, value] of [["day", "1"], ["month", "6"], ["year", String(new Date().getFullYear() + 1)]]) await page.fill(`#decides_by_${part}`, value);
    await press(page, "Close and see the results");
    assert.match(await page.locator("main").innerText(), /6 answers were sent/);
    assert.match(await page.locator("main").innerText(), /Too few to show/);
    await here.picture(page, "83-results");
    await page.locator("#security_partial + label").click();
    await press(page, "Make this evidence");
    assert.match(await page.locator("main").innerText(), new RegExp(title.replace(".", "\\.")));
    await page.goto(wave);
    await page.fill("#heard", "Zqxheard: lunch is good.");
    await press(page, "Publish this");
    const passer = await here.visitor(null, { viewport: phone, ...options });
    if (options.javaScriptEnabled === false) without_scripts.add(passer.page);
    await passer.page.goto(`${path}/heard`);
    await looks(passer.page);
    assert.match(await passer.page.locator("main").innerText(), /Zqxheard/);
    await passer.page.goto(path);
    assert.match(await passer.page.locator("main").innerText(), /It is closed/);
}

// One statement at a time, by keyboard on a narrow screen; what somebody adds is read before it stands there.
async function wall(here, options) {
    const owner = await here.visitor(people.evaluator, options);
    const { page } = owner;
    if (options.javaScriptEnabled === false) without_scripts.add(page);
    await page.goto("/walls");
    await looks(page);
    await page.getByRole("link", { name: "Put up a wall", exact: true }).click();
    await looks(page);
    await page.fill("#title", `Zqxwall ${Math.random()}`);
    await page.fill("#question", "What would make lunch better?");
    await page.fill("#statements", "Lunch should be longer.\nThere should be more fruit.\nWe should sit where we like.");
    if (await page.locator("#owner").count()) await page.locator("#owner label").first().click();
    await page.selectOption("#whose_view", "children_and_young_people");
    await page.selectOption("#reader", { index: 1 });
    await page.selectOption("#deputy", { index: 2 });
    for (const box of ["space", "voice", "audience", "influence"]) await page.fill(`#${box}`, `Zqx${box} in some words.`);
    await press(page, "Put it up");
    await here.picture(page, "84-wall");
    const path = new URL(await page.locator(".ts-code a").getAttribute("href")).pathname;
    const visitor = await here.visitor(null, { viewport: { width: 320, height: 640 }, ...options });
    if (options.javaScriptEnabled === false) without_scripts.add(visitor.page);
    const reader = visitor.page;
    await reader.goto(path);
    await looks(reader);
    assert.match(await reader.locator("main").innerText(), /0800 1111/);
    await press(reader, "Start");
    await here.picture(reader, "85-statement");
    assert.ok((await reader.locator("main button", { hasText: "Not sure" }).boundingBox()).height >= 48, "large enough for a finger");
    await reader.locator("main").getByRole("button", { name: "Agree", exact: true }).focus();
    await Promise.all([reader.waitForNavigation(), reader.keyboard.press("Enter")]);
    await press(reader, "Back");
    assert.match(await reader.locator("main").innerText(), /Agree \(your answer\)/);
    for (const answer of ["Disagree", "Not sure", "Skip"]) await press(reader, answer);
    await reader.fill("#a_own1", "Zqxown statement.");
    await press(reader, "Next");
    await press(reader, "Send my answers");
    assert.match(await reader.locator("h1").innerText(), /Sent/);
    await page.reload();
    assert.match(await page.locator("main").innerText(), /1 answer was sent/);
    assert.doesNotMatch(await page.locator("main").innerText(), /Zqxown/, "nobody has read it");
}

// The keyboard alone, and a narrow screen.
async function by_keyboard(here) {
    const visitor = await here.visitor(people.evaluator);
    await visitor.page.goto("/questionnaires");
    await visitor.page.getByRole("link", { name: "Working together for children" }).click();
    await visitor.page.locator("main a[href^='/waves/']").first().click();
    const link = await visitor.page.locator(".ts-code a").getAttribute("href");
    const { page } = await here.visitor(null, { viewport: { width: 320, height: 640 } });
    await page.goto(new URL(link).pathname);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing is beside the screen");
    await page.locator("main").getByRole("button", { name: "Start" }).focus();
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    await looks(page);
    const group = page.locator("main input[type=radio]").first();
    await group.focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("main input:checked").count(), 1);
    await page.fill("main textarea", "Zqxkept on this device");
    await page.reload().catch(() => {});
    assert.ok(await page.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("ts-kept:") && localStorage.getItem(key).includes("Zqxkept"))), "what was typed is kept here");
    await page.goto(`${new URL(link).pathname}/left`);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("ts-kept:")).length), 0, "and is gone with whoever leaves");
}

// Every text on the page, in letters that run from the right, approved.
async function translates(page) {
    await page.evaluate(() => {
        for (const [at, area] of [...document.querySelectorAll(".ts-translated textarea")].entries()) {
            const source = area.closest(".ts-translated").querySelector(".ts-translated__words").textContent;
            area.value = [`نص عربي ${at + 1}`, ...(source.match(/\{\w+\}/g) ?? [])].join(" ");
        }
        for (const tick of document.querySelectorAll(".ts-translated input[type=checkbox]")) tick.checked = true;
    });
    await press(page, "Save these texts");
}

// In Arabic from the first page to the last, on a narrow screen.
async function from_the_right(here, options) {
    const { page } = await here.visitor(people.evaluator);
    await page.goto("/questionnaires/new");
    await page.fill("#title", `Zqxlanguages ${Math.random()}`);
    if (await page.locator("#owner").count()) await page.locator("#owner label").first().click();
    await press(page, "Continue");
    await adds(page, "What do you think of lunch?", "scale", "Good\nSo so\nBad", () => page.locator("#needed_yes + label").click());
    await adds(page, "What do you eat?", "choices", "Fruit\nSoup");
    const sheet = page.url().split("#")[0];
    await page.goto(`${sheet}/languages`);
    await looks(page);
    await page.selectOption("#language", "ar");
    await press(page, "Add a language");
    await here.picture(page, "86-translation");
    await translates(page);
    const left = `${sheet}/languages/ar/words?show=left`;
    for (await page.goto(left); await page.locator(".ts-translated").count(); await page.goto(left)) {  // a page of them after the other
        await looks(page);
        await translates(page);
    }
    await page.goto(`${sheet}/preview?language=ar`);
    await looks(page);
    await page.goto(sheet);
    await publishes(page, { codes: false, one_by_one: true });
    const path = new URL(await page.locator(".ts-code a").getAttribute("href")).pathname;
    const visitor = await here.visitor(null, { viewport: { width: 320, height: 640 }, locale: "ar", ...options });
    visitor.expected.add(422);
    const reader = visitor.page;
    if (options.javaScriptEnabled === false) without_scripts.add(reader);
    const goes_on = async () => {
        await reader.locator("main .ds_button").first().click();
        await reader.waitForLoadState();
        assert.equal(await reader.locator("html").getAttribute("dir"), "rtl");
        await looks(reader);
    };
    await reader.goto(path);
    await looks(reader);
    await goes_on();
    await here.picture(reader, "87-from-the-right");
    const box = await reader.locator("main .ds_radio__label").first().boundingBox();
    assert.ok((await reader.locator("main .ds_radio__input").first().boundingBox()).x > box.x + box.width / 2, "the ring is on the right of its words");
    await goes_on();
    assert.equal(await reader.locator(".ds_question--error").count(), 1, "it must be answered");
    await here.picture(reader, "88-from-the-right-asked-again");
    await reader.locator("main .ds_radio label").first().click();
    await press(reader, "English");
    assert.equal(await reader.locator("html").getAttribute("dir"), "ltr");
    assert.equal(await reader.locator("input:checked").count(), 1, "what was chosen is still there");
    await press(reader, "العربية");
    for (let i = 0; i < 3; ++i) await goes_on();
    assert.match(await reader.locator("h1").innerText(), /نص عربي/);
    assert.equal(await reader.locator("p.ts-code").count(), 1, "it is sent");
}

export const tests = [
    { name: "a questionnaire is translated, and answered from right to left", run: (here) => from_the_right(here, {}) },
    { name: "a questionnaire is translated, and answered from right to left without scripts", run: (here) => from_the_right(here, { javaScriptEnabled: false }) },
    { name: "people are asked, answer and are heard", run: (here) => journey(here, {}) },
    { name: "people are asked, answer and are heard without scripts", run: (here) => journey(here, { javaScriptEnabled: false }) },
    { name: "statements on a wall are answered one by one", run: (here) => wall(here, {}) },
    { name: "statements on a wall are answered one by one without scripts", run: (here) => wall(here, { javaScriptEnabled: false }) },
    { name: "a questionnaire is answered by keyboard, and kept on the device until then", run: by_keyboard },
];
