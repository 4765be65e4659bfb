// Every page that links lead to, as each kind of visitor. Addresses that differ only in ids and codes are one shape, which is looked at once;
// but an evaluation that is finished, one half done and a new one are three.
import assert from "node:assert/strict";

import { save, set_up_evaluation } from "./forms.mjs";
import { axe_faults, page_faults, parts_and_links } from "./looks.mjs";
import { new_visitor, people } from "./visitors.mjs";

const shapes_max = 400;
const is_id = /^[0-9a-z]{26}$/;
const evaluations = new Map();  // id -> finished, half or new

function shape_of(url) {
    const parts = url.pathname.split("/").map((part, at, all) => {
        if (is_id.test(part)) return all[at - 1] === "evaluations" ? evaluations.get(part) ?? "{evaluation}" : `{${all[at - 1]}}`;
        return /^\d(\.\d)?$/.test(part) ? "{number}" : part;
    });
    return [parts.join("/"), ...new Set(url.searchParams.keys())].join(" ?");
}

// Not pages: files, and what a script asks for.
export const is_page = (url) => !/^\/(assets|drafts|healthz|readyz|api)|\/files\/|\/result$|\/state$|\/import\/template$|plans\/[^/]+\/calendar$|\/publishing\/\d+$|\/(pdf|docx|xlsx|json)$|\.(csv|json)$/.test(url.pathname);

async function name_evaluations(here) {
    if (evaluations.size) return;
    const { page, context } = await new_visitor(here.browser, here.site, people.administrator);
    const untouched = "Nothing chosen yet";
    await set_up_evaluation(page, untouched);
    await page.goto("/evaluations");
    for (const row of await page.locator("#evaluations tbody tr").all()) {
        const cells = await row.locator("td").allInnerTexts();
        const [judged, evidence] = cells.slice(-2).map(Number);
        const state = cells.includes("Not shared") ? "shared" : cells.includes("Finished") ? "finished" : judged > 0 || evidence > 0 ? "half" : (await row.locator("th a").innerText()) === untouched ? "new" : "begun";
        evaluations.set((await row.locator("th a").getAttribute("href")).split("/").at(-1), state);
    }
    for (const state of ["finished", "half", "new"]) assert.ok([...evaluations.values()].includes(state), `there is no evaluation that is ${state}`);
    await context.close();
}

// The oldest, which is the demonstration’s own.
const id_of = (state) => [...evaluations].reverse().find(([, name]) => name === state)[0];

// Beside what links lead to: indicators without illustrations and out of scope, the last question, searches, and a page that is not there.
function seeds(person) {
    const half = `/evaluations/${id_of("half")}`;
    const open = ["/", "/preview", "/about", "/sign-in", "/reset?sent=yes", "/step-in", "/frameworks", "/set-up?secret=x", "/no-such-page"];
    if (!person) return open;
    const signed_in = [`/evaluations/${id_of("new")}`, half, `/evaluations/${id_of("finished")}`, `${half}/indicators/1.1`, `${half}/questions/6`, `${half}/heard`, `${half}/triangulation`, `${half}/triangulation?indicator=2.1`, "/evidence?q=nothing+holds+this", "/evidence?q=locality+reviewed", "/calibration", "/standards",
                       "/account?changed=yes", "/account/factor", "/account/partnership", "/records", "/organisations", "/organisations?q=nothing+holds+this", "/sharing", "/plans", "/duties", "/duties?kind=policy", "/good-practice", "/questionnaires", "/measures", "/walls", "/talks", "/comments", "/comments?kind=complaint", "/good-practice?q=nothing+holds+this", "/good-practice?indicator=4.2", "/evaluations/00000000000000000000000000"];
    return ["/", ...signed_in];
}

const looked_at = new Set();  // shapes with the parts they had

// What the server sends, not yet shown: its status, the page's parts, and where its links lead.
async function sent(visitor, url) {
    const answer = await visitor.context.request.get(url.href);
    ++visitor.moves;
    return { status: answer.status(), ...(await parts_and_links(visitor.page, await answer.text(), url.href)) };
}

// A page that was looked at already, as somebody else or by another id, and is made of the same parts is not shown again.
async function look_at(visitor, url, is_error_wanted) {
    const { status, parts, links } = await sent(visitor, url);
    const faults = is_error_wanted || status < 400 ? [] : [`status ${status}`];
    const key = `${shape_of(url)}\n${parts}`;
    if (!looked_at.has(key)) {
        looked_at.add(key);
        visitor.faults.length = 0;
        await visitor.page.goto(url.href, { waitUntil: "load" });
        faults.push(...(await page_faults(visitor.page)), ...visitor.faults);
    }
    return { faults, links };
}

async function crawl(here, person) {
    await name_evaluations(here);
    const visitor = await here.visitor(person);
    visitor.expected.add(404);
    await visitor.page.goto("/about");  // what is sent is read in a page of the same origin
    const queue = seeds(person).map((path) => new URL(path, here.site.address));
    const seen = new Set(queue.map(shape_of)), wanted = new Set(queue.map(String));
    const found = [];
    let pages = 0, rendered = 0;
    for (let url = queue.shift(); url && pages < shapes_max; url = queue.shift(), ++pages) {
        const is_error_wanted = /no-such-page|0{26}/.test(url.pathname);
        const shown = looked_at.size;
        const { faults, links } = await look_at(visitor, url, is_error_wanted);
        rendered += looked_at.size - shown;
        found.push(...faults.map((fault) => `${url.pathname}${url.search}: ${fault}`));
        for (const link of links.map((href) => new URL(href))) {
            const shape = shape_of(link);
            if (link.origin !== here.site.address || !is_page(link) || seen.has(shape) || wanted.has(link.href)) continue;
            seen.add(shape);
            queue.push(link);
        }
    }
    visitor.faults.length = 0;  // they are in what was found
    assert.equal(queue.length, 0, "there are more pages than the crawl looks at");
    console.log(`       ${pages} pages, ${rendered} of them shown`);
    assert.ok(pages >= (person ? 15 : 8), `only ${pages} pages were found`);
    assert.deepEqual(found, []);
}

// Each form sent as it stands, with nothing in it.
async function empty_forms(here) {
    await name_evaluations(here);
    const visitor = await here.visitor(people.administrator);
    const { page } = visitor;
    visitor.expected.add(422);
    await page.goto("/evidence");
    const item = await page.locator(".ts-card__title a").first().getAttribute("href");
    const half = `/evaluations/${id_of("half")}`;
    await page.goto(`${half}?show=not_judged`);
    const desk = await page.locator(".ts-row__title").first().getAttribute("href");
    const sent_to = (action) => () => page.locator(`main form[action="${action}"] button[type=submit]`).click();
    const forms = [[desk], ["/evaluations/new"], [`/evaluations/${id_of("new")}/scope`], ["/evidence/new"], ["/plans/new"], ["/duties/new"], ["/good-practice/new"], [item], [`${half}/questions/5`],
                   ["/people/invite", sent_to("/people/invite")], ["/reset", sent_to("/reset")], ["/account/factor", sent_to("/account/factor")], ["/organisations/new", sent_to("/organisations/new")], ["/organisations/join", sent_to("/organisations/join")], ["/organisations/import", sent_to("/organisations/import")], ["/services/new", sent_to("/services/new")], ["/account", sent_to("/account")], ["/sign-in", sent_to("/sign-in")], ["/set-up", sent_to("/set-up")]];
    const found = [];
    for (const [address, send = () => save(page)] of forms) {
        await page.goto(address);
        await Promise.all([page.waitForResponse((response) => response.status() === 422), send()]).catch((error) => { throw new Error(`${address}: ${error.message}`); });
        await page.waitForLoadState();
        await page.locator("[data-error-summary]").waitFor().catch(() => found.push(`${address}: no list of problems`));
        found.push(...(await page_faults(page)).map((fault) => `${address} sent empty: ${fault}`));
    }
    assert.deepEqual(found, []);
}

async function in_the_dark(here) {
    await name_evaluations(here);
    const { page } = await here.visitor(people.evaluator, { colorScheme: "dark" });
    const finished = `/evaluations/${id_of("finished")}`;
    const found = [];
    for (const address of ["/", "/evaluations", finished, `${finished}/indicators/5.1`, `${finished}/report`, `${finished}/history`, `/evaluations/${id_of("half")}/indicators/2.1`, "/evaluations/new", "/evidence", "/organisations", "/preview"]) {
        await page.goto(address);
        found.push(...(await axe_faults(page)).map((fault) => `${address} in the dark: ${fault}`));
    }
    assert.deepEqual(found, []);
}

const visitors = [["an administrator", people.administrator], ["an evaluator", people.evaluator], ["a reader", people.reader], ["somebody signed out", null]];

export const tests = [
    ...visitors.map(([name, person]) => ({ name: `every page is in order for ${name}`, run: (here) => crawl(here, person) })),
    { name: "every form with problems is in order", run: empty_forms },
    { name: "the main pages are in order in the dark", run: in_the_dark },
];
