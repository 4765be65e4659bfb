// The core of the story with scripts switched off.
import assert from "node:assert/strict";

import { add_evidence, add_finding, fill_judgement, levels_chosen, save_judgement, save_proposed_scope, set_up_evaluation } from "./forms.mjs";
import { people } from "./visitors.mjs";

async function goes_without_scripts(here) {
    const { page } = await here.visitor(people.evaluator, { javaScriptEnabled: false });
    const evaluation = await set_up_evaluation(page, "Without scripts");
    await save_proposed_scope(page, evaluation);
    await add_evidence(page, evaluation, "What we saw without scripts");
    await add_finding(page, "Children chose what to play with, and came back to it.", ["2.1/1"]);
    await page.goto(`${evaluation}/indicators/2.1`);
    assert.ok(await page.getByText("Children chose what to play with, and came back to it.").isVisible());
    assert.equal(await levels_chosen(page), 0);
    await fill_judgement(page, { level: 3, rationale: "One visit shows it, and nothing else yet." });
    await save_judgement(page);
    assert.ok(await page.getByText("One visit shows it, and nothing else yet.").first().isVisible());
}

export const tests = [{ name: "set-up, scope, evidence, finding and judgement go without scripts", run: goes_without_scripts }];
