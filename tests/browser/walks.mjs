// Six people on their way through Touchstone: each starts at the first page, presses what the pages offer and never types another address.
// Every page that they reach is in order on the screen that they use, a wide one and a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { fill_date } from "./forms.mjs";
import { Person, password } from "./set_up.mjs";
import { shown_faults } from "./looks.mjs";
import { start_site } from "./site.mjs";
import { begins, judges } from "./start.mjs";
import { desktop, new_visitor, phone } from "./visitors.mjs";

const plain = (text) => text.replace(/\s+/g, " ");

// Somebody who goes from page to page by what stands there. never: words that must not stand on any of their pages.
export class Walker extends Person {
    never = () => [];
    get main() {
        return this.page.locator("main");
    }
    async looks() {
        ++this.pages;
        if (process.env.WALK) console.log(`         ${new URL(this.page.url()).pathname} ${await this.page.title()}`);
        assert.deepEqual(await shown_faults(this.page), [], this.page.url());
        if (process.env.SOFT) { const bad = this.never(await this.page.locator("body").innerText()); if (bad.length) console.log("BAD", this.page.url(), bad); return; }
        assert.deepEqual(this.never(await this.page.locator("body").innerText()), [], this.page.url());
    }
    // Answers when the page that this leads to is there and was looked at.
    async goes(what) {
        await Promise.all([this.page.waitForNavigation(), what.click()]);
        await this.page.waitForLoadState();
        await this.looks();
    }
    async steps_in({ words, number = 0 }) {
        await this.page.goto("/step-in");
        await this.goes(this.page.locator("main li", { hasText: words }).nth(number).getByRole("button"));
    }
    link(words, within = this.main) {
        return within.getByRole("link", { name: words, exact: true }).first();
    }
    async follows(words, within) {
        await this.goes(this.link(words, within));
    }
    async turns_to(place) {
        await this.follows(place, this.page.locator(".ts-nav"));
    }
    async sends(words, within = this.main) {
        await this.goes(within.getByRole("button", { name: words, exact: true }).first());
    }
    async opens(words, within = this.main) {
        await within.locator("summary", { hasText: words }).first().click();
    }
    async reads(...wanted) {
        const words = plain(await this.main.innerText());
        for (const part of wanted) assert.ok(part instanceof RegExp ? part.test(words) : words.includes(part), `${this.page.url()} does not say ${part}, but:\n${words.slice(0, 3000)}`);
    }
}

// ---- a head teacher who works alone

async function head_teacher(here, walk) {
    const { walker } = walk;
    const secret = walk.site.said().match(/set-up\?secret=(\S+)/)[1];
    walker.never = of_partners;
    await walker.page.goto(`/set-up?secret=${secret}`);
    await walker.chooses("working_alone");
    await walker.types("#partnership", "Tornabreck Primary School");
    await walker.types("#area", "Tornabreck");
    await walker.types("#name", "Seonaid Farquharson-Beatonach");
    await walker.types("#email", "seonaid@tornabreck.example");
    await walker.types("#password", password);
    await walker.goes(walker.main.locator("button[type=submit]"));
    await walker.follows("Set up the first evaluation");
    await begins(here, walker, "delivery");
    await judges(here, walker);
    await walker.reads("The judgement is saved");
    await walker.follows("See what comes next in this evaluation");
    await walker.follows("Write the conclusion", walker.main.locator("section", { hasText: "How well do we meet the needs of our stakeholders?" }));
    await walker.types("#statement", "Classrooms are calm. The hall is too loud for children who need quiet.");
    await walker.sends("Save the conclusion");
    await walker.follows("Capacity for improvement");
    await walker.follows("Write this statement");
    await walker.types("#statement", "One quiet room is in use, and children choose it.");
    await walker.chooses("confidence_moderate");
    await walker.picks("label[for^=add]");
    await walker.sends("Save the conclusion");
    await walker.reads("The conclusion is saved.", "Caveat: Some judgements rest on a single line of enquiry for part of what they cover: 2.1.");
    await walker.follows("See what comes next in this evaluation");
    await walker.follows("Report");
    await walker.reads("In five of nine visits children covered their ears.", "The hall is too loud", "One quiet room is in use");
    await walker.follows("Do children find quiet here?", walker.page.locator(".ts-above"));
    await walker.follows("Check and finish");
    console.log(await walker.main.innerText());
}

// ---- a partnership lead

const lead = { words: "gives roles" }, worker = { words: "Manager, Tornabreck Family Centre" };
const asks = "@Agnieszka Wojtasik, could you ask the parents' group which change helped them?";

async function partnership_lead(here, { comes }) {
    const walker = await comes(lead);
    await walker.reads(/For you to do.*7 indicators still to judge/);
    await walker.goes(walker.main.locator(".ts-cards").getByRole("link", { name: /Nurture and inclusion/ }));
    await walker.reads("7 indicators are left to judge. 1 is assigned to you");
    const tile = walker.main.locator(".ts-map__tile", { hasText: "9.4" });
    assert.match(await tile.innerText(), /0 lines of enquiry, 2 themes without evidence/);
    await walker.goes(tile.getByRole("link"));
    await walker.reads("No evidence. Nothing gathered so far is about this theme.");
    await walker.follows("Give this to someone");
    assert.match(await walker.main.locator("#part option:checked").innerText(), /^9\.4/);
    await walker.selects("#who", "Agnieszka Wojtasik");
    await fill_date(walker.page, "due", ["8", "1", "2027"]);
    await walker.sends("Save");
    await walker.reads("The task is saved.", /9\.4 Leadership of improvement and change Agnieszka Wojtasik, 8 January 2027/);
    const other = await comes(worker);
    await other.reads(/For you to do.*9\.4: due on 8 January 2027, in “Nurture and inclusion/);

    await walker.follows("9.4 Leadership of improvement and change");
    await walker.opens("Start a conversation");
    await walker.types("#words_new", asks);
    await walker.sends("Send");
    await walker.reads("Your message has been sent.", "Told: Agnieszka Wojtasik");
    await other.turns_to("Home");
    await other.reads(/Mòrag Ruadh NicGhillEathain wrote in a conversation with you/);
    await other.goes(other.main.locator("#owed ~ ul li", { hasText: "NicGhillEathain wrote in a conversation" }).getByRole("link"));
    console.log(other.page.url());
    await other.reads(asks);
    await other.opens("Answer or mark as resolved");
    await other.page.locator("textarea[id^=words_0]").fill("Yes. They meet on Thursday.");
    await other.sends("Answer");
    await walker.turns_to("Home");
    await walker.goes(walker.main.locator("#owed ~ ul li", { hasText: "Agnieszka Wojtasik wrote" }).first().getByRole("link"));
    console.log(walker.page.url());
    await walker.reads("They meet on Thursday.");
    await walker.opens("Answer or mark as resolved");
    await walker.sends("Mark as resolved");
    await walker.reads("The conversation is marked as resolved.", "1 resolved conversation");
    await other.turns_to("Home");
    assert.doesNotMatch(await other.main.innerText(), /NicGhillEathain wrote in a conversation with you/, "what is settled waits for nobody");

    await walker.follows("See what comes next in this evaluation");
    await walker.follows("Check and finish");
    await walker.reads(/7 indicators in scope have no judgement: 1\.2, .* and 9\.4\./);
    await walker.turns_to("Evaluations");
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }));
    await walker.follows("Publishing");
    await walker.chooses("audiences_public");
    await walker.sends("Check and preview");
    console.log(await walker.main.innerText());
}

// ---- a nervous evaluator

async function nervous_evaluator(here, { comes }) {
    const walker = await comes({ words: "Quality and improvement manager" });
    walker.visitor.expected.add(422);
    await walker.goes(walker.main.locator("#owed ~ ul li", { hasText: "6.2: due on" }).getByRole("link"));
    await walker.goes(walker.main.getByRole("link", { name: /^6\.2 Participation/ }).first());
    await walker.reads("strengths just outweigh weaknesses", "Compare what you found with levels 5 and 2. The level is yours to award");
    await walker.follows("Write a finding on evidence in use", walker.main.locator("#theme_1"));
    await walker.reads("To write a finding, open the evidence it comes from.");
    await walker.goes(walker.main.getByRole("link", { name: /^Drop-in conversations with 23 parents/ }));
    await walker.types("#statement", "Parents who came to the drop-in had never been asked how they want to be told.");
    await walker.chooses("kind_improvement");
    assert.equal(await walker.page.locator("input[name=themes]:checked").count(), 1, "the theme they come from is ticked");
    await walker.goes(walker.main.locator("form:has(#statement) button[type=submit]").last());
    await walker.reads("The finding is saved.", "Parents who came to the drop-in had never been asked how they want to be told.");
    await walker.chooses("level_3");
    await walker.chooses("confidence_low");
    await walker.types("#caveat", caveat);
    await walker.sends("Save the judgement", walker.page.locator("#judgement"));
    const field = walker.page.locator(".ds_question", { has: walker.page.locator("#rationale") });
    assert.match(await field.innerText(), /Say why you award this level/, "the problem stands beside its field");
    await walker.page.locator("[data-error-summary]").getByRole("link", { name: "Say why you award this level" }).click();
    assert.equal(await walker.page.evaluate(() => document.activeElement.id), "rationale");
    assert.deepEqual([await walker.page.isChecked("#level_3"), await walker.page.isChecked("#confidence_low"), await walker.page.inputValue("#caveat")], [true, true, caveat], "everything typed is kept");

    await walker.types("#rationale", "Parents are told late. Some groups are asked.");
    await walker.sends("Save the judgement", walker.page.locator("#judgement"));
    await walker.reads("The judgement is saved.", "Evaluated as adequate, level 3.", `Caveat: ${caveat}`);
    await walker.follows("See what comes next in this evaluation");
    await walker.reads("6 indicators are left to judge.");
    await walker.goes(walker.main.locator(".ts-map__tile", { hasText: "6.2" }).getByRole("link"));
    await walker.chooses("level_2");
    await walker.sends("Save the judgement", walker.page.locator("#judgement"));
    await walker.reads("Evaluated as weak, level 2.");
    await walker.opens("Withdraw this judgement");
    await walker.types("#reason", "I want to hear the pupil council first.");
    await walker.sends("Withdraw it");
    await walker.reads("The judgement is withdrawn. The history keeps it.", "This indicator is no longer judged.", "I want to hear the pupil council first.");
    console.log(await walker.main.locator("#judgement").innerText());
    assert.equal(await walker.page.locator("input[name=level]:checked").count(), 0, "no level takes its place");
    await walker.follows("See what comes next in this evaluation");
    await walker.reads("7 indicators are left to judge.");
    await walker.follows("See the history");
    await walker.reads("Judged indicator 6.2", "Withdrew the judgement on indicator 6.2");
}
const caveat = "Only 23 parents were heard, and no child.";

// ---- an inspector

const not_theirs = ["Nurture and inclusion in Tornabreck", "the youngest first, 2026 to 2027", "our evenings for young carers"];

async function inspector(here, { comes }) {
    const walker = await comes({ words: "Lead inspector" });
    walker.never = (words) => not_theirs.filter((title) => words.includes(title));
    await walker.reads(/Shared with you for inspection Growing up in Strathvarnoch/);
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }).first());
    await walker.follows("Read the report");
    await walker.reads("Staff are deployed by the numbers of 2019");
    await walker.goes(walker.page.locator(".ts-above").getByRole("link", { name: /^Growing up in Strathvarnoch/ }));
    await walker.follows("Inspection");
    await walker.reads("8 indicators have a level from both: inspectors gave 5 the same level, 2 a lower one and 1 a higher one.");
    await walker.turns_to("Home");
    await walker.goes(walker.main.locator(".ts-cards").getByRole("link", { name: /^Joint inspection/ }));
    await walker.goes(walker.main.locator(".ts-map__tile", { hasText: "7.2" }).getByRole("link"));
    await walker.follows("Write a finding on evidence in use", walker.main.locator("#theme_1"));
    await walker.goes(walker.main.getByRole("link", { name: /^Playroom and home visits by inspectors/ }));
    await walker.types("#statement", "On two islands nobody had covered for the health visitor since August.");
    await walker.chooses("kind_improvement");
    await walker.goes(walker.main.locator("form:has(#statement) button[type=submit]").last());
    await walker.reads("The finding is saved.", "On two islands nobody had covered for the health visitor since August.");
    for (const place of ["Evaluations", "Evidence", "Plans", "Reports", "People"]) await walker.turns_to(place);
    for (const [words, found] of [["Tornabreck", "Nothing found for"], ["youngest first", "Nothing found for"], ["Playroom and home visits", "Playroom and home visits by inspectors, October 2026"]]) {
        await walker.types("#search_all", words);
        await walker.goes(walker.page.locator(".ts-header__find"));
        await walker.reads(found);
    }
}

// ---- a board member

async function publishes_for_the_board(walker) {
    await walker.turns_to("Evaluations");
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }));
    await walker.follows("Publishing");
    await walker.chooses("audiences_board");
    await walker.sends("Check and preview");
    await walker.goes(walker.main.getByRole("button", { name: /^Publish for/ }));
    console.log(walker.page.url(), await walker.main.innerText());
}

async function board_member(here, { comes }) {
    await publishes_for_the_board(await comes(lead));
    const walker = await comes({ words: "Elected member" });
    console.log(await walker.main.innerText());
    await walker.goes(walker.main.locator("section", { has: walker.page.locator("#reports") }).getByRole("link", { name: /Growing up/ }).first());
    console.log(await walker.main.innerText());
}

// ---- a planner

async function planner(here, { comes }) {
    const walker = await comes(lead);
    await walker.turns_to("Evaluations");
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }));
    await walker.follows("Read the conclusion", walker.main.locator("section", { hasText: "How good is our management?" }));
    await walker.reads("It is weakest in two places that make each other worse.");
    await walker.turns_to("Plans");
    await walker.goes(walker.main.getByRole("link", { name: /^Children's services plan/ }));
    await walker.follows("Add an objective");
    console.log(await walker.main.innerText());
}

// ---- how they go

const pack_folder = fileURLToPath(new URL("../../frameworks/generic-2006/", import.meta.url));
const pack = plain(readdirSync(pack_folder, { recursive: true }).filter((name) => name.endsWith(".yaml")).map((name) => readFileSync(join(pack_folder, name), "utf8")).join("\n"));
const of_partners = (words) => words.split("\n").map((line) => line.trim()).filter((line) => /partner|\bshar(e|es|ed|ing)\b|signature|\bjoin/i.test(line) && !pack.includes(line.replace(/^\d(\.\d)? /, "")));

const walks = [
    { name: "a head teacher alone goes from her first page to the page that says what is missing", walk: head_teacher, is_demo: false },
    { name: "a partnership lead gives a gap to somebody, talks it over and sees what is missing before publishing", walk: partnership_lead },
    { name: "a nervous evaluator judges what is theirs, makes a mistake and takes it back", walk: nervous_evaluator },
    { name: "an inspector sees what was given to them, and finds nothing else", walk: inspector },
    { name: "a board member reads the report of the board, its pictures and the plan", walk: board_member },
    { name: "a planner goes from a conclusion to an objective, its action point, and paper", walk: planner },
];

async function on_a_site_of_its_own(here, viewport, { walk, is_demo = true }) {
    const site = await start_site(here.binary, { is_demo });
    const comes = async (person, options = {}) => {
        const visitor = await new_visitor(here.browser, site, null, { viewport, ...options });
        here.visitors.push(visitor);
        if (process.env.WALK) visitor.context.setDefaultTimeout(15000);
        const walker = new Walker(visitor.page);
        walker.visitor = visitor;
        if (person) await walker.steps_in(person);
        return walker;
    };
    try {
        await walk({ ...here, picture: () => {} }, { site, comes, viewport, walker: is_demo ? null : await comes(null) });
    } catch (error) {
        await site.stop();
        throw new Error(`${error.stack}\n--- its server said\n${site.said()}`);
    } finally {
        await site.stop();
    }
}

export const tests = walks.flatMap((walk) => [desktop, phone].map((viewport) => ({ name: `${walk.name}, at ${viewport.width}`, run: (here) => on_a_site_of_its_own(here, viewport, walk) })));
