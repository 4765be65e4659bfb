// How long the meeting has been on this page: minutes and seconds, for those who look; nothing is announced or saved.
const shown = document.querySelector("[data-timer]");
if (shown) {
    const began = Date.now();
    const show = () => {
        const seconds = Math.floor((Date.now() - began) / 1000);
        shown.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    shown.setAttribute("aria-hidden", "true");
    shown.hidden = false;
    show();
    setInterval(show, 1000);
}
