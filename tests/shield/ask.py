"""Asks a hub by Project Arachnid's own client, and tells what the client makes of the answers.

Reads a list of questions, JSON, and writes a list of what came of each. What the client raises for a refusal is
`refused`; where there is no answer at all it is `unreached`. Anything else ends this program: the client could not
read what the hub said.
"""

import asyncio
import base64
import json
import os
import pathlib
import sys

import httpx
from arachnid_shield_sdk import ArachnidShield, ArachnidShieldAsync
from arachnid_shield_sdk.models import ArachnidShieldException, MediaClassification, ScanMediaFromPdq


def plain(value):
    return None if value is None else str(getattr(value, "value", value))


def detail(near):
    return {
        "timestamp": near.timestamp,
        "sha1_base32": near.sha1_base32,
        "sha256_hex": near.sha256_hex,
        "classification": plain(near.classification),
    }


def of_media(scanned):
    return {
        "size_bytes": scanned.size_bytes,
        "sha1_base32": scanned.sha1_base32,
        "sha256_hex": scanned.sha256_hex,
        "classification": plain(scanned.classification),
        "match_type": plain(scanned.match_type),
        "matches": scanned.matches_known_media,
        "near": [detail(near) for near in scanned.near_match_details or []],
    }


def of_hash(match):
    return {
        "classification": plain(match.classification),
        "match_type": plain(match.match_type),
        "matches": match.matches_known_media,
        "near": match.near_match_details and detail(match.near_match_details),
    }


async def one(question, ask):
    try:
        if "media" in question:
            path = pathlib.Path(question["media"])
            return of_media(await ask("scan_media_from_file", path, question["kind"]))
        if "url" in question:
            return of_media(await ask("scan_media_from_url", question["url"]))
        texts = [base64.b64encode(bytes.fromhex(text)).decode() for text in question["hashes"]]
        scanned = await ask("scan_pdq_hashes", ScanMediaFromPdq(hashes=texts))
        return {"hashes": [of_hash(scanned.scanned_hashes[text]) for text in texts]}
    except ArachnidShieldException as refused:
        return {"refused": str(refused)}
    except httpx.TransportError as unreached:
        return {"unreached": type(unreached).__name__}


async def main(way):
    client = {"sync": ArachnidShield, "async": ArachnidShieldAsync}[way](
        username="platform", password=os.environ["SHIELD_KEY"]
    )

    async def ask(method, *words):
        answer = getattr(client, method)(*words)
        return await answer if way == "async" else answer

    questions = json.load(sys.stdin)
    json.dump([await one(question, ask) for question in questions], sys.stdout)


asyncio.run(main(sys.argv[1]))
