import { filled, make, said_time } from "./words.js";

// Typed text is kept while it is typed. A form with data-autosave="KEY" sends what is in it to POST /drafts (csrf, key, fields as JSON: a list
// of values for each name; {} removes the draft), and asks GET /drafts?key=KEY when the page opens. When the server cannot be reached, or the
// person has been signed out, the text waits in this browser, under the name of the person, for a week at most.
const wait_ms = 2000;
const keepalive_max_bytes = 60000;
const week_ms = 7 * 24 * 3600 * 1000;
const shelf = `touchstone.draft.${document.body.dataset.person ?? ""}.`;

const is_typed = (field) =>
    field.name && !field.disabled && field.name !== "csrf" && field.name !== "draft_key" && !/^(hidden|file|password|submit|button|reset)$/.test(field.type);

function typed_in(form) {
    const fields = {};
    for (const field of form.elements) {
        if (!is_typed(field)) continue;
        fields[field.name] ??= [];
        if ((field.type !== "checkbox" && field.type !== "radio") || field.checked) fields[field.name].push(field.value);
    }
    return fields;
}

// The version that the text was typed against travels with it: so a draft never overwrites silently what others saved since.
const version_field = (form) => form.querySelector("input[type=hidden][name=seen_version]");

function contents(form) {
    const version = version_field(form);
    return version ? { ...typed_in(form), seen_version: [version.value] } : typed_in(form);
}

function put_back(form, fields) {
    for (const field of form.elements) {
        const values = is_typed(field) ? fields[field.name] : undefined;
        if (!Array.isArray(values)) continue;
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (values.length) field.value = values[0];
        field.dispatchEvent(new Event("restored", { bubbles: true }));
    }
    const version = version_field(form);
    if (version && fields.seen_version?.length) version.value = fields.seen_version[0];
}

function differs(form, fields) {
    return Object.entries(typed_in(form)).some(([name, values]) => Array.isArray(fields[name]) && JSON.stringify(fields[name]) !== JSON.stringify(values));
}

function local_draft(key) {
    try {
        return JSON.parse(localStorage.getItem(shelf + key));
    } catch {
        return null;
    }
}

function keep_locally(key, fields) {
    try {
        localStorage.setItem(shelf + key, JSON.stringify({ fields, saved_at: new Date().toISOString() }));
    } catch {
        // A browser without room or without storage: the text still stands on the page.
    }
}

function drop_locally(key) {
    try {
        localStorage.removeItem(shelf + key);
    } catch {
        // Nothing was kept there.
    }
}

function drop_old() {
    try {
        for (const name of Object.keys(localStorage).filter((known) => known.startsWith("touchstone.draft."))) {
            const saved_at = Date.parse(JSON.parse(localStorage.getItem(name))?.saved_at);
            if (!(Date.now() - saved_at < week_ms)) localStorage.removeItem(name);
        }
    } catch {
        // Nothing can be kept there, so nothing is.
    }
}

async function server_draft(key) {
    try {
        const answer = await fetch(`/drafts?key=${encodeURIComponent(key)}`, { headers: { Accept: "application/json" } });
        const is_json = answer.headers.get("content-type")?.startsWith("application/json");
        return answer.status === 200 && is_json ? await answer.json() : null;
    } catch {
        return null;
    }
}

function sent(form, key, fields, more = {}) {
    const body = new URLSearchParams({ csrf: form.elements.csrf?.value ?? "", key, fields: JSON.stringify(fields) });
    return fetch("/drafts", { method: "POST", body, redirect: "error", ...more });
}

function tell_restored(form, key, state, saved_at, before) {
    const text = filled(state.dataset.restored, { time: said_time(saved_at) });
    const notice = make("div", { class: "ds_notification-message ds_notification-message--info ts-notice ts-restored" });
    const button = make("button", { type: "button", class: "ts-link-button" }, state.dataset.discard);
    notice.append(make("p", {}, text), button);
    button.addEventListener("click", () => {
        put_back(form, before);
        drop_locally(key);
        sent(form, key, {}).catch(() => {});
        notice.remove();
        state.textContent = state.dataset.discarded;
        form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    form.prepend(notice);
    state.textContent = text;
}

async function restore(form, key, state) {
    const before = contents(form);
    const here = local_draft(key);
    const there = await server_draft(key);
    const draft = [here, there].filter((one) => one?.fields).sort((a, b) => Date.parse(b.saved_at) - Date.parse(a.saved_at))[0];
    // Whoever has begun to type already is not interrupted.
    if (!draft || !differs(form, draft.fields) || JSON.stringify(contents(form)) !== JSON.stringify(before)) return false;
    put_back(form, draft.fields);
    tell_restored(form, key, state, new Date(draft.saved_at), before);
    return draft === here;
}

function watch(form) {
    const key = form.dataset.autosave;
    const state = form.querySelector("[data-autosave-state]");
    if (!key || !state) return;
    let timer = 0;
    let is_unsaved = false;
    let is_leaving = false;
    let turn = 0;

    async function save() {
        const fields = contents(form);
        const mine = ++turn;
        is_unsaved = false;
        try {
            const answer = await sent(form, key, fields);
            if (!answer.ok) throw new Error(String(answer.status));
            drop_locally(key);
            if (mine === turn) state.textContent = filled(state.dataset.kept, { time: said_time(new Date()) });
        } catch {
            if (is_leaving) return;
            keep_locally(key, fields);
            is_unsaved = true;
            state.textContent = state.dataset.offline;
        }
    }
    function later() {
        is_unsaved = true;
        clearTimeout(timer);
        timer = setTimeout(save, wait_ms);
    }

    form.addEventListener("input", later);
    form.addEventListener("change", later);
    window.addEventListener("online", () => is_unsaved && save());
    form.addEventListener("submit", (event) => {
        clearTimeout(timer);
        if (!navigator.onLine) {
            event.preventDefault();
            keep_locally(key, contents(form));
            state.textContent = state.dataset.offline;
            return;
        }
        is_leaving = true;
        drop_locally(key);
    });
    window.addEventListener("pageshow", () => (is_leaving = false));
    window.addEventListener("pagehide", () => {
        if (!is_unsaved || is_leaving) return;
        const fields = contents(form);
        keep_locally(key, fields);
        if (JSON.stringify(fields).length < keepalive_max_bytes) sent(form, key, fields, { keepalive: true }).catch(() => {});
    });
    restore(form, key, state).then((is_only_here) => is_only_here && later());
}

drop_old();
for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
