// Signing in at a real provider: run.mjs BINARY. The last line is "N passed, N failed"; exit status 1 when not all is well.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { client, start_provider } from "./provider.mjs";

const keys_rest_ms = 5200;  // for a token with an unknown key, keys are fetched anew no more often

const people = {
    known: { subject: "s-known", email: "Known@Example.org" },
    moved: { subject: "s-moved", email: "moved@example.org" },
    closed: { subject: "s-closed", email: "closed@example.org" },
    unverified: { subject: "s-unverified", email: "unverified@example.org", is_unverified: true },
    stranger: { subject: "s-stranger", email: "stranger@example.org" },
};

// The code of an authenticator app (RFC 6238) for a key of zero bytes.
function code_of(key, at = Date.now()) {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
    const hash = createHmac("sha1", Buffer.alloc((key.length * 5) / 8)).update(counter).digest();
    return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}

function free_port() {
    return new Promise((found) => {
        const probe = createServer();
        probe.listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => found(port));
        });
    });
}

// A browser as far as it matters here: cookies by server, and redirects that are followed one at a time.
class Browser {
    cookies = new Map();
    async get(address, options = {}) {
        const origin = new URL(address).origin;
        const jar = this.cookies.get(origin) ?? this.cookies.set(origin, new Map()).get(origin);
        const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "), ...options.headers };
        const answer = await fetch(address, { ...options, headers, redirect: "manual" });
        for (const line of answer.headers.getSetCookie()) {
            const [pair] = line.split(";");
            const at = pair.indexOf("=");
            if (/max-age=0/i.test(line) || /expires=thu, 01 jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
            else jar.set(pair.slice(0, at), pair.slice(at + 1));
        }
        return answer;
    }
    // The address that is led back to, not yet asked for.
    async way_back(start, site) {
        let address = start;
        for (let step = 0; step < 12; ++step) {
            const answer = await this.get(address);
            const location = answer.headers.get("location");
            if (!location) return { answer, address };
            address = new URL(location, address).href;
            if (address.startsWith(`${site}/sign-in/openid/back`)) return { address };
        }
        throw new Error("led round in circles");
    }
    async name(site) {
        return (await (await this.get(`${site}/`)).text()).match(/Good to see you, ([^<]+)/)?.[1] ?? null;
    }
}

async function start_touchstone(binary, folder, port, provider, name) {
    const data = ["--data", join(folder, "data")];
    await writeFile(join(folder, "secret"), `${client.secret}\n`);
    const server = spawn(binary, ["serve", ...data, "--listen", `127.0.0.1:${port}`, "--openid-issuer", provider, "--openid-client", client.id, "--openid-secret-file", join(folder, "secret"), "--openid-name", name], { stdio: ["ignore", "pipe", "pipe"] });
    const said = [];
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => said.push(String(text)));
    for (let wait = 0; wait < 200 && !said.join("").includes("is ready at"); ++wait) await new Promise((go) => setTimeout(go, 50));
    return { said: () => said.join(""), stop: () => new Promise((end) => { server.once("exit", end); server.kill(); }) };
}

const tests = {
    async "somebody whom the provider knows by a verified address is signed in"({ site, provider }) {
        const browser = new Browser();
        assert.match(await (await browser.get(`${site}/sign-in`)).text(), /Sign in with Strathvarnoch sign-in/);
        provider.who = people.known.subject;
        const { address } = await browser.way_back(`${site}/sign-in/openid?next=%2Fevidence`, site);
        const answer = await browser.get(address);
        assert.equal(answer.status, 303);
        assert.equal(answer.headers.get("location"), "/evidence");
        assert.equal(await browser.name(site), "Known");
    },
    async "with a second factor the code is asked for before anybody is signed in"({ site, provider, sql }) {
        sql("insert into factor (account_id, secret, made_at, confirmed_at, last_step) select id, 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 1, 1, 0 from account where email = 'known@example.org'");
        const browser = new Browser();
        provider.who = people.known.subject;
        const { address } = await browser.way_back(`${site}/sign-in/openid`, site);
        assert.equal((await browser.get(address)).headers.get("location"), "/sign-in/code");
        assert.equal(await browser.name(site), null, "signed in without the code");
        const page = await (await browser.get(`${site}/sign-in/code`)).text();
        const send = (code) => browser.get(`${site}/sign-in/code`, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ csrf: page.match(/name="csrf" value="([^"]+)"/)[1], code }).toString() });
        assert.equal((await send("000000")).status, 422);
        assert.equal((await send(code_of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"))).status, 303);
        assert.equal(await browser.name(site), "Known");
        sql("delete from factor");
    },
    async "who is unknown, unverified or disabled is not let in, all with the same words"({ site, provider }) {
        const words = new Set();
        for (const person of [people.stranger, people.unverified, people.closed]) {
            const browser = new Browser();
            provider.who = person.subject;
            const { address } = await browser.way_back(`${site}/sign-in/openid`, site);
            const answer = await browser.get(address);
            assert.equal(answer.status, 403, person.email);
            words.add((await answer.text()).match(/<main[\s\S]*<\/main>/)[0]);
            assert.equal(await browser.name(site), null);
        }
        assert.equal(words.size, 1);
    },
    async "who is known by subject stays known when the address changes, and nobody else gets the account with the address"({ site, provider }) {
        const sign_in = async (subject) => {
            const browser = new Browser();
            provider.who = subject;
            const { address } = await browser.way_back(`${site}/sign-in/openid`, site);
            await browser.get(address);
            return browser.name(site);
        };
        assert.equal(await sign_in(people.moved.subject), "Moved");
        provider.people.set(people.moved.subject, { email: "new@example.org", email_verified: true });
        provider.people.set("s-later", { email: people.moved.email, email_verified: true });
        assert.equal(await sign_in(people.moved.subject), "Moved");
        assert.equal(await sign_in("s-later"), null, "the next owner of an address got the account");
    },
    async "a changed state, another browser and a code used twice are refused"({ site, provider }) {
        const browser = new Browser();
        provider.who = people.known.subject;
        const { address } = await browser.way_back(`${site}/sign-in/openid`, site);
        const other = new URL(address);
        other.searchParams.set("state", `${other.searchParams.get("state").slice(0, -1)}x`);
        for (const [who, where] of [[new Browser(), address], [browser, other.href]]) assert.equal((await who.get(where)).status, 403);
        // Refused, the errand is over: begin again.
        const again = await browser.way_back(`${site}/sign-in/openid`, site);
        const cookies = new Map(browser.cookies.get(site));
        assert.equal((await browser.get(again.address)).status, 303);
        const replay = new Browser();
        replay.cookies.set(site, cookies);
        assert.equal((await replay.get(again.address)).status, 403, "a code was taken twice");
        assert.equal((await browser.get(`${site}/sign-in/openid/back?error=access_denied&state=x`)).status, 403);
        assert.equal((await browser.get(again.address, { method: "HEAD" })).status, 405);
    },
    async "a token that somebody in the middle has changed is refused"({ site, provider }) {
        const part = (object) => Buffer.from(JSON.stringify(object)).toString("base64url");
        const claims_of = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
        const forgeries = {
            "another person": (token) => [token.split(".")[0], part({ ...claims_of(token), sub: people.known.subject, email: people.known.email }), token.split(".")[2]].join("."),
            "no signature": (token) => [part({ alg: "none" }), part({ ...claims_of(token), sub: people.known.subject }), ""].join("."),
            "no token": () => "",
        };
        for (const [what, forge] of Object.entries(forgeries)) {
            const browser = new Browser();
            provider.who = people.stranger.subject;
            provider.forge = (body) => JSON.stringify({ ...JSON.parse(body), id_token: forge(JSON.parse(body).id_token) });
            const { address } = await browser.way_back(`${site}/sign-in/openid`, site);
            const answer = await browser.get(address);
            provider.forge = null;
            assert.equal(answer.status, 403, what);
        }
    },
    async "nobody is sent out of the site afterwards"({ site, provider }) {
        for (const next of ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "/x\r\nSet-Cookie: a=b"]) {
            const browser = new Browser();
            provider.who = people.known.subject;
            const { address } = await browser.way_back(`${site}/sign-in/openid?next=${encodeURIComponent(next)}`, site);
            const answer = await browser.get(address);
            assert.ok(answer.status === 303 ? answer.headers.get("location").startsWith("/") && !/elsewhere|[\r\n]/.test(answer.headers.get("location")) : answer.status < 500, `${next}: ${answer.status} ${answer.headers.get("location")}`);
        }
    },
    async "the provider may change its keys, and their kind"(here) {
        for (const [algorithm, kid] of [["RS256", "second"], ["ES256", "third"], ["PS256", "fourth"]]) {
            const { people: known } = here.provider;
            await here.provider.stop();
            here.provider = await start_provider(here.provider_port, here.back, { algorithm, kid });
            here.provider.people = known;
            here.provider.who = people.known.subject;
            await new Promise((go) => setTimeout(go, keys_rest_ms));
            const browser = new Browser();
            const { address } = await browser.way_back(`${here.site}/sign-in/openid`, here.site);
            assert.equal((await browser.get(address)).status, 303, `${algorithm} ${kid}`);
        }
    },
    async "a provider that is away gets a plain page, quickly, and sign-in by password stays"({ site, provider }) {
        await provider.stop();
        const browser = new Browser();
        const began = Date.now();
        const { address } = await browser.way_back(`${site}/sign-in/openid`, site).catch(() => ({ address: null }));
        assert.ok(address === null || address.startsWith("http"), "an answer of our own");
        const back = await browser.get(`${site}/sign-in/openid/back?code=x&state=x`);
        assert.equal(back.status, 403);
        assert.ok(Date.now() - began < 11000);
        assert.equal((await browser.get(`${site}/sign-in`)).status, 200);
    },
};

const binary = resolve(process.argv[2] ?? "");
const folder = await mkdtemp(join(tmpdir(), "touchstone-openid-"));
const data = join(folder, "data");
const port = await free_port(), provider_port = await free_port();
const site = `http://127.0.0.1:${port}`, back = `${site}/sign-in/openid/back`;
const here = { site, back, provider_port, provider: await start_provider(provider_port, back) };
for (const person of Object.values(people)) here.provider.people.set(person.subject, { email: person.email, email_verified: !person.is_unverified });
for (const [name, person] of Object.entries(people))
    if (name !== "stranger") execFileSync(binary, ["account", "add", "--data", data, "--email", person.email, "--name", name[0].toUpperCase() + name.slice(1), "--role", "evaluator", "--partnership", "Testshire"], { input: "seven quiet herons wade\nseven quiet herons wade\n" });
execFileSync(binary, ["account", "disable", "--data", data, people.closed.email]);
here.sql = (text) => execFileSync("python3", ["-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()", join(data, "touchstone.db"), text]);
let server = await start_touchstone(binary, folder, port, here.provider.address, "Strathvarnoch sign-in");

let passed = 0, failed = 0;
async function run(name, test) {
    try {
        await test(here);
        console.log(`ok     ${name}`);
        ++passed;
    } catch (error) {
        console.log(`FAILED ${name}\n  ${error.stack}\n  the provider was asked: ${here.provider.asked.slice(-6).join(", ")}`);
        ++failed;
    }
}
// Planted: if whom the provider does not know verified were taken for somebody, the first test would have to say so.
await tests["somebody whom the provider knows by a verified address is signed in"]({ ...here, provider: { set who(_) { here.provider.who = people.stranger.subject; } } })
    .then(() => { console.log("FAILED the planted fault was not found"); ++failed; }, () => { console.log("ok     the planted fault is found"); ++passed; });
for (const [name, test] of Object.entries(tests)) await run(name, test);
console.log(failed ? `--- what the server said\n${server.said()}` : "");
await server.stop();
await here.provider.stop().catch(() => {});
await rm(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
