// What somebody types into a form with data-kept-here="/ask/…" is kept in this browser alone, until it is sent: nothing leaves the device
// before. An element with data-forget="/ask/…" says that it is over.

const place = (about) => `ts-kept:${about}`;

function written(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) if (name.startsWith("a_") && value !== "") (fields[name] ??= []).push(value);
    return fields;
}

function kept(about) {
    try {
        return JSON.parse(localStorage.getItem(place(about)) ?? "{}");
    } catch {
        return {};
    }
}

// What the page does not show already; what the server sent counts.
function fill(form, fields) {
    for (const element of form.elements) {
        const values = fields[element.name];
        if (!values || !element.name.startsWith("a_")) continue;
        if (element.type === "radio" || element.type === "checkbox") {
            const is_answered = [...form.querySelectorAll(`[name="${CSS.escape(element.name)}"]`)].some((other) => other.checked && !other.dataset.filled);
            if (!is_answered && values.includes(element.value)) element.checked = true, element.dataset.filled = "yes";
        } else if (element.type !== "hidden" && element.value === "") {
            element.value = values[0];
        }
    }
}

for (const form of document.querySelectorAll("form[data-kept-here]")) {
    const about = form.dataset.keptHere;
    fill(form, kept(about));
    form.addEventListener("input", () => {
        try {
            localStorage.setItem(place(about), JSON.stringify({ ...kept(about), ...written(form) }));
        } catch {
            // No room, or none allowed: what is typed stays on the page.
        }
    });
}
for (const element of document.querySelectorAll("[data-forget]")) localStorage.removeItem(place(element.dataset.forget));
