import { filled, make, said_time } from "./words.js";

// Typed text is kept while it is typed. A form with data-autosave="ADDRESS" sends what is in it to POST /drafts (csrf, key, fields as JSON: a
// list of values for each name; {} removes the draft), and asks GET /drafts?address=ADDRESS when the page opens. Each opened form has a name of
// its own, which its tab keeps over a reload, and the draft's key is "ADDRESS|NAME": two tabs never share a draft. When the server cannot be
// reached, or the person has been signed out, the text waits in this browser, under the name of the person, for a week at most. A copy stays
// here when the form is sent, too, until the server says that the form was saved.
const wait_ms = 2000;
const lock_wait_ms = 700;
const keepalive_max_bytes = 60000;
const week_ms = 7 * 24 * 3600 * 1000;
const shelf = `touchstone.draft.${document.body.dataset.person ?? ""}.`;

const is_typed = (field) =>
    field.name && !field.disabled && field.name !== "csrf" && field.name !== "draft_key" && !/^(hidden|file|password|search|submit|button|reset)$/.test(field.type);

function typed_in(form) {
    const fields = {};
    for (const field of form.elements) {
        if (!is_typed(field)) continue;
        fields[field.name] ??= [];
        if ((field.type !== "checkbox" && field.type !== "radio") || field.checked) fields[field.name].push(field.value);
    }
    return fields;
}

// The versions that the text was typed against travel with it: so a draft never overwrites silently what others saved since.
const version_fields = (form) => [...form.querySelectorAll("input[type=hidden][name^=seen_]")];

function contents(form) {
    return { ...typed_in(form), ...Object.fromEntries(version_fields(form).map((field) => [field.name, [field.value]])) };
}

function put_back(form, fields) {
    for (const field of form.elements) {
        const values = is_typed(field) ? fields[field.name] : undefined;
        if (!Array.isArray(values)) continue;
        const [value, checked] = [field.value, field.checked];
        if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
        else if (values.length) field.value = values[0];
        if (field.value !== value || field.checked !== checked) for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
        field.dispatchEvent(new Event("restored", { bubbles: true }));
    }
    for (const field of version_fields(form)) if (fields[field.name]?.length) field.value = fields[field.name][0];
}

function differs(form, fields) {
    return Object.entries(typed_in(form)).some(([name, values]) => Array.isArray(fields[name]) && JSON.stringify(fields[name]) !== JSON.stringify(values));
}

// Every draft that waits here for this person: [{key, fields, saved_at, sent}].
function local_drafts() {
    try {
        const names = Object.keys(localStorage).filter((name) => name.startsWith(shelf));
        return names.map((name) => ({ ...JSON.parse(localStorage.getItem(name)), key: name.slice(shelf.length) }));
    } catch {
        return [];
    }
}

// `proof` is that of the form when it has been sent: the server is asked by it whether the form was saved.
function keep_locally(key, fields, proof) {
    try {
        localStorage.setItem(shelf + key, JSON.stringify({ fields, saved_at: new Date().toISOString(), sent: proof }));
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

async function answered(address) {
    try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        const is_json = answer.headers.get("content-type")?.startsWith("application/json");
        return answer.status === 200 && is_json ? await answer.json() : null;
    } catch {
        return null;
    }
}

// A later page that opens proves what was saved: only then the copy in this browser goes.
async function drop_saved() {
    for (const { key, sent } of local_drafts())
        if (sent && (await answered(`/drafts/saved?form=${encodeURIComponent(sent)}`))?.saved) drop_locally(key);
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

// Whether this form now has the name to itself: as long as it is open, no other tab takes it or its draft.
function holds(key) {
    if (!navigator.locks) return Promise.resolve(true);
    return new Promise((tell) => {
        const until_it_closes = () => new Promise(() => tell(true));
        navigator.locks.request(`touchstone.form.${key}`, { signal: AbortSignal.timeout(lock_wait_ms) }, until_it_closes).catch(() => tell(false));
    });
}

function remember(address, key) {
    try {
        sessionStorage.setItem(`touchstone.form.${address}`, key);
    } catch {
        // Without storage a reload opens another form.
    }
}

// That of this tab before a reload, unless the tab was duplicated and the other one has it; or another one.
async function own_key(address) {
    let before = null;
    try {
        before = sessionStorage.getItem(`touchstone.form.${address}`);
    } catch {
        // Nothing is remembered.
    }
    if (before && (await holds(before))) return before;
    const fresh = `${address}|${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
    await holds(fresh);
    return fresh;
}

// The draft of this form; else the latest of a form at this address that is open nowhere here, which goes on in this one.
async function find_draft(address, key) {
    const here = local_drafts().filter((draft) => draft.key === address || draft.key.startsWith(`${address}|`));
    const there = (await answered(`/drafts?address=${encodeURIComponent(address)}`))?.drafts ?? [];
    const drafts = [...here.map((draft) => ({ ...draft, is_only_here: true })), ...there].filter((draft) => draft.fields);
    drafts.sort((a, b) => Date.parse(b.saved_at) - Date.parse(a.saved_at));
    const own = drafts.find((draft) => draft.key === key);
    if (own) return own;
    for (const draft of drafts) if (await holds(draft.key)) return draft;
    return null;
}

function post_draft(form, key, fields, more = {}) {
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
        post_draft(form, key, {}).catch(() => {});
        notice.remove();
        state.textContent = state.dataset.discarded;
        form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    form.prepend(notice);
    state.textContent = text;
}

// Answers the key that the form has from now on, and whether its text waits in this browser only.
async function restore(form, address, state) {
    const before = contents(form);
    const key = await own_key(address);
    const draft = await find_draft(address, key);
    // Whoever has begun to type already is not interrupted.
    if (!draft || !differs(form, draft.fields) || JSON.stringify(contents(form)) !== JSON.stringify(before)) return { key };
    put_back(form, draft.fields);
    tell_restored(form, draft.key, state, new Date(draft.saved_at), before);
    return { key: draft.key, is_only_here: draft.is_only_here };
}

function watch(form) {
    const address = form.dataset.autosave;
    const state = form.querySelector("[data-autosave-state]");
    if (!address || !state) return;
    let key = "";
    let timer = 0;
    let is_unsaved = false;
    let is_leaving = false;
    let turn = 0;

    async function save() {
        await ready;
        const fields = contents(form);
        const mine = ++turn;
        is_unsaved = false;
        try {
            const answer = await post_draft(form, key, fields);
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
        if (key) keep_locally(key, contents(form), navigator.onLine ? form.elements.csrf?.value : undefined);
        if (!navigator.onLine) {
            event.preventDefault();
            state.textContent = state.dataset.offline;
            return;
        }
        is_leaving = true;
    });
    window.addEventListener("pageshow", () => (is_leaving = false));
    window.addEventListener("pagehide", () => {
        if (!key || !is_unsaved || is_leaving) return;
        const fields = contents(form);
        keep_locally(key, fields);
        if (JSON.stringify(fields).length < keepalive_max_bytes) post_draft(form, key, fields, { keepalive: true }).catch(() => {});
    });
    const ready = settled
        .then(() => restore(form, address, state))
        .then((restored) => {
            key = restored.key;
            remember(address, key);
            const field = form.elements.draft_key;
            if (field) field.value = key;
            if (restored.is_only_here) later();
        });
}

drop_old();
const settled = drop_saved();
for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
