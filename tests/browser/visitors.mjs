// People with a browser. Whatever goes wrong behind their pages is written down.
import { chromium } from "playwright-core";

const page_ms = 120000;  // for one step, on a busy machine
export const desktop = { width: 1280, height: 900 };
export const phone = { width: 360, height: 780 };

// The demonstration's people by what they may do: the words that the page to step in says about them, and which of those it is.
export const people = {
    administrator: { words: "adds people", number: 0 },
    lead: { words: "gives roles", number: 0 },
    evaluator: { words: "Gathers evidence", number: 0 },
    second_evaluator: { words: "Gathers evidence", number: 1 },
    reader: { words: "Changes nothing", number: 0 },
};

export function open_browser() {
    return chromium.launch({
        executablePath: "/usr/bin/chromium",
        handleSIGINT: false,
        handleSIGTERM: false,
        args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
}

// Notes faults: errors in the console (the Content Security Policy reports there), failed or refused requests, and requests to anywhere else.
function watch(page, address, visitor) {
    const note = (text) => visitor.faults.push(`${text} (on ${page.url()})`);
    page.on("console", (message) => {
        // Refused requests are judged by their status below.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) note(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => note(`script: ${error.message}`));
    for (const sign of ["request", "response", "load"]) page.on(sign, () => ++visitor.moves);
    page.on("request", (request) => {
        visitor.requests.push(request.url());
        if (!request.url().startsWith(`${address}/`) && !/^(data|blob):/.test(request.url())) note(`request to elsewhere: ${request.url()}`);
    });
    page.on("requestfailed", (request) => {
        const why = request.failure()?.errorText;
        if (why !== "net::ERR_ABORTED") note(`failed request: ${request.url()} ${why}`);  // aborted: the visitor went on, or the answer is a download
    });
    page.on("response", (response) => {
        if (response.status() >= 400 && !visitor.expected.has(response.status())) note(`status ${response.status()}: ${response.url()}`);
    });
}

const memories = new Map();

export async function step_in(page, { words, number }) {
    await page.goto("/step-in");
    await page.locator("main li", { hasText: words }).nth(number).getByRole("button").click();
    await page.waitForURL((url) => url.pathname === "/");
}

// A visitor of one's own: {page, context, faults, requests, moves (signs of life), expected (statuses that are no fault)}. person is one of people, or null for somebody signed out.
export async function new_visitor(browser, site, person, options = {}) {
        const context = await browser.newContext({ baseURL: site.address, viewport: desktop, locale: "en-GB", storageState: person ? memories.get(person) : undefined, ...options });
    context.setDefaultTimeout(page_ms);
    const visitor = { context, faults: [], requests: [], moves: 0, expected: new Set() };
    context.on("page", (page) => watch(page, site.address, visitor));
    visitor.page = await context.newPage();
    if (person && !memories.has(person)) {
        await step_in(visitor.page, person);
        memories.set(person, await context.storageState());
    }
    return visitor;
}

export async function step_in_again(visitor, person) {
    const page = await visitor.context.newPage();
    await step_in(page, person);
    await page.close();
}
