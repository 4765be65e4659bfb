// After a form came back with problems, the list of them has the focus, and each leads to its field.
const list = document.querySelector("[data-error-summary]");
if (list) {
    list.focus();
    list.addEventListener("click", (event) => {
        const link = event.target.closest("a[href^='#']");
        const target = link && document.getElementById(link.hash.slice(1));
        if (!target) return;
        const is_field = target.matches("input, select, textarea, button");
        const field = is_field ? target : target.querySelector("input:not([type=hidden]), select, textarea");
        if (!field) return;
        event.preventDefault();
        field.focus();
        (field.closest(".ds_question") ?? field).scrollIntoView({ block: "start" });
    });
}

// On pages with a file field, a picture or file from the clipboard can be pasted anywhere outside a text.
const file_field = document.querySelector("input[type=file]");
if (file_field)
    document.addEventListener("paste", (event) => {
        if (!event.clipboardData?.files.length || event.target.closest?.("input, textarea")) return;
        file_field.files = event.clipboardData.files;
        file_field.dispatchEvent(new Event("change", { bubbles: true }));
        file_field.focus();
    });

for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
}

// Folded parts are printed unfolded, and folded again afterwards.
window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) {
        part.open = true;
        part.dataset.folded = "";
    }
});
window.addEventListener("afterprint", () => {
    for (const part of document.querySelectorAll("details[data-folded]")) {
        part.open = false;
        delete part.dataset.folded;
    }
});
