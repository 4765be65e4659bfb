// From two columns of a spreadsheet to a picture, a target, a break and evidence: wide and on a phone, with scripts and without, each page looked at.
import assert from "node:assert/strict";

import { choose, fill_date } from "./forms.mjs";
import { shown_faults } from "./looks.mjs";
import { people, phone } from "./visitors.mjs";

// 36 months; from the 25th on a third fewer weeks than before.
const pasted = Array.from({ length: 36 }, (_, i) => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}\t${(i < 24 ? 18 : 12) + ((i * 7) % 5) / 2}`).join("\n");

async function journey(here, options) {
    const visitor = await here.visitor(people.evaluator, options);
    const { page } = visitor;
    visitor.expected.add(422);
    const looks = async () => options.javaScriptEnabled === false || assert.deepEqual(await shown_faults(page), [], page.url());
    const press = async (button) => {
        await Promise.all([page.waitForNavigation(), button.click()]);
        await looks();
    };
    const open = async (words) => {
        const summary = page.locator("main summary", { hasText: words });
        if (!(await summary.locator("..").getAttribute("open"))) await summary.click();
    };
    await page.goto("/measures");
    await looks();
    await press(page.getByRole("link", { name: "Add a measure", exact: true }));
    await press(page.locator("main").getByRole("button", { name: "Save the measure", exact: true }));
    assert.ok((await page.locator(".ds_error-summary li, [data-error-summary] li").count()) >= 6, "every field that is needed is named");
    const title = `Zqxweeks ${Math.random()}`;
    await page.fill("#title", title);
    await page.fill("#counted", "Weeks from referral to the first visit, of those seen in the month.");
    if (await page.locator("#owner_partnership").count()) await choose(page, "owner_partnership");
    for (const chosen of ["unit_number", "better_lower", "counting_flow", "chart_xmr", "smallest_as_published"]) await choose(page, chosen);
    await page.fill("#questions", "Who was not seen at all?");
    await press(page.locator("main").getByRole("button", { name: "Save the measure", exact: true }));
    assert.equal(await page.locator("h1").innerText(), title);
    await press(page.getByRole("link", { name: "Enter or paste figures", exact: true }));
    await page.fill("#figures", `Month\tWeeks\n${pasted}\nsoon\t12`);
    await press(page.locator("main").getByRole("button", { name: "Save the figures", exact: true }));
    assert.match(await page.locator("main").innerText(), /Line 38: “soon” is not a period/);
    assert.match(await page.locator("#figures").inputValue(), /soon/, "what was typed is kept");
    await page.fill("#figures", `Month\tWeeks\n${pasted}`);
    await press(page.locator("main").getByRole("button", { name: "Save the figures", exact: true }));
    assert.ok(await page.locator("main svg").count(), "there is a picture");
    assert.match(await page.locator("main").innerText(), /Who was not seen at all\?/);
    await open("Break the line");
    await choose(page, "kind_new_limits");
    await fill_date(page, "from", ["1", "1", "2025"]);
    await page.fill("#why", "A second visitor began.");
    await press(page.locator("main").getByRole("button", { name: "Break the line", exact: true }));
    assert.match(await page.locator("main").innerText(), /1 January 2025: limits made anew\./);
    await open("Set a target");
    await page.fill("#wanted", "18");
    await fill_date(page, "reached_by", ["31", "12", "2027"]);
    await page.fill("#rests_on", "The plan of the partnership");
    await press(page.locator("main").getByRole("button", { name: "Set a target", exact: true }));
    assert.match(await page.locator("main").innerText(), /18 by 31 December 2027\..*The numbers lie where this target is met, whatever chance does\./s);
    await choose(page, "security_secure");
    await press(page.locator("main").getByRole("button", { name: "Make it evidence", exact: true }));
    assert.match(await page.locator("main").innerText(), new RegExp(title));
    await page.goto("/measures");
    await looks();
    assert.match(await page.locator("main").innerText(), new RegExp(title));
}

export const tests = [
    { name: "a measure goes from a spreadsheet to evidence", run: (here) => journey(here, {}) },
    { name: "a measure goes from a spreadsheet to evidence on a phone, without scripts", run: (here) => journey(here, { javaScriptEnabled: false, viewport: phone }) },
    { name: "a measure goes from a spreadsheet to evidence on a phone", run: (here) => journey(here, { viewport: phone }) },
];
