import { on as with_keys } from "./keys.js";
import { make } from "./words.js";

// On a phone the three columns of a theme become tabs, what was found first.
const phone = window.matchMedia("(max-width: 47.99rem)");

function choose(tabs, chosen) {
    for (const { tab, column } of tabs) {
        const is_chosen = tab === chosen;
        tab.setAttribute("aria-selected", String(is_chosen));
        tab.tabIndex = is_chosen ? 0 : -1;
        column.hidden = !is_chosen;
    }
}

function with_tabs(desk, number) {
    const columns = [...desk.querySelectorAll("[data-desk-column]")];
    columns.sort((a, b) => Number(b.classList.contains("ts-desk__column--found")) - Number(a.classList.contains("ts-desk__column--found")));
    const bar = make("div", { class: "ts-desk-tabs", role: "tablist" });
    const tabs = columns.map((column, index) => {
        const head = column.querySelector("h3");
        column.id ||= `desk_${number}_${index}`;
        head.id ||= `${column.id}_head`;
        const tab = make("button", { type: "button", role: "tab", class: "ts-desk-tab", "aria-controls": column.id }, head.textContent);
        column.setAttribute("role", "tabpanel");
        column.setAttribute("aria-labelledby", head.id);
        tab.addEventListener("click", () => choose(tabs, tab));
        return { tab, column };
    });
    bar.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const now = tabs.findIndex(({ tab }) => tab === document.activeElement);
        const { tab } = tabs[(now + step + tabs.length) % tabs.length];
        choose(tabs, tab);
        tab.focus();
    });
    bar.append(...tabs.map(({ tab }) => tab));
    desk.before(bar);
    choose(tabs, tabs[0].tab);
    return () => {
        bar.remove();
        for (const { column } of tabs) {
            column.hidden = false;
            column.removeAttribute("role");
        }
    };
}

const desks = [...document.querySelectorAll("[data-desk]")].filter((desk) => desk.querySelectorAll("[data-desk-column]").length > 1);
let undo = [];
function arrange() {
    undo.forEach((put_back) => put_back());
    undo = phone.matches ? desks.map(with_tabs) : [];
}
arrange();
phone.addEventListener("change", arrange);

// Alt+Shift+N goes to the next theme and Alt+Shift+P to the one before. By the key's place: with Alt, what a key writes differs.
const themes = [...document.querySelectorAll("[data-theme]")];
if (themes.length && with_keys)
    document.addEventListener("keydown", (event) => {
        if ((event.code !== "KeyN" && event.code !== "KeyP") || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
        const focused = themes.findIndex((theme) => theme.contains(document.activeElement));
        const in_view = themes.findLastIndex((theme) => theme.getBoundingClientRect().top <= window.innerHeight / 3);
        const now = focused >= 0 ? focused : in_view;
        const next = themes[event.code === "KeyN" ? now + 1 : Math.max(now - 1, 0)];
        if (!next) return;
        event.preventDefault();
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: "start" });
    });
