// Somebody who goes from page to page by what stands there, on one screen; every page that they reach is in order on it.
import assert from "node:assert/strict";

import { shown_faults } from "./looks.mjs";
import { Person } from "./set_up.mjs";
import { start_site } from "./site.mjs";
import { new_visitor } from "./visitors.mjs";

export const plain = (text) => text.replace(/\s+/g, " ");

// never(words): those lines of a page that must not stand there.
export class Walker extends Person {
    never = () => [];
    get main() {
        return this.page.locator("main");
    }
    async looks() {
        ++this.pages;
        assert.deepEqual(await shown_faults(this.page), [], this.page.url());
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
    async goes_up_to(words) {
        await this.goes(this.page.locator(".ts-above").getByRole("link", { name: words }));
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

// The walk on a server of its own: walk(here, {site, viewport, comes(person): a Walker who has stepped in as that person, or stands before the door where it is null}).
export async function on_a_site_of_its_own(here, viewport, { walk, is_demo = true }) {
    const site = await start_site(here.binary, { is_demo });
    const comes = async (person) => {
        const visitor = await new_visitor(here.browser, site, null, { viewport });
        here.visitors.push(visitor);
        const walker = new Walker(visitor.page);
        walker.expected = visitor.expected;
        if (person) await walker.steps_in(person);
        return walker;
    };
    try {
        await walk({ ...here, picture: () => {} }, { site, comes, viewport });
    } catch (error) {
        await site.stop();
        throw new Error(`${error.stack}\n--- its server said\n${site.said()}`);
    } finally {
        await site.stop();
    }
}
