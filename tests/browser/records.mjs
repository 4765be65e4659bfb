// A restricted record from its making to its erasure, with a look at each of its pages, on a desk and on a phone.
import assert from "node:assert/strict";

import { choose, fill_date, path_of } from "./forms.mjs";
import { page_faults } from "./looks.mjs";
import { people, phone } from "./visitors.mjs";

const send = (page, action) => page.locator(`main form[action="${action}"] button[type=submit]`).click();

async function look(page, what, found) {
    assert.equal(await page.locator("form[data-autosave]").count(), 0, `${what} keeps a draft`);
    if (found) found.push(...(await page_faults(page)).map((fault) => `${what}: ${fault}`));
}

async function send_empty(visitor, action, found) {
    visitor.expected.add(422);
    await Promise.all([visitor.page.waitForResponse((response) => response.status() === 422), send(visitor.page, action)]);
    await visitor.page.locator("[data-error-summary]").waitFor();
    await look(visitor.page, `${action} sent empty`, found);
}

async function make(visitor, found) {
    const { page } = visitor;
    await page.goto("/records/new");
    await look(page, "the form", found);
    await send_empty(visitor, "/records/new", found);
    await page.fill("#label", "Child 7");
    await page.fill("#title", "How help came");
    await page.fill("#text", "It came late.\n\nThen it came from three sides.");
    await fill_date(page, "keep_until", ["23", "11", "2029"]);
    await send(page, "/records/new");
    await page.waitForURL(/\/records\/[0-9a-z]{26}$/);
    return path_of(page);
}

async function open(visitor, record, found) {
    const { page } = visitor;
    await look(page, "the question why", found);
    await send_empty(visitor, `${record}/open`, found);
    await choose(page, "purpose_write");
    await page.fill("#reason", "To write the study");
    await send(page, `${record}/open`);
    await page.getByText("Then it came from three sides.").waitFor();
    assert.match(await page.title(), /^Restricted record/);
    await look(page, "the open record", found);
}

// Without scripts nothing can look at the pages: `found` is null.
async function lives(here, found, options) {
    const visitor = await here.visitor(people.lead, options);
    const { page } = visitor;
    const record = await make(visitor, found);
    await open(visitor, record, found);
    await page.setInputFiles("#files", { name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("A letter.") });
    await send(page, `${record}/files`);
    const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "letter.txt" }).click()]);
    assert.equal(saved.suggestedFilename(), "letter.txt");
    await page.goto(`${record}/edit`);
    await look(page, "changing it", found);
    await page.goto(`${record}/readers`);
    await send_empty(visitor, `${record}/readers`, found);
    await page.selectOption("#account", { index: 1 });
    await choose(page, "kind_reader");
    await page.fill("#reason", "To write the study");
    await send(page, `${record}/readers`);
    await page.locator(".ts-share").nth(1).waitFor();
    await look(page, "its readers", found);
    for (const part of ["/readings", "/erase"]) {
        await page.goto(record + part);
        await look(page, part, found);
    }
    await page.goto("/records");
    await page.getByRole("link", { name: "Child 7" }).first().waitFor();
    await look(page, "the list", found);
    await page.goto(`${record}/erase`);
    await send_empty(visitor, `${record}/erase`, found);
    await choose(page, "reason_not_needed");
    await page.fill("#confirm", "erase for good");
    await send(page, `${record}/erase`);
    await page.waitForURL(/\/jobs\//);
    visitor.expected.add(404);
    assert.equal((await page.goto(record)).status(), 404);
    assert.deepEqual(found ?? [], []);
}

export const tests = [
    { name: "a restricted record is made, opened, read and erased", run: (here) => lives(here, []) },
    { name: "a restricted record goes on a phone, without scripts", run: (here) => lives(here, null, { viewport: phone, javaScriptEnabled: false }) },
];
