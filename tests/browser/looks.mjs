// What every page must be: reachable for everybody, with one heading, a title, and no wider than a phone.
import { AxeBuilder } from "@axe-core/playwright";

import { phone } from "./visitors.mjs";

const text_least = 9;  // of a picture: pixels from top to bottom
const rules = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

function told({ id, help, nodes }) {
    const places = nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ");
    return `axe ${id}: ${help}: ${places}${nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""}`;
}

// Text in the very colour of its ground: axe leaves open whether that is meant, and here it never is.
function without_any_contrast(incomplete) {
    return incomplete
        .filter(({ id }) => id === "color-contrast")
        .map((rule) => ({ ...rule, nodes: rule.nodes.filter((node) => node.any.some((check) => check.data?.messageKey === "equalRatio")) }))
        .filter(({ nodes }) => nodes.length);
}

export async function axe_faults(page) {
    const { violations, incomplete } = await new AxeBuilder({ page }).options({ resultTypes: ["violations", "incomplete"] }).withTags(rules).setLegacyMode(true).analyze();
    return [...violations, ...without_any_contrast(incomplete)].map(told);
}

// Whatever makes the page scroll sideways on the screen that it is shown on.
async function width_faults(page) {
    return page.evaluate((width) => {
        const wide = document.documentElement.scrollWidth;
        if (wide <= width + 1) return [];
        const culprits = [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > width + 1);
        const names = culprits.slice(-3).map((element) => `${element.tagName.toLowerCase()}.${String(element.getAttribute("class") ?? "").replaceAll(" ", ".")}`);
        return [`${wide} pixels wide on a ${width < 600 ? "phone" : "screen"} of ${width}: ${names.join(", ")}`];
    }, page.viewportSize().width);
}

export async function overflow_faults(page) {
    const before = page.viewportSize();
    await page.setViewportSize(phone);
    const faults = await width_faults(page);
    await page.setViewportSize(before);
    return faults;
}

async function frame_faults(page) {
    return page.evaluate(() => {
        const faults = [];
        const heads = document.querySelectorAll("h1").length;
        if (heads !== 1 && location.pathname !== "/preview") faults.push(`${heads} first headings`);  // the preview shows every part, heads as well
        if (!document.title.trim() || document.title.trim().startsWith("·")) faults.push("no title");
        if (!document.documentElement.lang) faults.push("no language");
        const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
        const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
        if (twice.length && location.pathname !== "/preview") faults.push(`ids that are there twice: ${[...new Set(twice)].join(", ")}`);
        if (/\{\{|\}\}|evaluations\.\w+\.|undefined/.test(document.body.innerText)) faults.push("words that only the makers should see");
        return faults;
    });
}

// Of a page that was sent and is not shown: the parts that it is made of, without their words, and where its links lead, those of drawings as well.
export function parts_and_links(page, html, address) {
    return page.evaluate(([html, address]) => {
        const sent = new DOMParser().parseFromString(html, "text/html");
        const named = (element) => `${element.tagName}.${element.getAttribute("class") ?? ""} ${[...element.attributes].filter(({ name }) => name.startsWith("aria-") || name === "role").map(({ name }) => name)}`;
        const parts = [...new Set([...sent.querySelectorAll("body *")].map((element) => `${named(element.parentElement)} > ${named(element)}`))].sort().join("\n");
        return { parts, links: [...sent.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), address).href) };
    }, [html, address]);
}

export async function page_faults(page) {
    return [...(await frame_faults(page)), ...(await axe_faults(page)), ...(await overflow_faults(page))];
}

// As it is shown, on this screen alone.
export async function shown_faults(page) {
    return [...(await frame_faults(page)), ...(await axe_faults(page)), ...(await width_faults(page))];
}

// Each picture with a mark or word outside its place, or too small to read. Its place is the screen, or what it can be scrolled to by touch and by keys.
export const pictures_cut = (page, may_scroll = false) => page.evaluate(([least, may_scroll]) => [...document.querySelectorAll(".ts-figure")].filter((figure) => {
    const place = figure.querySelector(".ts-figure__picture");
    const { left } = place.getBoundingClientRect(), right = may_scroll && place.tabIndex === 0 ? left + place.scrollWidth : innerWidth;
    const seen = [...place.querySelectorAll("svg")].filter((svg) => svg.getClientRects().length);  // of a wide and a narrow drawing, one
    const drawn = seen.flatMap((svg) => [...svg.querySelectorAll(":is(text, rect, circle, path, line):not(defs *, pattern *)")]).map((part) => ({ is_text: part.matches("text"), box: part.getBoundingClientRect() }));
    return !drawn.length || drawn.some(({ is_text, box }) => box.left < left - 1 || box.right > right + 1 || (is_text && box.height < least));
}).map((figure) => figure.querySelector("figcaption").innerText), [text_least, may_scroll]);
