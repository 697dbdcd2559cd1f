"""What happens to a name between two texts: other spelling, slip of the finger, order, cut fields, disguise, initials."""

from __future__ import annotations

import random
import re

# spellings of the same sound that stand beside each other in English texts
_RESPELLINGS = (
    (r"u(?!$)", "o"), (r"i(?=[^aeiou])", "e"), (r"\bal-", "Al "), (r"\bal-", "el-"), (r"([bdfklmnrstz])\1", r"\1"), (r"q", "k"), (r"aw", "ow"),
    (r"ay(?=[^aeiou])", "ai"), (r"i\b", "y"), (r"Abd al-", "Abdul "), (r"Abu ", "Abou "), (r"(?<=[^aeiou\W])i(?=[^aeiou\W])", "ee"),
    (r"(?<=[^aeiou\W])u(?=[^aeiou\W])", "oo"), (r"a(?=[hm][^aeiou\W])", "e"), (r"kh", "h"), (r"\bbin\b", "ibn"), (r"z(?!$)", "s"),
    (r"\band\b", "&"), (r"\bfor\b", "for the"), (r"\bin\b", "of"), (r"iz", "is"), (r"our\b", "or"),
)  # fmt: skip
_LOOKALIKE = str.maketrans("aeopcxiAEOPCBHKMT", "аеорсхіАЕОРСВНКМТ")
_WIDTHLESS = ("\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff")
_SMALL = {"for", "in", "of", "and", "the"}


def respelled(rng: random.Random, text: str) -> str:
    """Two or three other spellings of sounds."""
    left = rng.choice((2, 2, 3))
    for pattern, other in rng.sample(_RESPELLINGS, len(_RESPELLINGS)):
        found = list(re.finditer(pattern, text))
        if found and left:
            hit = rng.choice(found)
            text = text[: hit.start()] + hit.expand(other) + text[hit.end() :]
            left -= 1
    return text


def misspelled(rng: random.Random, text: str) -> str:
    """One or two letters doubled, lost, exchanged or mistaken, never the first of a word."""
    for _ in range(rng.choice((1, 1, 2))):
        places = [n for n in range(1, len(text) - 1) if text[n].isalpha() and text[n - 1].isalpha()]
        at = rng.choice(places)
        match rng.randrange(4):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + text[at] + text[at:]
            case 2 if text[at + 1].isalpha():
                text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            case _:
                text = text[:at] + rng.choice("abdeghiklmnorstuy") + text[at + 1 :]
    return text


def turned(rng: random.Random, text: str) -> str:
    """The last word first, with or without a comma and capitals."""
    *first, last = text.split(" ")
    comma = rng.choice((",", ""))
    return f"{last.upper() if rng.random() < 0.5 else last}{comma} {' '.join(first)}"


def cut(rng: random.Random, text: str) -> str:
    """A field that ends too early, in the middle of the last word."""
    at = text.rfind(" ")
    return text[: at + 1 + rng.randint(3, max(3, (len(text) - at) * 2 // 3))] if at > 0 else text


def disguised(rng: random.Random, text: str) -> str:
    """Letters of another script that look alike, or signs without width."""
    places = [n for n, c in enumerate(text) if c.translate(_LOOKALIKE) != c]
    letters = list(text)
    if rng.random() < 0.5 and places:
        for n in rng.sample(places, min(len(places), rng.choice((1, 2, 3)))):
            letters[n] = letters[n].translate(_LOOKALIKE)
    else:
        for n in rng.sample(range(1, len(text)), 2):
            letters[n] = rng.choice(_WIDTHLESS) + letters[n]
    return "".join(letters)


def initials(text: str) -> str:
    """The first letters of the words that count."""
    return "".join(w[0] for w in text.split() if w.lower() not in _SMALL).upper()
