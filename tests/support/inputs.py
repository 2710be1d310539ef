"""Files of all kinds with the same article in them, made when a test needs them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from pathlib import Path

BODY = "The rebels fired six rockets at the port of Mokha on Monday, the army said. Two dockers were killed there."
MORE = "Iran denied that it had supplied the rockets. It said that the claim was baseless, and that it would complain."


def page(body: str = BODY, more: str = MORE) -> str:
    """A page of a news site with all that stands around an article."""
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>Port hit</title>
<link rel="canonical" href="https://wire.example/a"><meta property="og:site_name" content="Wire">
<meta property="article:published_time" content="2024-08-26T09:00:00Z"></head><body>
<div class="cookie-consent"><p>We use cookies to improve your experience.</p><button>Accept</button></div>
<nav><a href="/">Home</a> <a href="/s">Sport</a></nav>
<article><h1>Port hit</h1><div class="share-bar"><a>Share on Facebook</a><a>Tweet</a></div><p>{body}</p>
<figure><img src="x.jpg"><figcaption>Smoke rises over the port. Photo: A. Smith</figcaption></figure>
<p><strong>READ MORE: <a href="/c">Minister says talks go on</a></strong></p><p>{more}</p>
<div class="newsletter-signup"><p>Sign up to our newsletter for the latest news.</p></div></article>
<footer><p>Copyright Wire 2024. All rights reserved.</p></footer></body></html>"""


def rss(*items: str) -> str:
    """A feed of RSS 2.0."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Wire</title><language>en-us</language>{''.join(items)}</channel></rss>"
    )


def atom(entry: str) -> str:
    """A feed of Atom."""
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>{entry}</feed>'


def letter(body: str, kind: str = "plain") -> str:
    """A message."""
    return (
        "Message-ID: <a1@wire.example>\nFrom: Wire <news@wire.example>\nSubject: =?utf-8?q?Port_h=C3=ADt?=\n"
        f"Date: Mon, 26 Aug 2024 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{body}\n"
    )


def warc(*responses: tuple[str, str, bytes], cut: int = 0) -> bytes:
    """A web archive of responses (address, content type, body), after a record on the archive itself."""
    parts = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"]
    for address, kind, body in responses:
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Record-ID: <urn:x:{address}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        parts.append(head.encode() + http + b"\r\n\r\n")
    data = b"".join(parts)
    return data[: len(data) - cut]


def pdf(lines: list[str]) -> bytes:
    """A document of one page with a text layer, as small as the format allows."""
    shown = " T* ".join(f"({line.replace('(', '[').replace(')', ']')}) Tj" for line in lines)
    content = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Title (Port hit) >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(data))
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar archive."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in members.items():
            item = tarfile.TarInfo(name)
            item.size = len(data)
            archive.addfile(item, io.BytesIO(data))
    return target.getvalue()


def zstd(data: bytes) -> bytes:
    """Data under Zstandard."""
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def jsonl(*records: dict[str, str]) -> bytes:
    """JSON Lines."""
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


PACKINGS = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstd,
}


def write(folder: Path, name: str, data: bytes | str) -> Path:
    """Write a file with its folders."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
