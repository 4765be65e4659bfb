// Six people on their way through Touchstone: each starts at the first page, presses what the pages offer and never types another address.
// Every page that they reach is in order on the screen that they use, a wide one and a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { fill_date } from "./forms.mjs";
import { pictures_cut } from "./looks.mjs";
import { password } from "./set_up.mjs";
import { begins, judges } from "./start.mjs";
import { desktop, phone } from "./visitors.mjs";
import { on_a_site_of_its_own, plain } from "./walker.mjs";

const plan_pages_max = 8;
const files_ms = 450000;

const pages_of = (pdf) => Number(/^Pages:\s+(\d+)$/m.exec(execFileSync("pdfinfo", [pdf], { encoding: "utf8" }))[1]);

// ---- a head teacher who works alone

const with_others = /partner|\bshar(e|es|ed|ing)\b|signature|\bjoin/i;
const pack_folder = fileURLToPath(new URL("../../frameworks/generic-2006/", import.meta.url));
const pack_lines = readdirSync(pack_folder, { recursive: true }).filter((name) => name.endsWith(".yaml")).flatMap((name) => readFileSync(join(pack_folder, name), "utf8").split("\n"));
const of_pack = pack_lines.map((line) => line.replace(/^[\s-]*(\w+: )?["']?/, "").replace(/["']?\s*$/, "")).filter((line) => with_others.test(line));

// Lines that speak of partners and what goes with them, in words of ours: the framework's own may.
export const of_partners = (words) => words.split("\n").map((line) => of_pack.reduce((left, told) => left.replaceAll(told, ""), line)).filter((line) => with_others.test(line));

async function head_teacher(here, { site, comes }) {
    const walker = await comes(null);
    const secret = site.said().match(/set-up\?secret=(\S+)/)[1];
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
    await walker.goes_up_to("Do children find quiet here?");
    await walker.follows("Check and finish");
    await walker.reads("2 indicators in scope have no judgement: 5.1 and 9.4.", /no conclusion on “How good is our leadership\?”/, /capacity for improvement lacks: Effectiveness of leadership and management; .*Overall statement of confidence/);
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
    await other.reads(asks);
    await other.opens("Answer or mark as resolved");
    await other.page.locator("textarea[id^=words_0]").fill("Yes. They meet on Thursday.");
    await other.sends("Answer");
    await walker.turns_to("Home");
    await walker.goes(walker.main.locator("#owed ~ ul li", { hasText: "Agnieszka Wojtasik wrote" }).first().getByRole("link"));
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
    await walker.reads("2 conflicts in the evidence are not settled.", "Nothing has been put into plain words for this report: Public report.", "Publish for the public");
}

// ---- a nervous evaluator

const caveat = "Only 23 parents were heard, and no child.";

async function nervous_evaluator(here, { comes }) {
    const walker = await comes({ words: "Quality and improvement manager" });
    walker.expected.add(422);
    await walker.goes(walker.main.locator("#owed ~ ul li", { hasText: "6.2: due on" }).getByRole("link"));
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
    assert.equal(await walker.page.locator("input[name=level]:checked").count(), 0, "no level takes its place");
    await walker.follows("See what comes next in this evaluation");
    await walker.reads("7 indicators are left to judge.");
    await walker.follows("See the history");
    await walker.reads("Judged indicator 6.2", "Withdrew the judgement on indicator 6.2");
}

// ---- an inspector

const not_theirs = ["Nurture and inclusion in Tornabreck", "the youngest first, 2026 to 2027", "our evenings for young carers"];

async function inspector(here, { comes }) {
    const walker = await comes({ words: "Lead inspector" });
    walker.never = (words) => not_theirs.filter((title) => words.includes(title));
    await walker.reads(/Shared with you for inspection Growing up in Strathvarnoch/);
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }).first());
    await walker.follows("Read the report");
    await walker.reads("Staff are deployed by the numbers of 2019");
    await walker.goes_up_to(/^Growing up in Strathvarnoch/);
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

const to_decide = "Whether one post moves to the north coast. The health board, by 31 January.";

async function publishes_for_the_board(walker) {
    await walker.turns_to("Evaluations");
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }));
    await walker.follows("Publishing");
    await walker.chooses("audiences_board");
    await walker.sends("Check and preview");
    await walker.types("#to_decide", to_decide);
    await walker.goes(walker.main.getByRole("button", { name: /^Publish for/ }));
    await walker.main.getByText("With files to download").waitFor({ timeout: files_ms });
}

async function board_member(here, { comes, viewport }) {
    await publishes_for_the_board(await comes(lead));
    const walker = await comes({ words: "Elected member" });
    await walker.reads(/Reports for you Growing up in Strathvarnoch: services for children under six, 2026: Report to elected and board members, version 1/);
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }).first());
    await walker.reads(`What must be decided ${to_decide}`, "Posts are still shared out by the numbers of 2019, and three record systems do not connect.", "Confidence in the evidence and evaluations behind it: Moderate", /What happens next .*Families tell their story once/);
    assert.deepEqual(await pictures_cut(walker.page), [], "pictures of the report");
    const [download] = await Promise.all([walker.page.waitForEvent("download"), walker.main.getByRole("link", { name: /^PDF/ }).click()]);
    assert.equal(pages_of(await download.path()), 2, "the board's report has two pages");
    await walker.turns_to("Plans");
    await walker.goes(walker.main.getByRole("link", { name: /^Children's services plan/ }));
    await walker.reads("3 objectives", "1 action point is overdue.", "Hold review clinics in Port Ruadh and on the islands each month");
    assert.deepEqual(await pictures_cut(walker.page, viewport === phone), [], "pictures of the plan");
}

// ---- a planner

const objective = "One record follows each child", action = "Let two of the three systems exchange a child's plan";

async function planner(here, { comes, viewport }) {
    const walker = await comes(lead);
    await walker.turns_to("Evaluations");
    await walker.goes(walker.main.getByRole("link", { name: /^Growing up in Strathvarnoch/ }));
    await walker.follows("Read the conclusion", walker.main.locator("section", { hasText: "How good is our management?" }));
    await walker.reads("the systems that hold information about children do not connect");
    await walker.turns_to("Plans");
    await walker.goes(walker.main.getByRole("link", { name: /^Children's services plan/ }));
    await walker.follows("Add an objective");
    await walker.types("#title", objective);
    await walker.types("#difference", "Whoever helps a child has read what the last one wrote.");
    await walker.chooses("priority_medium");
    for (const rest of await walker.page.locator("summary", { hasText: /^Show (all )?\d+/ }).all()) await rest.click();
    await walker.picks("label:has-text('Auditors found three systems that cannot exchange records')");
    await walker.picks("label:has-text('8.4 Information systems')");
    await walker.sends("Save the objective");
    await walker.reads("The objective is saved.", "Auditors found three systems that cannot exchange records");
    await walker.follows("Add an action point");
    await walker.types("#title", action);
    await walker.selects("#lead", "Varnoch and Glens Health Board");
    await walker.selects("#owner", "Dr Priyanka Raghunathan-Weir, Lead paediatrician for community child health");
    await fill_date(walker.page, "due", ["30", "4", "2027"]);
    await walker.sends("Save the action point");
    await walker.reads("The action point is saved.", "Owner Dr Priyanka Raghunathan-Weir", "Due 30 April 2027");
    await walker.goes_up_to(objective);
    await walker.reads(action);
    await walker.follows("Line of sight");
    await walker.reads("1 item of evidence, 1 finding, 1 objective, 1 action point, 0 measures.", "8.4 judged 2 weak");

    await walker.goes_up_to(/^Children's services plan/);
    await walker.follows("All levels and answers");
    await walker.goes(walker.main.getByRole("link", { name: /^Answer\s?: 8\.4 Information systems/ }));
    await walker.types("#words", "The three systems exchange a child's plan before the next inspection.");
    await walker.selects("#objective", objective);
    await walker.sends("Save the answer");
    await walker.reads("Your answer is saved.", `The three systems exchange a child's plan before the next inspection. Taken up by: ${objective}`);
    await walker.goes_up_to(/^Children's services plan/);
    await walker.reads("4 objectives", objective, action);
    const pdf = join(here.out, `plan-${viewport.width}.pdf`);
    await walker.page.pdf({ path: pdf, format: "A4" });
    console.log(`       the plan prints on ${pages_of(pdf)} pages`);
    assert.ok(pages_of(pdf) <= plan_pages_max, `${pages_of(pdf)} pages`);
    assert.ok(plain(execFileSync("pdftotext", [pdf, "-"], { encoding: "utf8" })).includes(objective), "the new objective is on paper");
}

// ---- how they go

const walks = [
    { name: "a head teacher alone goes from her first page to the page that says what is missing", walk: head_teacher, is_demo: false },
    { name: "a partnership lead gives a gap to somebody, talks it over and sees what is missing before publishing", walk: partnership_lead },
    { name: "a nervous evaluator judges what is theirs, makes a mistake and takes it back", walk: nervous_evaluator },
    { name: "an inspector sees what was given to them, and finds nothing else", walk: inspector },
    { name: "a board member reads the report of the board, its pictures and the plan", walk: board_member },
    { name: "a planner goes from a conclusion to an objective, its action point, and paper", walk: planner },
];

export const tests = walks.flatMap((walk) => [desktop, phone].map((viewport) => ({ name: `${walk.name}, at ${viewport.width}`, run: (here) => on_a_site_of_its_own(here, viewport, walk) })));
