// Filling in the forms as a person does, from what stands on the page. Works with and without scripts.
import assert from "node:assert/strict";

export const choose = (page, id) => page.locator(`label[for="${id}"]`).click();

export async function fill_date(page, name, [day, month, year]) {
    await page.fill(`#${name}_day`, day);
    await page.fill(`#${name}_month`, month);
    await page.fill(`#${name}_year`, year);
}

// The button of the form that holds what is typed, not those of the header or the search.
export const save = (page) => page.locator("main form[method=post]:has(input[name=draft_key])").last().locator("button[type=submit]").last().click();

export const path_of = (page) => new URL(page.url()).pathname;

// The address of the new evaluation, which has no scope yet; the page is the one where it is chosen.
export async function set_up_evaluation(page, title) {
    await page.goto("/evaluations/new");
    await page.fill("#title", title);
    const everybody = page.locator("#owner_partnership");
    if (await everybody.count()) await choose(page, "owner_partnership");  // asked where there is a choice
    await choose(page, "kind_self_evaluation");
    await page.fill("#why", "We want to know whether quieter mornings help children to settle.");
    await choose(page, "level_operational");
    await page.locator("input[name=services] + label").first().click();
    await page.fill("#children", "Children under six");
    await fill_date(page, "from", ["1", "8", "2026"]);
    await fill_date(page, "to", ["31", "3", "2027"]);
    await save(page);
    await page.waitForURL(/\/scope$/);
    return path_of(page).replace(/\/scope$/, "");
}

// Takes the choices of the guide's lightest proposal.
export async function save_proposed_scope(page, evaluation) {
    await page.goto(`${evaluation}/scope`);
    await page.locator("a[href$='preset=proportionate']").click();
    await page.waitForURL(/preset=proportionate/);
    await save(page);
    await page.waitForURL((url) => url.pathname === evaluation);
}

// The address of the new evidence.
export async function add_evidence(page, evaluation, title, { source = "observation", file = null } = {}) {
    await page.goto(`${evaluation}/evidence/new`);
    await page.locator("a[href$='add=yes']").click();  // what is there already comes first
    await page.waitForURL(/add=yes/);
    await page.fill("#title", title);
    await choose(page, `source_${source}`);
    if (source === "views") await page.selectOption("#whose_view", "parents_carers_and_families");
    await fill_date(page, "from", ["1", "9", "2026"]);
    await fill_date(page, "to", ["30", "9", "2026"]);
    await choose(page, "security_secure");
    await page.locator("details.ts-more > summary").click();
    await page.fill("#summary", "Two visits to each of nine playrooms.");
    if (file) await page.setInputFiles("#files", file);
    await save(page);
    await page.waitForURL(/\/evidence\/[0-9a-z]{26}/);
    return path_of(page);
}

// On the page of the evidence.
export async function add_finding(page, statement, themes) {
    await page.fill("#statement", statement);
    await choose(page, "kind_strength");
    for (const theme of themes) {
        const box = page.locator(`input[name=themes][value$="/${theme}"]`);
        const fold = page.locator("details", { has: box });
        if ((await fold.getAttribute("open")) === null) await fold.locator("summary").click();
        await fold.locator(`label[for="${await box.getAttribute("id")}"]`).click();
    }
    await save(page);
    await page.waitForURL(/#findings$/);
    assert.ok(await page.getByText(statement).first().isVisible());
}

export const levels_chosen = (page) => page.locator("input[name=level]:checked").count();

export async function fill_judgement(page, { level, rationale, confidence = "moderate" }) {
    await choose(page, `level_${level}`);
    await page.fill("#rationale", rationale);
    await choose(page, `confidence_${confidence}`);
    await page.fill("#caveat", "Few lines of enquiry so far.");
}

export async function save_judgement(page) {
    await save(page);
    await page.waitForURL(/#judgement$/);
}
