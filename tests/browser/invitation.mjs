// An administrator invites somebody, who takes a password, and later a second factor, from what stands on the pages alone.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";

import { choose } from "./forms.mjs";
import { page_faults } from "./looks.mjs";
import { people } from "./visitors.mjs";

const email = "nia@example.org", password = "seven quiet herons wade";

// The code that an authenticator app shows for the key (RFC 6238).
export function code_of(key, at = Date.now()) {
    const bits = [...key.replaceAll(" ", "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(at / 30000)));
    const hash = createHmac("sha1", Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(counter).digest();
    return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, "0");
}

async function in_order(page) {
    assert.deepEqual(await page_faults(page), []);
}

async function invites(here, role) {
    const { page } = await here.visitor(people.administrator);
    await page.goto("/people");
    await page.getByRole("link", { name: "Invite a person" }).click();
    await page.fill("#name", "Nia New");
    await page.fill("#email", email);
    await choose(page, `role_${role}`);
    await page.selectOption("#on", { index: 1 });
    await here.picture(page, "20-invite");
    await page.getByRole("button", { name: "Invite" }).click();
    await page.waitForURL(/invited=yes/);
    assert.ok(await page.locator("#people", { hasText: "Nia New" }).isVisible());
    await in_order(page);
    await page.goto("/outbox");
    await in_order(page);
    await here.picture(page, "21-outbox");
    return (await page.locator("main").innerText()).match(/http\S+choose-password\S+/)[0];
}

async function takes_password(here, page, link) {
    await page.goto(link);
    await in_order(page);
    await page.fill("#password", password);
    await here.picture(page, "22-choose-password");
    await page.getByRole("button", { name: "Save and sign in" }).click();
    await page.waitForURL((url) => url.pathname === "/");
}

async function sets_up_factor(here, page) {
    await page.getByRole("link", { name: "Set up two-step sign-in" }).click();
    await in_order(page);
    await page.fill("#current", password);
    await page.getByRole("button", { name: "Set it up" }).click();
    const key = await page.locator("main code").innerText();
    await in_order(page);
    await here.picture(page, "23-second-step");
    await page.fill("#code", code_of(key));
    await page.getByRole("button", { name: "Turn it on" }).click();
    await page.getByRole("link", { name: "I have kept them" }).waitFor();
    assert.equal(await page.locator("main li code").count(), 10);
    await in_order(page);
    await here.picture(page, "24-recovery-codes");
    return { key, recovery: await page.locator("main li code").first().innerText() };
}

async function from_invitation_to_second_factor(here) {
    const link = await invites(here, "administrator");
    const visitor = await here.visitor(null);
    visitor.expected.add(403).add(422);
    const { page } = visitor;
    await takes_password(here, page, link);
    await page.goto("/people/invite");
    assert.ok(await page.getByText("You may not do this").isVisible(), "the role counted without a second factor");
    const { key, recovery } = await sets_up_factor(here, page);
    await page.goto("/people/invite");
    assert.ok(await page.locator("#name").isVisible(), "the role does not count after it");
    await page.goto("/account");
    await in_order(page);
    await here.picture(page, "25-account");
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await page.goto("/sign-in");
    await page.fill("#email", email);
    await page.fill("#password", password);
    await page.locator("main button[type=submit]").click();
    await page.waitForURL(/sign-in\/code/);
    await in_order(page);
    await here.picture(page, "26-code");
    await page.fill("#code", code_of(key, Date.now() - 30000));
    await page.locator("main button[type=submit]").click();
    assert.ok(await page.locator("#code_problem").isVisible(), "a code from before the last one was taken");
    await page.fill("#code", recovery);
    await page.locator("main button[type=submit]").click();
    await page.waitForURL((url) => url.pathname === "/");
}

export const tests = [{ name: "somebody invited chooses a password and sets up a second factor", run: from_invitation_to_second_factor }];
