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
    assert.match(await notice.innerText(), /We have put back text that you typed/);
    assert.equal(await page.inputValue("#rationale"), "Half a thought about arrivals");
    assert.equal(await page.locator("input[name=level]:checked").count(), 0);
    await here.picture(page, "21-draft-restored");
    await fill_judgement(page, { level: 3, rationale: "A whole thought about arrivals", confidence: "low" });
    await save_judgement(page);
    await page.goto(address, { waitUntil: "networkidle" });
    assert.equal(await page.locator(".ts-restored").count(), 0, "saving removes the draft");
    assert.equal(await page.inputValue("#rationale"), "A whole thought about arrivals");
}

async function nothing_comes_back_unseen(here) {
    const { page } = await here.visitor(people.evaluator);
    const evaluation = await set_up_evaluation(page, "Folded");
    await save_proposed_scope(page, evaluation);
    await page.goto(`${evaluation}/scope`);
    await page.locator("summary", { hasText: "Key area 5" }).click();
    await page.locator("[id='reason_5.2']").fill("Asked for by the board.");
    await page.locator("[data-autosave-state]").getByText("Draft kept at").waitFor();
    await page.reload();
    await page.locator(".ts-restored").waitFor();
    assert.ok(await page.locator("[id='reason_5.2']").isVisible(), "what was typed is not folded away");
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

const local_copies = (page) => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("touchstone.draft.")));
const draft_kept = (page) => page.locator("[data-autosave-state]").getByText("Draft kept at").waitFor();

async function two_tabs(here) {
    const visitor = await here.visitor(people.evaluator);
    const { page } = visitor;
    const { address } = await desk_of(visitor, "Two tabs");
    const other = await visitor.context.newPage();
    await other.goto(address, { waitUntil: "networkidle" });
    await page.fill("#rationale", "Typed in the first tab");
    await draft_kept(page);
    await other.fill("#rationale", "Typed in the second tab");
    await draft_kept(other);
    for (const [tab, words] of [[page, "Typed in the first tab"], [other, "Typed in the second tab"]]) {
        await tab.reload();
        await tab.locator(".ts-restored").waitFor();
        assert.equal(await tab.inputValue("#rationale"), words);
    }
    await other.close();
    const third = await visitor.context.newPage();
    await third.goto(address);
    await third.locator(".ts-restored").waitFor();
    assert.equal(await third.inputValue("#rationale"), "Typed in the second tab", "what no tab shows any more goes on in a new one");
}

async function refused_by_state(here) {
    const visitor = await here.visitor(people.evaluator);
    const { page } = visitor;
    visitor.expected.add(422);
    const { evaluation, address } = await desk_of(visitor, "Finished meanwhile");
    await fill_judgement(page, { level: 3, rationale: "Typed before it was finished" });
    const other = await visitor.context.newPage();
    await other.goto(`${evaluation}/finishing`);
    await other.locator("button[name=state][value=finished]").click();
    await other.locator("button[name=state][value=under_way]").waitFor();
    await save(page);
    await page.getByRole("heading", { name: "What you sent" }).waitFor();
    assert.ok(await page.locator(".ts-typed", { hasText: "Typed before it was finished" }).isVisible());
    await here.picture(page, "24-refused-by-state");
    assert.equal((await local_copies(page)).length, 1, "the browser's own copy stays: nothing was saved");
    await other.locator("button[name=state][value=under_way]").click();
    await page.goto(address);
    await page.locator(".ts-restored").waitFor();
    assert.equal(await page.inputValue("#rationale"), "Typed before it was finished");
    await save_judgement(page);
    await page.waitForFunction(() => !Object.keys(localStorage).some((name) => name.startsWith("touchstone.draft.")));
}

async function somebody_else_signed_in(here) {
    const visitor = await here.visitor(people.evaluator);
    const { page } = visitor;
    visitor.expected.add(409);
    const { address } = await desk_of(visitor, "Somebody else");
    await fill_judgement(page, { level: 5, rationale: "Written by the first of two" });
    await step_in_again(visitor, people.second_evaluator);
    await save(page);
    await page.getByRole("heading", { name: "Someone else is signed in now" }).waitFor();
    const words = await page.locator("main").innerText();
    assert.match(words, /Written by .+, who was signed in when the form was opened[\s\S]*It would be saved by/);
    await here.picture(page, "25-somebody-else");
    await page.getByRole("button", { name: "Save it as" }).click();
    await page.waitForURL(/#judgement$/);
    assert.equal(path_of(page), address);
    await step_in_again(visitor, people.evaluator);
}

export const tests = [
    { name: "an empty form comes back with its problems and everything typed", run: problems_lead_to_fields },
    { name: "a draft comes back after a reload, and goes when it is saved", run: drafts_come_back },
    { name: "a draft comes back where one can see it", run: nothing_comes_back_unseen },
    { name: "two people judge the same indicator, and nothing is lost", run: two_people },
    { name: "two tabs do not share a draft", run: two_tabs },
    { name: "words come back, and stay in the browser, when the evaluation was finished meanwhile", run: refused_by_state },
    { name: "what one person wrote is not saved as somebody else's unasked", run: somebody_else_signed_in },
    { name: "text typed by somebody signed out is kept and can be sent", run: signed_out_while_typing },
];
