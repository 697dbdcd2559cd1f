"""Two lines held against each other: the names that each holds, their acronyms, how likely they name one thing."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from kbase.matching.forms import acronym, acronyms, initialled, shuffled, spellings
from kbase.matching.likelihood import OF_A_BODY, has_given_name, likelihood, measures
from kbase.matching.parts import Part, parts
from kbase.matching.score import Comparison, Meeting, Rarity, compare, turned
from kbase.matching.script import plain
from kbase.text import fold

ACRONYM = {2: 0.6, 3: 0.8}  # scores of acronyms by their length; longer ones 0.9
SHUFFLED = {3: 0.5, 4: 0.7}  # of acronyms with the same letters in another order: Spanish FPLP, English PFLP
PARTLY = 0.98  # the score of one of several names in a line is multiplied by this
SAME_TEXT = 0.95  # the least score of two names that are spelt the same, however little a short one tells
ACRONYM_OF = "acronym"  # how they meet
PARTLY_WHOLE = 0.9  # what the words that both texts have count, beside the whole


class Form(NamedTuple):
    """One of the names that a line holds: the line, the name, its parts."""

    text: str
    name: str
    parts: tuple[Part, ...]


def forms(text: str) -> list[Form]:
    """The names that a line holds, the whole first."""
    return [Form(text, name, parts(name)) for name in spellings(text)]


def held_against(mine: Form, theirs: Form, rarity: Rarity | None = None) -> Comparison:
    """Two names compared, their acronyms too."""
    found = compare(mine.parts, theirs.parts, rarity)
    for short, long in ((mine, theirs), (theirs, mine)):
        if len(long.parts) > 1 and (word := _letters(short)) and _may_be_body(long.parts, sought=long is mine):
            found = _better(found, mine, theirs, _as_acronym(word, acronyms(long.name)))
    if found.score < SHUFFLED[4] and (word := _letters(mine)) and (other := _letters(theirs)):
        found = _better(found, mine, theirs, _as_acronym(word, (other,)))
    if mine.name != mine.text or theirs.name != theirs.text:
        found = found._replace(score=found.score * PARTLY)
    return found


def _letters(form: Form) -> str:
    """The acronym that a name may be, of one part or of letters with a hyphen; '' where it is none."""
    return acronym(form.name) if len(form.parts) == 1 or "-" in form.name else ""


def _may_be_body(several: tuple[Part, ...], *, sought: bool) -> bool:
    """Whether a name may be a body's, so that it has an acronym. A listed one may unless it has a kunya or a known given name and
    nothing that a body is called by; one that is sought has something, since any three words would else be an acronym of a list."""
    *before, last = [p.kind for p in several]
    kinds = {*before, "name" if last == "place" else last}  # a nisba
    return bool(kinds & OF_A_BODY) or not (sought or "kunya" in kinds or has_given_name(several))


def best_of(mine: list[Form], theirs: Form, rarity: Rarity) -> tuple[Comparison, str]:
    """The best comparison of the names that a line holds with another, and which of them it was."""
    return max(((held_against(a, theirs, rarity), a.name) for a in mine), key=lambda m: m[0].score)


def as_a_whole(mine: str, theirs: str) -> float:
    """How like two texts are as they stand, from 0 to 1: with the words in order, without the gaps, or the words that both have."""
    mine, theirs = plain(mine), plain(theirs)
    together: float = fuzz.ratio(mine.replace(" ", ""), theirs.replace(" ", ""))
    return max(together, fuzz.token_sort_ratio(mine, theirs), PARTLY_WHOLE * fuzz.token_set_ratio(mine, theirs)) / 100


def _as_acronym(word: str, known: tuple[str, ...]) -> float:
    """The score of a word among acronyms, also where its letters stand in another order."""
    if word in known:
        return ACRONYM.get(len(word), 0.9)
    letters = shuffled(word)
    if letters and letters in map(shuffled, known):
        return SHUFFLED.get(len(word), 0.75)
    return 0.0


def _better(found: Comparison, mine: Form, theirs: Form, value: float) -> Comparison:
    """The comparison, or that of an acronym where it says more."""
    if value <= found.score:
        return found
    return Comparison(value, (Meeting(mine.name, theirs.name, ACRONYM_OF, value, 1.0),), (), (), False)


def is_acronym_of(made: Comparison, sought: str) -> bool:
    """Whether the listed name is taken for an acronym of the one that is sought."""
    return [m.how for m in made.met] == [ACRONYM_OF] and len(parts(sought)) > 1


def spells_out(name: str, short: str) -> bool:
    """Whether words of a name, of three or more, have these first letters.

    >>> spells_out("Front for the Liberation of the Marsh and the Delta", "FLM"), spells_out("Front", "F")
    (True, False)
    """
    letters = acronym(short)
    return bool(letters) and any(letters in "".join([w[0] for w in of]) for of in initialled(name) if len(of) > 2)


def compared(mine: str, theirs: str) -> tuple[Comparison, str]:
    """The best comparison of the names that two lines hold, and which of the first it was."""
    made = [(held_against(a, b), a.name) for a in forms(mine) for b in forms(theirs)]
    return max(made, key=lambda m: m[0].score)


def likely_one(mine: str, theirs: str) -> tuple[float, Comparison]:
    """How likely two lines name one thing, from 0 to 1, and the comparison that says so: whichever is the sought one."""
    comparison, form = compared(mine, theirs)
    other, form_of_theirs = compared(theirs, mine)
    # where nothing meets the two have nothing in common: what is alike as a whole tells only beside what else is listed
    there = likelihood(measures(form, theirs, comparison)) if comparison.score else 0.0
    back = likelihood(measures(form_of_theirs, mine, other)) if other.score else 0.0
    if comparison.score and fold(mine) == fold(theirs):
        return max(there, back, SAME_TEXT), comparison
    return (there, comparison) if there >= back else (back, turned(other))
