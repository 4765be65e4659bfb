// Tests that cannot fail prove nothing: these plant faults, and the checks must find them.
import assert from "node:assert/strict";
import { createServer } from "node:http";

import { page_faults } from "./looks.mjs";

const faulty = `<!DOCTYPE html><html lang="en"><head><title>Faulty</title><meta name="viewport" content="width=device-width"></head>
<body><h1>One</h1><h1>Two</h1><form><input name="nameless"></form>
<p style="color:#fff;background:#fff">Nobody can read this.</p><p style="width:900px">Too wide</p>
<script>console.error("planted");</script><img alt="" src="/missing.png"></body></html>`;

async function serve_fault() {
    const server = createServer((request, response) => {
        response.writeHead(request.url === "/faulty" ? 200 : 404, { "Content-Type": "text/html; charset=utf-8" });
        response.end(request.url === "/faulty" ? faulty : "");
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

export const tests = [{ name: "planted faults are found", run: finds_faults }];
