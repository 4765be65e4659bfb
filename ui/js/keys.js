// Keys that do something on a page. Each takes a modifier, so that nobody who speaks or types sets one off unmeant, and a person can turn them
// all off on the account page (WCAG 2.1.4).
export const on = document.body.dataset.shortcuts !== "off";

const search = document.querySelector("[data-search-all]");
if (!on) search?.removeAttribute("aria-keyshortcuts");
if (on && search)
    document.addEventListener("keydown", (event) => {
        if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
        event.preventDefault();
        search.focus();
        search.select();
    });
