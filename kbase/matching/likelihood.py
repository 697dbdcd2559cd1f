"""How likely two names are of one thing, from what their comparison measures: a learned sum, `kbase.matching.learned`.

The comparison says which parts meet and what they weigh; how far such a meeting is to be trusted was counted on lists
whose answers are known (`tests/bench/names_fit.py` writes the module; docs/names.md says from what). It is a sum of
small questions: where a measure is at most a bound, one thing follows, else another; at the end are points, and the points of
all questions together are the logarithm of the odds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import exp
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from kbase.matching.learned import points
from kbase.matching.parts import Part, parts
from kbase.matching.score import SAME, Comparison
from kbase.matching.script import plain

MEASURES = (
    "score",  # of the comparison
    "met", "weight", "gain",  # parts that meet: how many, their weight, their weight by likeness
    "lacking", "missing", "number_lacking", "number_missing",  # weight and number of the parts alone: of what is sought, of the listed name
    "names_lacking", "names_missing",  # number of those that are more than a kind of group, a legal form, an honorific, an initial
    "both",  # the smaller of lacking and missing: as much stands against the match
    "told_apart",  # 1 where each side has a given name of the table that the other has not
    "numbers",  # 1 where each side has a number that the other has not
    "least", "most", "mean",  # likeness of the parts that meet
    "heaviest",  # weight of a part that meets
    "order",  # 1 where the parts stand in another order
    "same",  # share of the meetings that are the same spelling
    "longest",  # letters of the longest name sought that nothing meets
    "acronym",  # 1 where one is the acronym of the other
    "sorted", "weighed", "ratio", "jaro", "set",  # rapidfuzz on the plain texts: token_sort, WRatio, ratio, Jaro-Winkler, token_set
    "letters", "letters_listed", "words", "words_listed",
    "others",  # how many other listed things meet as well: the sum of `near` of their scores
    "person",  # 1 where the listed thing is one, 0 where it is another kind of thing; where nobody says which, by what is sought
    "kind_words", "given_names",  # parts of what is sought that are of a body's name (a kind of group, a legal form, a place, a word, a number), of a person's
    "names",  # how many names the listed thing has
    "ahead",  # how much better it is than the best of the others, below 0 if worse; -1 where two names alone are compared
    "begins",  # 1 where the listed name begins with all that is sought: a field that ended too early
    "spelt_ahead",  # how much more of what is sought it spells the same than the best of the others does; 0 for two names alone
    "whole_ahead",  # how much more alike as a whole than the best of the others, of 1; 0 for two names alone
)  # fmt: skip


# parts that are more than a kind of group, a legal form, an honorific, an initial
TELLING = frozenset({"name", "common", "kunya", "place", "word", "number"})
OF_A_BODY = frozenset({"generic", "legal", "place", "word", "number"})
_OF_A_PERSON = frozenset({"name", "common", "kunya", "honorific"})
ALONE = -1.0  # `ahead` of two names that are compared alone


class Listed(NamedTuple):
    """What is known of the listed thing besides the name that is compared; nothing, where two names alone are."""

    kind: str = ""  # person or another type of thing
    names: int = 1
    others: float = 0.0  # the sum of `near` of the other listed things
    ahead: float = ALONE  # how much better its score is than the best of the others
    spelt_ahead: float = 0.0  # how much more of what is sought it spells the same
    whole_ahead: float = 0.0  # how much more alike it is as a whole


_NOTHING = Listed()


def measures(sought: str, listed: str, comparison: Comparison, of: Listed = _NOTHING) -> tuple[float, ...]:
    """What `MEASURES` names, of a name that is sought and a name `listed` of a thing."""
    met, alone, theirs_alone = comparison.met, comparison.mine_alone, comparison.theirs_alone
    likenesses, weights = [m.likeness for m in met], [m.weight for m in met]
    lacking, missing = sum([p.weight for p in alone]), sum([p.weight for p in theirs_alone])
    mine, theirs = plain(sought), plain(listed)
    number = len(met)
    of_body, of_person = _of_what(sought)
    person = of.kind == "person" if of.kind else of_person > of_body
    return (
        comparison.score,
        number, sum(weights), sum([m.weight * m.likeness for m in met]),
        lacking, missing, len(alone), len(theirs_alone),
        sum([p.kind in TELLING for p in alone]), sum([p.kind in TELLING for p in theirs_alone]),
        min(lacking, missing),
        float(has_given_name(alone) and has_given_name(theirs_alone)), float(_numbered(alone) and _numbered(theirs_alone)),
        min(likenesses, default=0.0), max(likenesses, default=0.0), sum(likenesses) / number if number else 0.0,
        max(weights, default=0.0),
        float(comparison.order),
        sum([m.how == SAME for m in met]) / max(1, number),
        max([len(p.text) for p in alone if p.kind == "name"], default=0),
        float("acronym" in [m.how for m in met]),
        fuzz.token_sort_ratio(mine, theirs) / 100, fuzz.WRatio(mine, theirs) / 100, fuzz.ratio(mine, theirs) / 100,
        JaroWinkler.similarity(mine, theirs), fuzz.token_set_ratio(mine, theirs) / 100,
        len(mine), len(theirs), mine.count(" ") + 1, theirs.count(" ") + 1,
        of.others,
        float(person), of_body, of_person, of.names, of.ahead,
        float(bool(mine) and theirs.startswith(mine) and len(theirs) > len(mine)), of.spelt_ahead, of.whole_ahead,
    )  # fmt: skip


def near(score: float) -> float:
    """What a comparison with this score adds to `others`: 1 for a whole fit, little below 0.6."""
    return exp(8 * (score - 1))


@lru_cache(maxsize=2048)
def _of_what(sought: str) -> tuple[int, int]:
    """How many parts of a name are of a body's name, and of a person's."""
    kinds = [p.kind for p in parts(sought)]
    return sum([k in OF_A_BODY for k in kinds]), sum([k in _OF_A_PERSON for k in kinds])


def has_given_name(several: tuple[Part, ...]) -> bool:
    """Whether one of these parts is a given name of the table."""
    return any(p.senses and p.senses[0].startswith("name:") for p in several)


def _numbered(alone: tuple[Part, ...]) -> bool:
    return "number" in [p.kind for p in alone]


UNLIKELY = -7.0  # points; below what any command shows, however alike the two are
IN_ITSELF = 0.3  # what the two names alone count, beside the one among all that are listed
SECOND = 2.5  # points for a second name of the listed thing that fits wholly
# points off where each side has a given name that the other has not: the lists that were counted have few of one surname
APART = 1.5
_TOLD_APART = MEASURES.index("told_apart")


def beside(measured: tuple[float, ...], second: float) -> float:
    """The points that are set by hand, beside those that were counted."""
    return SECOND * second - APART * measured[_TOLD_APART]


_ALONE = {"others": 0.0, "names": 1.0, "ahead": ALONE, "spelt_ahead": 0.0, "whole_ahead": 0.0}
_ALONE_AT = [(MEASURES.index(m), value) for m, value in _ALONE.items()]


def in_themselves(measured: tuple[float, ...]) -> tuple[float, ...]:
    """The measures of two names as though nothing else were listed."""
    found = list(measured)
    for n, value in _ALONE_AT:
        found[n] = value
    return tuple(found)


def together(among: float, alone: Callable[[], float]) -> float:
    """The points of a name among all that are listed, and of the two in themselves: what no one else comes near may yet be little
    like. What is unlikely among all is not looked at in itself."""
    return among if among < UNLIKELY else (among + IN_ITSELF * alone()) / (1.0 + IN_ITSELF)


def likelihood(measured: tuple[float, ...], second: float = 0.0) -> float:
    """From 0 to 1: how many in as many pairs that measure so were one thing, on the lists it was counted on.

    `second` is the score of another name of the listed thing, 0 where it has none that fits.
    """
    odds = together(points(*measured), lambda: points(*in_themselves(measured)))
    return 1.0 / (1.0 + exp(-odds - beside(measured, second)))
