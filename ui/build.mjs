// Writes dist/: one style sheet, one script, the fonts and the marks. Run with: npm ci && node build.mjs
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { buildSync, transformSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const packages = join(here, "node_modules");
const sheets = ["tokens", "page", "forms", "parts", "evidence", "desk", "ask", "charts", "places", "dark", "print", "paper"];
const read = (...path) => readFileSync(join(here, ...path), "utf8");

// The design system writes its colours as plain values. Here each gets a name made of its role and its value
// ("--ds-text-1a1a1a"), so that css/dark.css can say what it becomes on a dark page. Rules for focused things keep their
// values: black on yellow is right on every page.
function with_named_colours(css) {
    const names = new Map();
    const hex = (colour) => {
        if (colour.startsWith("#")) return colour.slice(1).toLowerCase();
        const numbers = colour.match(/[\d.]+/g).map(Number);
        return numbers.slice(0, 3).map((n) => Math.round(n).toString(16).padStart(2, "0")).join("") + (numbers[3] === undefined ? "" : `-${Math.round(numbers[3] * 100)}`);
    };
    const role = (property) =>
        property === "color" || property === "fill" ? "text" : property.startsWith("background") ? "back" : "line";
    const named = css.replace(/\{([^{}]*)\}/g, (rule, body) => {
        if (/#fdd522/i.test(body)) return rule;
        return `{${body.replace(/([\w-]+)\s*:([^;]*)/g, (declaration, property, value) => {
            if (/^(filter|box-shadow)$/.test(property)) return declaration;
            return `${property}:${value.replace(/#[0-9a-f]{3,8}\b|rgba?\([^)]*\)/gi, (colour) => {
                const name = `--ds-${role(property)}-${hex(colour)}`;
                names.set(name, colour);
                return `var(${name})`;
            })}`;
        })}}`;
    });
    return `:root{${[...names].sort().map(([name, colour]) => `${name}:${colour}`).join(";")}}\n${named}`;
}

// A strict Content-Security-Policy refuses data: addresses, so every picture in the style sheet becomes a file.
function with_files_for_pictures(css) {
    let number = 0;
    return css.replace(/url\((["'])data:image\/svg\+xml,(.*?)\1\)/g, (_whole, _quote, picture) => {
        const name = `picture-${++number}.svg`;
        writeFileSync(join(dist, name), picture.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16))));
        return `url(${name})`;
    });
}

const browsers = ["chrome100", "firefox100", "safari15.4"];
const lighter = (css) => transformSync(css, { loader: "css", minify: true, target: browsers, legalComments: "inline" }).code;

// The faces of a font package, each with its file beside the style sheet.
function faces(name, sheet, files) {
    const folder = join(packages, name);
    const known = readFileSync(join(folder, sheet), "utf8").match(/@font-face \{[^}]*\}/g);
    return files.map((file) => {
        copyFileSync(join(folder, "files", file), join(dist, "fonts", file));
        return known.find((face) => face.includes(`/${file})`)).replace("'Roboto Variable'", "'Roboto'").replace(/src:[^;]*/, `src: url(fonts/${file}) format('woff2')`);
    }).join("\n");
}

// One file for every weight on the screen. On paper one for each: PDFs take a font without an axis as it is, and draw any other glyph by glyph.
function fonts() {
    mkdirSync(join(dist, "fonts"));
    const on_screen = faces("@fontsource-variable/roboto", "wght.css", ["roboto-latin-ext-wght-normal.woff2", "roboto-latin-wght-normal.woff2"]);
    const on_paper = [400, 700].map((weight) => faces("@fontsource/roboto", `${weight}.css`, [`roboto-latin-ext-${weight}-normal.woff2`, `roboto-latin-${weight}-normal.woff2`]));
    return `${on_screen}\n@media print {\n${on_paper.join("\n")}\n}`;
}

function style_sheet() {
    const system = readFileSync(join(packages, "@scottish-government/design-system/dist/css/design-system.css"), "utf8")
        .replace(/^\uFEFF/, "").replace(/^@charset "[^"]*";/, "").replace(/\/\*# sourceMappingURL=.*?\*\//, "");
    const ours = sheets.map((name) => read("css", `${name}.css`)).join("\n");
    const sources = "/*! With @scottish-government/design-system (MIT licence), normalize.css (MIT) and Roboto (SIL Open Font Licence 1.1). */";
    const whole = lighter([sources, fonts(), with_named_colours(with_files_for_pictures(system)), ours].join("\n"));
    if (/url\(["']?(data|https?):|@import/.test(whole)) throw new Error("the style sheet names something outside itself");
    writeFileSync(join(dist, "touchstone.css"), whole);
}

function script() {
    const parts = readdirSync(join(here, "js")).filter((name) => name.endsWith(".js")).sort();
    buildSync({
        stdin: { contents: parts.map((name) => `import "./${name}";`).join("\n"), resolveDir: join(here, "js") },
        outfile: join(dist, "touchstone.js"), bundle: true, minify: true, format: "iife", charset: "utf8", target: browsers,
    });
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
style_sheet();
script();
for (const name of ["mark.svg", "favicon.svg"]) copyFileSync(join(here, "images", name), join(dist, name));
