// A server of one's own, in a fresh folder, on a free port: with the demonstration partnership, or with nothing yet.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const start_ms = 200000;
const stop_ms = 60000;

function free_port() {
    return new Promise((found, failed) => {
        const probe = createServer();
        probe.once("error", failed);
        probe.listen(0, "127.0.0.1", () => {
            const { port } = probe.address();
            probe.close(() => found(port));
        });
    });
}

function is_ready(server, said) {
    return new Promise((ready, failed) => {
        const timer = setTimeout(() => failed(new Error(`the server was not ready in time:\n${said.join("")}`)), start_ms);
        server.stdout.on("data", () => {
            if (!said.join("").includes("is ready at")) return;
            clearTimeout(timer);
            ready();
        });
        server.once("error", failed);
        server.once("exit", (status) => failed(new Error(`the server ended with ${status}:\n${said.join("")}`)));
    });
}

// {address, folder, said() (what the server wrote), stop()}. The folder goes with the server.
export async function start_site(binary, { is_demo = true, more = [] } = {}) {
    const folder = await mkdtemp(join(tmpdir(), "touchstone-browser-"));
    const port = await free_port();
    const server = spawn(binary, ["serve", "--data", join(folder, "data"), "--listen", `127.0.0.1:${port}`, ...(is_demo ? ["--demo"] : []), ...more], { stdio: ["ignore", "pipe", "pipe"] });
    const said = [];
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => said.push(String(text)));
    const ended = new Promise((end) => server.once("close", (status, signal) => end(said.push(`It ended with ${signal ?? status}.\n`))));
    const stop = async () => {
        server.kill("SIGTERM");
        const timer = setTimeout(() => server.kill("SIGKILL"), stop_ms);
        if (server.pid) await ended;
        clearTimeout(timer);
        await rm(folder, { recursive: true, force: true });
    };
    try {
        await is_ready(server, said);
    } catch (error) {
        await stop();
        throw error;
    }
    return { address: `http://127.0.0.1:${port}`, folder, said: () => said.join(""), stop };
}
