import { filled, language } from "./words.js";

// Case and accents do not matter: "Mairi" finds "Màiri".
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(language);

for (const box of document.querySelectorAll("[data-filter]")) {
    const list = document.getElementById(box.dataset.filter);
    if (!list) continue;
    const items = [...(list.tagName === "TABLE" ? list.tBodies[0] : list).children];
    const texts = items.map((item) => plain(`${item.textContent} ${item.dataset.filterText ?? ""}`));
    const found = box.querySelector("[role=status]");
    box.hidden = false;
    box.querySelector("input").addEventListener("input", (event) => {
        const words = plain(event.target.value).split(/\s+/).filter(Boolean);
        items.forEach((item, number) => (item.hidden = !words.every((word) => texts[number].includes(word))));
        const shown = items.filter((item) => !item.hidden).length;
        found.textContent = words.length ? filled(box.dataset.found, { shown, total: items.length }) : "";
    });
}
