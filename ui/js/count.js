import { filled, language } from "./words.js";

// Says how many characters are left, or too many. Counted as the server counts: characters, not bytes.
for (const field of document.querySelectorAll("textarea[data-max]")) {
    const note = document.getElementById(`${field.id}_count`);
    const max = Number(field.dataset.max);
    const quiet = make_quiet(note);
    let timer = 0;
    const count = () => {
        const left = max - [...field.value].length;
        note.textContent = filled(left < 0 ? note.dataset.over : note.dataset.left, { number: Math.abs(left).toLocaleString(language) });
        note.classList.toggle("ds_input__message--error", left < 0);
        clearTimeout(timer);
        timer = setTimeout(() => (quiet.textContent = note.textContent), 1000);
    };
    field.addEventListener("input", count);
    field.addEventListener("restored", count);
    if (field.value) count();
}

// Screen readers hear the count a moment after the typing stops, not at each key.
function make_quiet(note) {
    const quiet = document.createElement("span");
    quiet.className = "visually-hidden";
    quiet.setAttribute("aria-live", "polite");
    note.after(quiet);
    return quiet;
}
