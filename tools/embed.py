#!/usr/bin/env python3
"""Writes an assembler file that carries every asset into the binary: embed.py SOURCE_FOLDER OUTPUT."""
import pathlib
import sys

FOLDERS = [("migrations", "*"), ("locales", "*.yaml"), ("frameworks", "*"), ("places", "*"), ("demo", "*"), ("passwords", "*.txt"), ("ui/components", "*.mustache"),
           ("ui/dist", "*"), ("ui", "preview.yaml"), ("src", "*.mustache")]

root, output = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
files = sorted(file for folder, glob in FOLDERS for file in (root / folder).rglob(glob) if file.is_file())
lines = [".section .rodata", ".balign 8"]
for number, file in enumerate(files):
    lines += [f'name_{number}: .asciz "{file.relative_to(root).as_posix()}"', f'data_{number}: .incbin "{file}"', f"end_{number}: .byte 0"]
lines += [".section .data.rel.ro,\"aw\"", ".balign 8", ".global touchstone_assets", "touchstone_assets:"]
lines += [f".quad name_{number}, data_{number}, end_{number}" for number in range(len(files))]
lines += [".quad 0, 0, 0", '.section .note.GNU-stack,"",@progbits', ""]
output.write_text("\n".join(lines))
