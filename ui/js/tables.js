import { filled, language, make } from "./words.js";

const value_of = (cell) => (cell.dataset.value ?? cell.textContent).trim();
const number_in = (text) => {
    const plain = text.replace(/[,\s£%]/g, "").replace(/^\u2212/, "-");
    return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
};

// Numbers as numbers, and before words; what is empty comes last, whichever way the rest is sorted.
function compared(a, b, direction) {
    if (!a || !b) return Number(!a) - Number(!b);
    const [x, y] = [number_in(a), number_in(b)];
    if (x !== null && y !== null) return direction * (x - y);
    if (x !== null || y !== null) return direction * (x !== null ? -1 : 1);
    return direction * a.localeCompare(b, language, { numeric: true });
}

function make_sortable(place, table) {
    const body = table.tBodies[0];
    const state = place.querySelector("[data-table-state]");
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
        const name = head.textContent;
        const button = make("button", { type: "button", class: "ts-sort", title: filled(place.dataset.sortBy, { column: name }) }, name);
        head.replaceChildren(button);
        button.addEventListener("click", () => {
            const is_up = head.getAttribute("aria-sort") !== "ascending";
            for (const other of heads) other.removeAttribute("aria-sort");
            head.setAttribute("aria-sort", is_up ? "ascending" : "descending");
            const rows = [...body.rows].sort((a, b) => compared(value_of(a.cells[column]), value_of(b.cells[column]), is_up ? 1 : -1));
            body.append(...rows);
            state.textContent = filled(is_up ? place.dataset.sortUp : place.dataset.sortDown, { column: name });
        });
    });
}

// A cell that a spreadsheet would run as a formula is marked as text.
function quoted(text) {
    const safe = /^[=+\-@\t\r]/.test(text) && number_in(text) === null ? `'${text}` : text;
    return `"${safe.replaceAll('"', '""')}"`;
}

function add_csv(place, table) {
    const button = make("button", { type: "button", class: "ts-link-button ts-csv" }, place.dataset.csvText);
    button.addEventListener("click", () => {
        const lines = [...table.rows].map((row) => [...row.cells].map((cell) => quoted(value_of(cell))).join(","));
        const link = make("a", { download: place.dataset.csv });
        link.href = URL.createObjectURL(new Blob([`\uFEFF${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    place.append(button);
}

for (const place of document.querySelectorAll("[data-table]")) {
    const table = place.querySelector("table");
    if ("sortable" in place.dataset) make_sortable(place, table);
    if (place.dataset.csv) add_csv(place, table);
}
