// Follows a background job: the element names the address of its state, which answers {state, done, total, message, result, parts}. Parts
// are the words of places on the page by their id, where the work consists of several.
for (const place of document.querySelectorAll("[data-job]")) {
    const bar = place.querySelector("progress");
    const message = place.querySelector("[data-job-message]");
    const result = place.querySelector("[data-job-result]");
    const reload = place.querySelector("[data-job-reload]");
    let pause_ms = 1000;

    const follow = async () => {
        let job = null;
        try {
            const answer = await fetch(place.dataset.job, { headers: { Accept: "application/json" } });
            if (!answer.ok) throw new Error(String(answer.status));
            job = await answer.json();
        } catch {
            message.textContent = place.dataset.broken;
            pause_ms = Math.min(pause_ms * 2, 30000);
            setTimeout(follow, pause_ms);
            return;
        }
        pause_ms = 1000;
        if (job.total > 0) {
            bar.max = job.total;
            bar.value = job.done;
        }
        // Unchanged words are not said again.
        if (job.message && message.textContent !== job.message) message.textContent = job.message;
        for (const [id, words] of Object.entries(job.parts ?? {})) {
            const part = document.getElementById(id);
            if (part && part.textContent !== words) part.textContent = words;
        }
        if (typeof job.result === "string" && job.result.startsWith("/") && !job.result.startsWith("//")) {
            result.querySelector("a").href = job.result;
            result.hidden = false;
        }
        if (job.state !== "done" && job.state !== "failed") setTimeout(follow, pause_ms);
    };
    if (reload) reload.hidden = true;
    setTimeout(follow, pause_ms);
}
