// A head teacher begins an evaluation of her own and awards its first level. Time is reckoned as in set_up.mjs; pages and fields are counted.
import assert from "node:assert/strict";

import { fill_date, path_of } from "./forms.mjs";
import { Person } from "./set_up.mjs";
import { new_visitor } from "./visitors.mjs";

const head_teacher = { words: "Head teacher", number: 0 };
const seconds_max = 120;
const pages_max = 7;

const submit = (person) => person.page.locator("main form[method=post] button[type=submit]").last();

// From the first page of beginning one. level: where her service works, if none of hers is ticked already.
export async function begins(here, person, level = null) {
    await person.types("#title", "Do children find quiet here?");
    await person.types("#why", "The new hall is loud.");
    await here.picture(person.page, "60-start-what");
    await person.clicks(submit(person), /start\/steps\/who/);
    assert.equal(await person.page.locator("input[name=services]:checked").count(), level ? 0 : 1, "her only service need not be chosen");
    if (level) await person.chooses(`level_${level}`);
    await here.picture(person.page, "61-start-who");
    await person.clicks(submit(person), /start\/steps\/when/);
    await person.clicks(submit(person), /start\/steps\/scope/);
    await person.chooses("scope_small_start");
    await here.picture(person.page, "62-start-scope");
    await person.clicks(submit(person), /\/indicators\//);
    await here.picture(person.page, "63-started");
}

// From the desk to new evidence with what it says, and back to the desk for the level.
export async function judges(here, person) {
    await person.clicks(person.page.locator("a[href*='/evidence/new?']").first(), /evidence\/new/);
    await person.types("#title", "Noise in the hall");
    await person.chooses("source_observation");
    await fill_date(person.page, "from", ["1", "9", "2026"]);
    await fill_date(person.page, "to", ["30", "9", "2026"]);
    person.fields += 2;
    await person.chooses("security_secure");
    await person.chooses("kind_improvement");
    await person.types("#statement", "In five of nine visits children covered their ears.");
    await here.picture(person.page, "64-evidence-with-finding");
    await person.clicks(person.page.locator("main form[data-autosave] button[type=submit]").last(), /\/indicators\//);
    await person.chooses("level_3");
    await person.types("#rationale", "The hall is loud and children say so; classrooms are calm.");
    await person.chooses("confidence_moderate");
    if (await person.page.locator("#caveat").count()) await person.types("#caveat", "One month of visits, in one hall only.");
    await here.picture(person.page, "65-judging");
    await person.clicks(person.page.locator("#judgement form[data-autosave] button[type=submit]").last(), /./);
    assert.match(await person.page.locator("main").innerText(), /The judgement is saved|Level 3|3 adequate/);
}

async function first_level(here) {
    const visitor = await new_visitor(here.browser, here.site, head_teacher);
    here.visitors.push(visitor);
    const person = new Person(visitor.page);
    await person.at("/evaluations/start");
    await begins(here, person);
    const begun = { pages: person.pages, fields: person.fields, seconds: person.seconds };
    console.log(`       begun in ${begun.pages} pages, ${begun.fields} fields and ${begun.seconds.toFixed(0)} seconds of a person's time`);
    assert.ok(begun.seconds < seconds_max, "beginning takes too long");
    await judges(here, person);
    console.log(`       a level in ${person.pages - 1} pages and ${person.fields} fields: ${path_of(visitor.page)}`);
    assert.ok(person.pages - 1 <= pages_max, `the first level takes ${person.pages - 1} pages`);
}

export const tests = [{ name: "a head teacher begins an evaluation and awards its first level", run: first_level }];
