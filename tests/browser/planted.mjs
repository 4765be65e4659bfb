// Tests that cannot fail prove nothing: these plant faults, and the checks must find them.
import assert from "node:assert/strict";
import { createServer } from "node:http";

import { page_faults, pictures_cut } from "./looks.mjs";
import { phone } from "./visitors.mjs";
import { Walker } from "./walker.mjs";
import { of_partners } from "./walks.mjs";

const nowhere_ms = 15000;
const faulty = `<!DOCTYPE html><html lang="en"><head><title>Faulty</title><meta name="viewport" content="width=device-width"></head>
<body><h1>One</h1><h1>Two</h1><form><input name="nameless"></form>
<p style="color:#fff;background:#fff">Nobody can read this.</p><p style="width:900px">Too wide</p>
<script>console.error("planted");</script><img alt="" src="/missing.png"></body></html>`;

const page_of = (body) => `<!DOCTYPE html><html lang="en"><head><title>A step</title><meta name="viewport" content="width=device-width"></head><body><main><h1>A step</h1>${body}</main></body></html>`;
const ways = page_of(`<p><a href="/wide">Wide</a></p><p><a href="/pale">Pale</a></p><p><a href="/partners">Partners</a></p><p><a href="/cut">Cut</a></p><p><a href="/framework">Framework</a></p><p><button type="button">Nowhere</button></p>`);
const steps = {
    "/ways": ways,
    "/wide": page_of(`<p style="width:900px">Too wide</p>`),
    "/pale": page_of(`<p style="color:#fff;background:#fff">Nobody can read this.</p>`),
    "/partners": page_of("<p>You see what is shared with you.</p>"),
    "/framework": page_of("<p>8.1 Partnership working</p>"),
    "/cut": page_of(`<figure class="ts-figure"><figcaption>The plan over time</figcaption><div class="ts-figure__picture" style="overflow:hidden"><svg width="700" height="40"><text x="600" y="20">March</text></svg></div></figure>`),
};

async function serve_fault() {
    const pages = { "/faulty": faulty, ...steps };
    const server = createServer((request, response) => {
        response.writeHead(pages[request.url] ? 200 : 404, { "Content-Type": "text/html; charset=utf-8" });
        response.end(pages[request.url] ?? "");
    });
    await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
    return server;
}

async function finds_faults(here) {
    const server = await serve_fault();
    const visitor = await here.visitor(null);
    try {
        await visitor.page.goto(`http://127.0.0.1:${server.address().port}/faulty`);
        const found = (await page_faults(visitor.page)).join("\n");
        for (const fault of ["axe label", "axe color-contrast", "2 first headings", "pixels wide on a phone"]) assert.ok(found.includes(fault), `${fault} was not found in:\n${found}`);
        const behind = visitor.faults.join("\n");
        for (const fault of ["console: planted", "request to elsewhere", "status 404"]) assert.ok(behind.includes(fault), `${fault} was not noted in:\n${behind}`);
        visitor.faults.length = 0;  // they were meant
    } finally {
        server.close();
        server.closeAllConnections();
    }
}

// On the way of a walk: a page that is too wide, one that nobody can read, words of partners, a picture that is cut off, words that are missing and a button that leads nowhere.
async function walks_find_faults(here) {
    const server = await serve_fault();
    const visitor = await here.visitor(null, { viewport: phone });
    visitor.context.setDefaultTimeout(nowhere_ms);
    const walker = new Walker(visitor.page);
    walker.never = of_partners;
    const back = () => visitor.page.goto(`http://127.0.0.1:${server.address().port}/ways`);
    try {
        await back();
        for (const [link, fault] of [["Wide", /pixels wide on a phone of 360/], ["Pale", /axe color-contrast/], ["Partners", /what is shared with you/]]) {
            await assert.rejects(walker.follows(link), fault);
            await back();
        }
        await assert.rejects(walker.sends("Nowhere"), /waitForNavigation/);
        await assert.rejects(walker.reads("Evaluated as good"), /does not say Evaluated as good/);
        await walker.follows("Framework");
        await back();
        await walker.follows("Cut");
        assert.deepEqual(await pictures_cut(visitor.page), ["The plan over time"]);
        visitor.faults.length = 0;  // requests to elsewhere: they were meant
    } finally {
        server.close();
        server.closeAllConnections();
    }
}

export const tests = [
    { name: "planted faults are found", run: finds_faults },
    { name: "walks find what is planted on their way", run: walks_find_faults },
];
