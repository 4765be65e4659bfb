// One evaluation from the first idea to the report, as an evaluator goes through it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { add_evidence, add_finding, fill_judgement, levels_chosen, save, save_judgement, save_proposed_scope, set_up_evaluation } from "./forms.mjs";
import { desktop, people, phone } from "./visitors.mjs";

const job_ms = 450000;

async function first_visit_is_light(here) {
    const visitor = await here.visitor(null);
    await visitor.page.goto("/", { waitUntil: "networkidle" });
    assert.ok(visitor.requests.length <= 4, `${visitor.requests.length} requests: ${visitor.requests.join(", ")}`);
    await here.picture(visitor.page, "01-welcome");
}

async function on_phone_and_in_the_dark(here, page, name) {
    await page.setViewportSize(phone);
    await here.picture(page, `${name}-phone`);
    await page.setViewportSize(desktop);
    await page.emulateMedia({ colorScheme: "dark" });
    await here.picture(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: null });
}

async function set_up(here, page) {
    await page.goto("/step-in");
    await here.picture(page, "02-step-in");
    await page.goto("/");
    await here.picture(page, "03-home");
    const evaluation = await set_up_evaluation(page, "Quieter mornings in Baile nan Craobh, 2027");
    await here.picture(page, "04-scope-empty");
    await page.locator("a[href$='preset=proportionate']").click();
    assert.ok(await page.getByText("The form is filled in with a suggestion.").isVisible());
    await here.picture(page, "05-scope-proposed");
    await page.goto(evaluation);
    assert.equal(await page.locator(".ts-rows").count(), 0, "a proposal chose something before it was saved");
    await here.picture(page, "06-workspace-new");
    await save_proposed_scope(page, evaluation);
    await here.picture(page, "07-workspace-scoped");
    return evaluation;
}

async function gather(here, page, evaluation) {
    const file = join(here.site.folder, "Visits in September.txt");
    await writeFile(file, "Nine playrooms, two visits each.\n");
    const item = await add_evidence(page, evaluation, "Visits to playrooms in September", { file });
    await here.picture(page, "08-evidence-new");
    await add_finding(page, "In seven of nine playrooms children settled within ten minutes.", ["2.1/1", "2.1/2"]);
    assert.ok(await page.getByRole("link", { name: "Visits in September.txt" }).isVisible());
    await here.picture(page, "09-finding-written");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Visits in September.txt" }).click()]);
    assert.equal(download.suggestedFilename(), "Visits in September.txt");
    return item;
}

const state_of_theme = (page, theme) => page.locator(`#theme_${theme} .ts-theme__state`).innerText();

async function sees_triangulation(here, page, evaluation) {
    await page.goto(`${evaluation}/indicators/2.1`);
    const alone = await state_of_theme(page, 1);
    assert.match(alone, /Single source\./);
    assert.match(alone, /Visits to playrooms in September/, "the reason names what it rests on");
    assert.match(await page.locator("#theme_1 .ts-gaps").innerText(), /single line of enquiry/);
    for (const [title, source] of [["What parents say about mornings", "views"], ["Register of mornings", "performance_data"]]) {
        await add_evidence(page, evaluation, title, { source });
        await add_finding(page, `${title}: most children settle quickly.`, ["2.1/1"]);
    }
    await page.goto(`${evaluation}/indicators/2.1`);
    const together = await state_of_theme(page, 1);
    assert.match(together, /Triangulated\./);
    assert.match(together, /3 lines of enquiry from 3 sources/);
}

async function judges(here, page, evaluation) {
    assert.equal(await levels_chosen(page), 0, "a level was chosen before anybody chose one");
    await here.picture(page, "10-desk");
    await on_phone_and_in_the_dark(here, page, "10-desk");
    await fill_judgement(page, { level: 4, rationale: "Most children settle quickly, and three lines of enquiry agree. Two rooms have no plan for the first minutes." });
    await save_judgement(page);
    assert.match(await page.locator("#judgement").innerText(), /Evaluated as good, level 4\./i);
    await here.picture(page, "11-judged");
}

async function concludes(here, page, evaluation) {
    await page.goto(`${evaluation}/questions/2`);
    assert.match(await page.locator("table").innerText(), /2\.1/);
    await page.fill("#statement", "Services meet most children’s needs in the morning. Two rooms need a plan for arrivals.");
    await here.picture(page, "12-conclusion");
    await save(page);
    await page.waitForURL((url) => url.pathname === evaluation);
    await here.picture(page, "13-workspace-judged");
    await on_phone_and_in_the_dark(here, page, "13-workspace-judged");
}

async function reads_report(here, page, evaluation) {
    await page.goto(`${evaluation}/report`);
    const figure = page.locator("figure");
    assert.ok(await figure.locator("svg[role=img], .ts-figure__picture svg").first().isVisible());
    assert.ok((await figure.locator("figcaption").innerText()).length > 20, "the picture has a reading");
    assert.match(await figure.locator("details[open] table").innerText(), /2\.1/, "confidence and caveats stand in it, so it is open");
    const text = await page.locator("article").innerText();
    for (const words of ["Two rooms need a plan for arrivals.", "Two rooms have no plan for the first minutes.", "children settled within ten minutes"]) assert.ok(text.includes(words), `the report lacks: ${words}`);
    await here.picture(page, "14-report");
    await on_phone_and_in_the_dark(here, page, "14-report");
}

function is_tagged(pdf) {
    assert.match(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }), /^Tagged:\s+yes$/m);
    const structure = execFileSync("pdfinfo", ["-struct", pdf], { encoding: "utf8" });
    for (const tag of ["H1", "Table", "Figure"]) assert.match(structure, new RegExp(`^\\s*${tag}\\b`, "m"), `the PDF has no ${tag} in its structure`);
}

async function makes_pdf(here, page) {
    await page.getByRole("button", { name: "Make a PDF" }).click();
    await page.waitForURL(/\/jobs\//);
    assert.ok(await page.locator("progress").isVisible());
    await here.picture(page, "15-pdf-under-way");
    const link = page.locator("[data-job-result] a");
    await link.waitFor({ state: "visible", timeout: job_ms });
    assert.match(await page.locator("[data-job-message]").innerText(), /Ready\./);
    await here.picture(page, "16-pdf-ready");
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const pdf = join(here.out, "report.pdf");
    await download.saveAs(pdf);
    return pdf;
}

async function history_has_all(here, page, evaluation) {
    await page.goto(`${evaluation}/history`);
    const text = await page.locator("main").innerText();
    for (const words of ["Set up an evaluation", "Changed the scope", "Added evidence to", "Judged indicator 2.1", "Wrote the conclusion on question 2", "Asked for a report as PDF"])
        assert.ok(text.includes(words), `the history lacks: ${words}`);
    await here.picture(page, "17-history");
}

async function whole_story(here) {
    const { page } = await here.visitor(people.evaluator);
    const evaluation = await set_up(here, page);
    await gather(here, page, evaluation);
    await sees_triangulation(here, page, evaluation);
    await judges(here, page, evaluation);
    await concludes(here, page, evaluation);
    await reads_report(here, page, evaluation);
    const pdf = await makes_pdf(here, page);
    await history_has_all(here, page, evaluation);
    await page.goto("/evidence");
    await here.picture(page, "18-library");
    is_tagged(pdf);
}

export const tests = [
    { name: "a first visit takes at most four requests", run: first_visit_is_light },
    { name: "an evaluation goes from set-up to a tagged report and its history", run: whole_story },
];
