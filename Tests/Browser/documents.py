# SPDX-FileCopyrightText: The Carène authors
# SPDX-License-Identifier: EUPL-1.2
"""Documents that the journeys give to the program, and the look of other programs at those that it gives back."""

import io
import shutil
import subprocess
import zipfile

import pytest


def pdf(text):
    """The least PDF that every reader opens: one page, one line."""
    content = f"BT /F1 12 Tf 72 770 Td ({text}) Tj ET".encode("latin-1")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    whole, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(whole)
    whole += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    whole += b"".join(b"%010d 00000 n \n" % place for place in places)
    whole += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)
    return bytes(whole)


def archive(entries):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return written.getvalue()


def looked_at(content, folder):
    """What pdfinfo(1) says of a PDF."""
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo is not installed (Debian: poppler-utils)")
    path = folder / "looked-at.pdf"
    path.write_bytes(content)
    seen = subprocess.run(["pdfinfo", path], capture_output=True, text=True, timeout=60)
    assert seen.returncode == 0, f"pdfinfo cannot open it: {seen.stderr}"
    pairs = (line.split(":", 1) for line in seen.stdout.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def needs_weasyprint():
    """Where it is absent the program offers the print view instead: nothing to open here, and that must be seen."""
    if not shutil.which("weasyprint"):
        pytest.skip("WeasyPrint is not installed: no PDF is made here")
