// What the other scripts share. Every text that a person reads comes from the page, in data- attributes.

// "Draft kept at {time}" with {time: "14:05"}.
export function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

export function make(tag, attributes = {}, text = "") {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
}

export const language = document.documentElement.lang;

// The hour of an instant as people write it; with its date when that is not today.
export function said_time(instant) {
    const time = instant.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });
    if (instant.toDateString() === new Date().toDateString()) return time;
    return `${time}, ${instant.toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" })}`;
}
