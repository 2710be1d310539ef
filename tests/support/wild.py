"""Texts of all kinds for tests that must not fail on any: Unicode at random, and pieces of news put together at random."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    "Russia", "the Kremlin", "Kyiv", "Mr", "Foreign Minister", "Antony Blinken", "he", "they", "its", "Men in Black II",
    "two dockers", "at least 30 of the 35", "dozens of", "a further 12", "$5 billion", "€3.2m", "1,000,000,000,000,000,000,000",
    "launched", "killed", "was", "were", "denied", "said", "that", "by", "in", "on", "into", "of", "and", "or", "who", "which",
    "Monday", "overnight into Tuesday", "31 February 2024", "0000-00-00", "99999", "25:61", "next year", "since", "until",
    "missiles", "treaty", "theaters", "KN-23s", "Shahed-136", "USS Carney", "Iran-backed", "North Korean-made", "(BBC)",
    ".", ",", ";", ":", "?", "!", "…", "—", "-", "–", "“", "”", "\"", "'", "’s", "(", ")", "[", "]", "/", "%", "&", "#", "@",
    "\n", "\n\n", "\t", " ", "\u00a0", "\u2028", "\u200b", "\u200d", "\ufeff", "\u0301", "\u202e", "🚀", "𝔘", "ß", "İ", "ﬁ", "ʼn",
    "Путин", "محمد", "北京", "http://x.y/z?a=b#c", "a@b.c", "<b>", "</p>", "&amp;", "\\", "\x7f", "No.", "U.S.", "St.", "e.g.",
)  # fmt: skip
"""What news is made of, and what should not be in it."""

NEWS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map(" ".join)
TEXTS = st.one_of(NEWS, st.text(max_size=120), st.tuples(NEWS, st.text(max_size=40), NEWS).map("".join))
