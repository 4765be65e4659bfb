// Every page in a language in which each text of the product is bracketed: words outside of brackets that are no data stand in the code or in
// a template, and nobody can translate them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { is_page } from "./crawl.mjs";
import { start_site } from "./site.mjs";
import { new_visitor, people, step_in } from "./visitors.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const language = process.env.TOUCHSTONE_TEST_LANGUAGE ?? "en-GB-x-test";
const of_a_shape_max = 2;
const pages_min = 60;
const not_walked = ["/preview", "/outbox", "/snapshot-key"];  // samples with words of their own; mail in the language of whoever gets it; a command

// Names of things, the same in every language: the product, kinds of files, what a browser and a network call themselves.
const names = /\b(Touchstone|English|PDF|Word|Excel|CSV|JSON|SVG|MB|KB|GB|Chrome|Chromium|Linux|HeadlessChrome|OpenAPI|API|TOTP|touchstone\.ics|ts_\w+)\b/gi;
const day = /\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?( at \d{2}:\d{2})?/g;
const month = /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept|Oct|Nov|Dec)\b/g;

const seams = /[|,;:·()“”"/→–—]|\. | - /;

// What stands outside of brackets, which may stand within one another.
function outside(text) {
    let depth = 0, left = "";
    for (const character of text) {
        if (character === "[") ++depth;
        else if (character === "]") (left = depth ? `${left}|` : "|"), (depth = Math.max(depth - 1, 0));  // a line of a picture may hold the end only
        else if (!depth) left += character;
    }
    return left;
}

// A text of the data, or a good part of one; in a picture, where lines are broken, any part.
function knows(data, piece, is_drawn) {
    const plain = piece.replace(/^[\s:;,.]+|[\s:;,]+$/g, "").replace(/^\d+(\.\d+(\/\d+)?)? /, "").toLowerCase();
    const is_name = /^\p{Lu}\S+( \p{Lu}\S+)+$/u.test(piece);
    return !/\p{L}{2}/u.test(plain.replaceAll(names, "")) || data.whole.has(plain.replace(/\.$/, "")) || ((is_drawn || is_name || plain.length >= 12) && data.all.includes(plain));
}

export function hard_wired(texts, data) {
    return texts.filter(({ words, is_drawn }) => {
        const parts = outside(words).replaceAll("…", "").split(/\|| · /);
        const is_known = (piece) => knows(data, piece, is_drawn);
        const without_days = (part) => part.replaceAll(day, "|").replaceAll(month, "|");
        return !parts.every((part) => is_known(part) || part.split(seams).every(is_known) || part.split(/(?<=[.?!]) |^: /).every(is_known) || without_days(part).split(seams).every(is_known));
    }).map(({ words }) => words);
}

// What a person reads or hears of a page, without what its scripts make of it, and where its links lead.
function read(page, html, address) {
    return page.evaluate(([html, address]) => {
        const sent = new DOMParser().parseFromString(html, "text/html");
        const tidy = (text) => text.replace(/\s+/g, " ").trim();
        const texts = new Map();
        const add = (text, is_drawn) => texts.set(`${tidy(text)} ${is_drawn}`, { words: tidy(text), is_drawn });
        const walk = sent.createTreeWalker(sent.documentElement, NodeFilter.SHOW_TEXT);
        // Keys are called alike everywhere. A line of a picture may stand in the middle of a text that began lines before, in the same group; and a
        // search marks words in the midst of others.
        const depths = new Map();
        for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const around = node.parentElement, group = around.matches("svg text") ? around.closest("g, svg") : null;
            if (/^(script|style|kbd)$/i.test(around.tagName) || around.matches("#language > option[value]:not([value=''])")) continue;  // ICU names languages, and knows none of tests
            if (around.closest(".ts-language") || (around.closest("[lang]") ?? sent.documentElement).lang !== sent.documentElement.lang) continue;  // and what is marked as another language is no text of the product
            if (/^\s*https?:\/\/\S+\s*$/.test(node.data)) continue;  // an address is the same in every language
            if (around.closest(".ts-code") && /^\s*[a-z]+(-[a-z]+)+\s*$/.test(node.data)) continue;  // and so are words of chance that lead somewhere
            if (around.tagName === "TEXTAREA") {  // each line by itself, as it was typed
                for (const line of node.data.split("\n")) add(line, false);
                continue;
            }
            const before = group && !node.data.trim().startsWith("[") ? (depths.get(group) ?? 0) : 0;
            add("[".repeat(before) + node.data, group !== null || around.closest(".ts-found") !== null);
            if (group) depths.set(group, Math.max(0, before + node.data.split("[").length - node.data.split("]").length));
        }
        for (const name of ["aria-label", "title", "alt", "placeholder"]) for (const element of sent.querySelectorAll(`[${name}]`)) add(element.getAttribute(name), false);
        return { lang: sent.documentElement.lang, texts: [...texts.values()], links: [...sent.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), address).href) };
    }, [html, address]);
}

const shape_of = (url) => url.pathname.replace(/[0-9a-z]{26}/g, "{id}").replace(/\/\d(\.\d)?(?=\/|$)/g, "/{number}") + [...new Set(url.searchParams.keys())].join("?");

async function every_page(here, site, person, data) {
    const visitor = await new_visitor(here.browser, site, null, { extraHTTPHeaders: { "Accept-Language": language } });
    here.visitors.push(visitor);
    visitor.expected.add(404);
    if (person) await step_in(visitor.page, person);
    const queue = ["/", "/sign-in", "/step-in", "/about", "/reset?sent=yes", "/no-such-page"].map((path) => new URL(path, site.address));
    const shapes = new Map(), wanted = new Set(queue.map(String)), found = [];
    let pages = 0;
    for (let url = queue.shift(); url; url = queue.shift(), ++pages) {
        const answer = await visitor.context.request.get(url.href);
        ++visitor.moves;
        if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
        const { lang, texts, links } = await read(visitor.page, await answer.text(), url.href);
        if (lang !== language && language !== "en") found.push(`${url.pathname} is in the language ${lang}`);
        found.push(...hard_wired(texts, data).map((text) => `${url.pathname}${url.search}: ${text}`));
        for (const link of links.map((href) => new URL(href))) {
            const shape = shape_of(link), seen = shapes.get(shape) ?? 0;
            if (link.origin !== site.address || not_walked.includes(link.pathname) || !is_page(link) || wanted.has(link.href) || seen >= of_a_shape_max) continue;
            shapes.set(shape, seen + 1);
            wanted.add(link.href);
            queue.push(link);
        }
    }
    visitor.faults.length = 0;
    return { pages, found };
}

async function with_site(here, run) {
    const folder = await mkdtemp(join(tmpdir(), "touchstone-language-"));
    execFileSync("python3", [join(root, "tools/test_language.py"), folder, language]);
    const texts = JSON.parse(await readFile(join(folder, "data.json"), "utf8")).map((text) => text.replace(/\s+/g, " ").trim().toLowerCase());
    const site = await start_site(here.binary, { more: ["--assets", folder] });
    try {
        await run(site, { whole: new Set([...texts, ...texts.flatMap((text) => text.split(seams).map((piece) => piece.trim()))]), all: texts.join("\n") });
    } finally {
        await site.stop();
        await rm(folder, { recursive: true, force: true });
    }
}

async function nothing_hard_wired(here) {
    await with_site(here, async (site, data) => {
        const found = [];
        let pages = 0;
        for (const person of [null, people.administrator, people.evaluator, people.reader]) {
            const walked = await every_page(here, site, person, data);
            pages += walked.pages;
            found.push(...walked.found);
        }
        console.log(`       ${pages} pages`);
        assert.ok(pages >= pages_min, `only ${pages} pages were found`);
        const words = new Map(found.map((line) => [line.slice(line.indexOf(": ") + 2), line]));  // each once
        if (words.size) assert.fail(`words that no language can change:\n  ${[...words.values()].join("\n  ")}`);
    });
}

const written = (words) => ({ words, is_drawn: false });

async function finds_hard_wired(here) {
    const data = { whole: new Set(["ailsa", "glen school"]), all: "ailsa\nglen school\nthe children are asked what they think" };
    const fine = ["[Evaluation ṁṁṁ]", "[Asked by Ailsa on 3 March 2027 ṁṁṁ]", "Ailsa, [Lead of [Glen ṁṁṁ] ṁṁṁ]", "3 March 2027 at 14:05", "12%", "Glen School", "the children are asked…", "[Draft ṁṁṁ]: Ailsa"];
    assert.deepEqual(hard_wired(fine.map(written), data), []);
    const planted = ["Evaluation", "[Draft ṁṁṁ] of Ailsa", "Ailsa and [Lead ṁṁṁ]", "3 items", "not the children"];
    assert.deepEqual(hard_wired(planted.map(written), data), planted);
    const visitor = await here.visitor(null);
    const { texts } = await read(visitor.page, `<html lang="en"><title>Planted title</title><p>[Fine ṁṁṁ]</p><p aria-label="Planted label">x</p><script>Not read</script><svg><title>Planted picture</title></svg>`, here.site.address);
    assert.deepEqual(hard_wired(texts, data), ["Planted title", "Planted picture", "Planted label"]);
}

export const tests = [
    { name: "hard-wired words are found where they are planted", run: finds_hard_wired },
    { name: "no words are hard-wired into pages", run: nothing_hard_wired },
];
