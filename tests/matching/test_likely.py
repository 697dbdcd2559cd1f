"""Which entries are taken for likely duplicates, and for what reasons."""

from __future__ import annotations

from kbase.matching.likely import Entry, Spelling, likely


def entry(id_: str, *names: str, type_: str = "person", **more: object) -> Entry:
    return Entry(id_, type_, names[0], tuple(Spelling(n) for n in names), **more)  # type: ignore[arg-type]


SALIH = entry("salih", "Abu Yahya Salih al-Marsuni")
SALEH = entry("saleh", "Saleh El Marsouni", "Abou Yahia")
OTHER = entry("other", "Salih al-Dakruni")


def pairs(*entries: Entry, settled: tuple[frozenset[str], ...] = (), threshold: float = 0.75) -> list[tuple[str, str]]:
    return [(p.one.id, p.other.id) for p in likely(entries, settled, threshold)]


def test_names_that_meet_in_another_spelling() -> None:
    (found,) = likely([SALIH, SALEH, OTHER])
    assert (found.one.id, found.other.id) == ("saleh", "salih")
    assert 0.75 <= found.score < 1
    assert "'Saleh El Marsouni' and 'Abu Yahya Salih al-Marsuni'" in found.why[0]
    assert "'yahya'" in found.why[0], "what stands on one side only is said"


def test_the_likeliest_first() -> None:
    same = entry("zz", "Abu Yahya Salih al-Marsuni")
    scores = [p.score for p in likely([SALIH, SALEH, same], threshold=0.5)]
    assert scores == sorted(scores, reverse=True)
    assert pairs(SALIH, SALEH, same)[0] == ("salih", "zz")


def test_only_of_one_type() -> None:
    assert pairs(SALIH, entry("g", "Abu Yahya Salih al-Marsuni", type_="group")) == []


def test_what_is_settled_is_left_out() -> None:
    assert pairs(SALIH, SALEH, settled=(frozenset(("salih", "saleh")),)) == []
    assert pairs(SALIH, SALEH, settled=(frozenset(("salih", "other")),)) == [("saleh", "salih")]


def test_births_that_lie_apart_settle_it() -> None:
    old, young = ("1950-01-01", "1950-12-31"), ("1980-01-01", "1980-12-31")
    assert pairs(SALIH._replace(born=old), SALEH._replace(born=young)) == []
    assert pairs(SALIH._replace(born=old), SALEH) == [("saleh", "salih")]
    (fits,) = likely([SALIH._replace(born=old), SALEH._replace(born=("1949-01-01", "1950-02-01"))])
    (unsaid,) = likely([SALIH, SALEH])
    assert fits.why[-1] == "births fit"
    assert fits.score > unsaid.score
    # a list that rounds: the neighbouring year is no other person
    assert pairs(SALIH._replace(born=old), SALEH._replace(born=("1951-01-01", "1951-12-31"))) == [("saleh", "salih")]
    assert pairs(SALIH._replace(born=old), SALEH._replace(born=("1952-06-01", "1952-12-31"))) == []


def test_a_shared_identifier_is_enough() -> None:
    shared = frozenset({("un", "RL.08")})
    one, other = entry("a", "Orra Finch", identifiers=shared), entry("b", "Ilse Marr", identifiers=shared)
    (found,) = likely([one, other])
    assert found.score == 1.0
    assert found.why[0] == "both are un RL.08"
    assert pairs(one, other._replace(identifiers=frozenset({("ofac", "RL.08")}))) == []
    apart = likely([one._replace(born=("1950-01-01", "1950-12-31")), other._replace(born=("1980-01-01", "1980-12-31"))])
    assert apart[0].why[-1] == "births lie apart", "a contradiction is shown, not hidden"


def test_acronyms_meet_by_their_letters_only() -> None:
    one = Entry("a", "group", "Red Lantern", (Spelling("Red Lantern"), Spelling("RLF", acronym=True)))
    near = Entry("b", "group", "Iron Dawn", (Spelling("Iron Dawn"), Spelling("RLAF", acronym=True)))
    same = Entry("c", "group", "Night Tide", (Spelling("Night Tide"), Spelling("RLF", acronym=True)))
    assert pairs(one, near, threshold=0.3) == []
    assert pairs(one, same, threshold=0.8) == [("a", "c")]
    # called an alias by its source, it is an acronym all the same
    called = Entry("d", "group", "Grey Heron", (Spelling("Grey Heron"), Spelling("RLAF")))
    assert pairs(one, called, threshold=0.3) == []


def test_what_many_are_called_says_less() -> None:
    one, other = entry("a", "Orra Finch", "Abu Yahya"), entry("b", "Ilse Marr", "Abu Yahya")
    assert pairs(one, other, threshold=0.9) == []
    weak = tuple(Spelling(n, strong=False) for n in ("Salih al-Marsuni",))
    (strong,) = likely([entry("a", "Salih al-Marsuni"), entry("b", "Salih al-Marsuni")])
    (less,) = likely(
        [entry("a", "Salih al-Marsuni"), Entry("b", "person", "Orra Finch", (Spelling("Orra Finch"), *weak))],
        threshold=0.5,
    )
    assert less.score < strong.score


def test_each_pair_once_whatever_the_order() -> None:
    several = [entry(f"e{n}", "Abu Yahya Salih al-Marsuni") for n in range(5)]
    found = pairs(*several)
    assert len(found) == len(set(found)) == 10
    assert found == pairs(*reversed(several))
    assert all(a < b for a, b in found)


def test_a_thousand_of_one_name_are_not_a_million_comparisons() -> None:
    """A key that very many hold brings nobody together; the pairs that are compared stay few."""
    many = [entry(f"e{n}", f"Ahmad {n}") for n in range(1_000)]
    assert pairs(*many, threshold=0.99) == []
