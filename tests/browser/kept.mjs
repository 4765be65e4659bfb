// Nothing that was typed is lost: with problems, in a crash of the browser, when two people write, and after a sign-out.
import assert from "node:assert/strict";

import { choose, fill_judgement, path_of, save, save_judgement, save_proposed_scope, set_up_evaluation } from "./forms.mjs";
import { people, step_in_again } from "./visitors.mjs";

async function desk_of(visitor, title, indicator = "2.1") {
    const evaluation = await set_up_evaluation(visitor.page, title);
    await save_proposed_scope(visitor.page, evaluation);
    await visitor.page.goto(`${evaluation}/indicators/${indicator}`);
    return { evaluation, address: `${evaluation}/indicators/${indicator}` };
}

async function problems_lead_to_fields(here) {
    const visitor = await here.visitor(people.evaluator);
    const { page } = visitor;
    visitor.expected.add(422);
    await page.goto("/evaluations/new");
    await page.fill("#why", "Typed before the problems came.");
    await page.fill("#from_day", "99");
    await choose(page, "kind_monitoring");
    const [answer] = await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"), save(page)]);
    assert.equal(answer.status(), 422);
    const summary = page.locator("[data-error-summary]");
    await summary.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "error_summary");
    assert.equal(await page.inputValue("#why"), "Typed before the problems came.");
    assert.equal(await page.inputValue("#from_day"), "99");
    assert.ok(await page.isChecked("#kind_monitoring"));
    await here.picture(page, "20-problems");
    const links = summary.locator("a");
    const count = await links.count();
    assert.ok(count >= 4, `only ${count} problems are listed`);
    for (let number = 0; number < count; ++number) await leads_to_field(page, links.nth(number));
}

async function leads_to_field(page, link) {
    const field = (await link.getAttribute("href")).slice(1);
    assert.ok(await page.locator(`[id="${field}"]`).count(), `there is no field ${field}`);
    await link.click();
    const inside = await page.evaluate((id) => document.getElementById(id).contains(document.activeElement) && document.activeElement.matches("input, select, textarea"), field);
    assert.ok(inside, `the link to ${field} does not put the focus there`);
}

async function drafts_come_back(here) {
    const visitor = await here.visitor(people.evaluator);
    const { page } = visitor;
    const { address } = await desk_of(visitor, "Drafts");
    await page.fill("#rationale", "Half a thought about arrivals");
    await page.locator("[data-autosave-state]").getByText("Draft kept at").waitFor();
    await page.reload();
    const notice = page.locator(".ts-restored");
    await notice.waitFor();
    assert.match(await notice.innerText(), /We put back text you typed/);
    assert.equal(await page.inputValue("#rationale"), "Half a thought about arrivals");
    assert.equal(await page.locator("input[name=level]:checked").count(), 0);
    await here.picture(page, "21-draft-restored");
    await fill_judgement(page, { level: 3, rationale: "A whole thought about arrivals", confidence: "low" });
    await save_judgement(page);
    await page.goto(address, { waitUntil: "networkidle" });
    assert.equal(await page.locator(".ts-restored").count(), 0, "saving removes the draft");
    assert.equal(await page.inputValue("#rationale"), "A whole thought about arrivals");
}

async function two_people(here) {
    const one = await here.visitor(people.evaluator);
    const other = await here.visitor(people.second_evaluator);
    other.expected.add(409);
    const { evaluation, address } = await desk_of(one, "Two people");
    await other.page.goto(address);
    await fill_judgement(one.page, { level: 4, rationale: "The first reason" });
    await save_judgement(one.page);
    await fill_judgement(other.page, { level: 2, rationale: "Another reason", confidence: "high" });
    const [answer] = await Promise.all([other.page.waitForResponse((response) => response.url().endsWith(address) && response.request().method() === "POST"), save(other.page)]);
    assert.equal(answer.status(), 409);
    const both = await other.page.locator(".ts-conflict").innerText();
    assert.ok(both.includes("The first reason") && both.includes("Another reason"), both);
    assert.equal(await other.page.inputValue("#rationale"), "Another reason");
    assert.ok(await other.page.isChecked("#level_2"));
    await here.picture(other.page, "22-two-people");
    await save_judgement(other.page);
    assert.match(await other.page.locator("#judgement").innerText(), /level 2\.[\s\S]*Another reason/);
    await other.page.goto(`${evaluation}/history`);
    const history = await other.page.locator("main").innerText();
    assert.equal(history.split("Judged indicator 2.1").length - 1, 2, history);
    assert.ok(history.includes("The first reason"), "the history keeps what was replaced");
}

async function signed_out_while_typing(here) {
    const visitor = await here.visitor(people.evaluator);
    const { page } = visitor;
    visitor.expected.add(403);
    const { address } = await desk_of(visitor, "Signed out");
    await fill_judgement(page, { level: 5, rationale: "Typed while the session ran out" });
    await visitor.context.clearCookies({ name: "session" });
    await save(page);
    await page.getByRole("heading", { name: "You have been signed out" }).waitFor();
    assert.ok(await page.locator(".ts-typed", { hasText: "Typed while the session ran out" }).isVisible());
    await here.picture(page, "23-signed-out");
    await step_in_again(visitor, people.evaluator);
    await page.getByRole("button", { name: "Send it now" }).click();
    await page.waitForURL(/#judgement$/);
    assert.equal(path_of(page), address);
    assert.ok((await page.locator("#judgement").innerText()).includes("Typed while the session ran out"));
}

export const tests = [
    { name: "an empty form comes back with its problems and everything typed", run: problems_lead_to_fields },
    { name: "a draft comes back after a reload, and goes when it is saved", run: drafts_come_back },
    { name: "two people judge the same indicator, and nothing is lost", run: two_people },
    { name: "text typed by somebody signed out is kept and can be sent", run: signed_out_while_typing },
];
