// A partnership from nothing: the first administrator sets it up in under ten minutes, and three partners share and take back.
// Time is reckoned by the keystroke-level model of Card, Moran and Newell (1980), for somebody who types at an average pace.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { choose, fill_date, path_of, set_up_evaluation } from "./forms.mjs";
import { code_of } from "./invitation.mjs";
import { page_faults } from "./looks.mjs";
import { start_site } from "./site.mjs";
import { new_visitor } from "./visitors.mjs";

const seconds = { key: 0.28, point: 1.1, press: 0.2, hand: 0.4, think: 1.35, read: 6, prepared_file: 20 };
const minutes_max = 10;
export const password = "seven quiet herons wade";

const partners = ["Strathvarnoch Council, Education and Early Years", "Varnoch and Glens Health Board", "Varnoch Families Together"];
const rows = [
    ["Organisation", "Kind", "Service", "Where it works", "Part of"],
    [partners[0], "Council department", "Integrated children's services", "Strategically", ""],
    [partners[0], "", "Early learning and childcare", "Operationally", "Integrated children's services"],
    [partners[0], "", "Tornabreck Nursery Class", "In delivery", "Early learning and childcare"],
    [partners[1], "Health board", "Child health", "Operationally", ""],
    [partners[1], "", "Health visiting, North and Islands", "In delivery", "Child health"],
    [partners[2], "Voluntary body", "Tornabreck Family Centre", "In delivery", ""],
    ["Varnoch Police Division", "Police", "Public protection", "Operationally", ""],
    ["Taigh nan Òg", "Voluntary body", "Feasgar aig an Taigh", "In delivery", ""],
];
const csv = rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");

// Somebody at a page, whose time is counted.
export class Person {
    constructor(page) {
        this.page = page;
        this.seconds = this.pages = this.fields = 0;
    }
    async at(address) {
        await this.page.goto(address);
        await this.looks();
    }
    async looks() {
        this.seconds += seconds.read;
        ++this.pages;
        assert.deepEqual(await page_faults(this.page), []);
    }
    async types(field, words) {
        ++this.fields;
        this.seconds += seconds.think + seconds.point + seconds.press + 2 * seconds.hand + words.length * seconds.key;
        await this.page.fill(field, words);
    }
    async chooses(id) {
        await this.picks(`label[for="${id}"]`);
    }
    async picks(label) {
        ++this.fields;
        this.seconds += seconds.think + seconds.point + seconds.press;
        await this.page.locator(label).first().click();
    }
    async selects(field, label) {
        this.seconds += seconds.think + 2 * (seconds.point + seconds.press);
        await this.page.selectOption(field, { label });
    }
    async presses(name, role = "button") {
        await this.clicks(this.page.getByRole(role, { name, exact: true }).first());
    }
    // On a page whose address is that, where it is given.
    async clicks(what, address = null) {
        this.seconds += seconds.think + seconds.point + seconds.press;
        await what.click();
        await (address ? this.page.waitForURL(address) : this.page.waitForLoadState());
        await this.looks();
    }
}

async function sets_up(here, site, person) {
    const secret = site.said().match(/set-up\?secret=(\S+)/)[1];
    await person.at(`/set-up?secret=${secret}`);
    await person.chooses("working_partners");
    await person.types("#partnership", "Strathvarnoch Children's Services Partnership");
    await person.types("#area", "Strathvarnoch");
    await person.types("#name", "Fionnlagh Drummond-Asgaill");
    await person.types("#email", "fionnlagh@strathvarnoch.example");
    await person.types("#password", password);
    await here.picture(person.page, "30-set-up");
    await person.page.locator("main button[type=submit]").click();
    await person.page.waitForURL((url) => url.pathname === "/");
    await person.looks();
    await here.picture(person.page, "31-first-home");
    await person.at("/account/factor");
    await person.types("#current", password);
    await person.presses("Set it up");
    await person.types("#code", code_of(await person.page.locator("main code").innerText()));
    await person.presses("Turn it on");
}

async function imports_organisations(here, person) {
    const file = join(here.site.folder, "organisations.csv");
    await writeFile(file, csv);
    await person.at("/organisations/import");
    person.seconds += seconds.prepared_file;
    await person.page.setInputFiles("#file", file);
    await person.presses("Check the rows");
    await here.picture(person.page, "32-import");
    await person.page.locator("main form button[type=submit]").click();
    await person.page.waitForURL(/\/organisations/);
    await person.looks();
    await here.picture(person.page, "33-organisations");
}

async function invites_leads(person) {
    for (const [at, organisation] of partners.entries()) {
        await person.at("/people/invite");
        await person.types("#name", `Lead ${at + 1} of Strathvarnoch`);
        await person.types("#email", `lead${at + 1}@strathvarnoch.example`);
        await person.chooses("role_lead");
        await person.selects("#on", organisation);
        await person.presses("Invite");
    }
}

async function takes_password(here, site, browser, link) {
    const visitor = await new_visitor(browser, site, null);
    here.visitors.push(visitor);
    visitor.expected.add(404);  // what is not shared is not there
    await visitor.page.goto(link);
    await visitor.page.fill("#password", password);
    await visitor.page.getByRole("button", { name: "Save and sign in" }).click();
    await visitor.page.waitForURL((url) => url.pathname === "/");
    return visitor.page;
}

async function shares(here, page, evaluation, partner) {
    await page.goto(`${evaluation}/sharing`);
    await page.selectOption("#with", { label: partner });
    await choose(page, "extent_summary");
    await page.fill("#purpose", "For the area's own evaluation.");
    await fill_date(page, "until", ["31", "3", "2030"]);
    await page.locator("main form button[type=submit]").last().click();
    await page.waitForLoadState();
    await here.picture(page, "34-sharing");
    assert.deepEqual(await page_faults(page), []);
}

const status_of = async (page, address) => (await page.goto(address)).status();

// Each shares an evaluation of its own with the next partner; the third one sees nothing; what is taken back is gone at once.
async function share_and_revoke(here, leads) {
    const evaluations = [];
    for (const [at, page] of leads.entries()) {
        const evaluation = await set_up_evaluation(page, `How well partner ${at + 1} does`);
        evaluations.push(evaluation);
        await shares(here, page, evaluation, partners[(at + 1) % partners.length]);
    }
    for (const at of leads.keys()) {
        const next = leads[(at + 1) % leads.length], third = leads[(at + 2) % leads.length];
        assert.equal(await status_of(next, evaluations[at]), 200);
        assert.match(await next.locator("main").innerText(), /not shared by/, "what is not shared is named as a gap");
        assert.equal(await status_of(third, evaluations[at]), 404);
        await leads[at].goto(`${evaluations[at]}/sharing`);
        await leads[at].locator("main .ts-share form button").click();
        await leads[at].waitForLoadState();
        assert.equal(await status_of(next, evaluations[at]), 404, "what was taken back is still there");
    }
}

async function from_nothing(here) {
    const site = await start_site(here.binary, { is_demo: false });
    try {
        const visitor = await new_visitor(here.browser, site, null);
        here.visitors.push(visitor);
        const person = new Person(visitor.page);
        await sets_up(here, site, person);
        await imports_organisations(here, person);
        await invites_leads(person);
        const minutes = person.seconds / 60;
        console.log(`       set up in ${minutes.toFixed(1)} minutes of a person's time`);
        assert.ok(minutes < minutes_max, `setting up takes ${minutes.toFixed(1)} minutes`);
        await visitor.page.goto("/outbox");
        const links = [...(await visitor.page.locator("main").innerText()).matchAll(/http\S+choose-password\S+/g)].map(([link]) => link);
        assert.equal(links.length, partners.length);
        await visitor.page.goto("/people");
        await here.picture(visitor.page, "35-people");
        const leads = [];
        for (const link of links.reverse()) leads.push(await takes_password(here, site, here.browser, link));
        await share_and_revoke(here, leads);
    } finally {
        await site.stop();
    }
}

export const tests = [{ name: "a partnership is set up from nothing, and three partners share and take back", run: from_nothing }];
