"""Which listed names are found: the keys that lead to them, and how many are looked at."""

from __future__ import annotations

from math import exp

import pytest

from conftest import made_up
from kbase.matching.forms import acronym, keys, sought
from kbase.matching.index import COMPARED, MORE, OF_FEW, OF_KIND, SMALL, Candidate, Sought, file_of
from kbase.matching.learned import points
from kbase.matching.likelihood import measures
from kbase.matching.lines import as_a_whole, compared, likely_one
from kbase.matching.reasons import reasons
from kbase.matching.score import THRESHOLD


@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("Abd al-Muhsi", "Abd al-Muhsin"), ("Vekasam", "Velkasam"), ("Velkarsam", "Velkasam"),  # one consonant less, more
        ("Yusufu Tolvani", "Yusuf Tolvani"), ("Umarou Tolvani", "Umar Tolvani"),  # Hausa and Fula endings
        ("Tolvan Abidine", "Tolvan Abidin"), ("Tolvan Abidinu", "Tolvan Abidin"),  # no compound of din
        ("Adelvarim", "Abdelvarim"), ("Abdvarim", "Abd al-Varim"), ("Abdeloudoun", "Abdelouadoun"),  # a slip in a compound; oua is wa
        ("Abu Tolvanni", "Marek Tolvanni"), ("Tolvanni", "Abu Tolvanni"),  # a kunya alone, a kunya cut off
        ("أبوتولفاني الجزائري", "Abu Tolfani al-Jazairi"),  # a kunya that is written as one word
        ("Tolvan Marr al-", "Tolvan Marr al-Hisaqi"), ("Tolvan Marr al-His", "Tolvan Marr al-Hisaqi"),  # a field cut short
    ],
)  # fmt: skip
def test_found_alone(typed: str, listed: str) -> None:
    """Among names that share nothing with it, by the keys alone."""
    others = [(f"o{n}", "person", [name]) for n, name in enumerate(("Ilse Bergner", "Qasim Druze", "Okan Pfeil"))]
    found = file_of([("it", "person", [listed]), *others]).find(Sought(typed))
    assert [c.id for c in found[:1]] == ["it"]


def test_a_field_cut_short_says_so() -> None:
    found = file_of([("it", "person", ["Tolvan Marr al-Hisaqi"])]).find(Sought("Tolvan Marr al-His"))
    assert [m.how for m in found[0].comparison.met] == ["same spelling", "same spelling", "cut short"]


def test_a_kind_is_found_among_many_of_another() -> None:
    """More groups than are looked at share each key with the person sought."""
    groups = [(f"g{n}", "group", [f"Tolvan Marr {n}"]) for n in range(OF_FEW + 50)]
    assert len(groups) < OF_KIND
    found = file_of([*groups, ("it", "person", ["Tolvan Marr Vell Ostrin"])]).find(Sought("Tolvan Marr", ("person",)))
    assert [c.id for c in found] == ["it"]


def test_the_letters_of_an_acronym_may_stand_in_another_order() -> None:
    index = file_of(
        [("front", "organization", ("Popular Front for Velmark Unity",)), ("other", "organization", ("Red Lantern",))]
    )
    assert [c.id for c in index.find(Sought("FPVU"))] == ["front"]
    assert index.find(Sought("FPVX")) == []


def test_of_two_that_fit_alike_the_one_whose_other_name_fits_too_is_likelier() -> None:
    index = file_of([("a", "person", ("Tomas Orra Vell",)), ("b", "person", ("Tomas Orra Vell", "Tomaz Ora Vel"))])
    first, second = index.find(Sought("Thomas Orra Vell"))
    assert (first.id, second.id) == ("b", "a")
    assert first.score > second.score
    assert first.comparison.score == second.comparison.score


def test_names_that_share_more_keys_do_not_hide_one_that_shares_few() -> None:
    many = [(f"n{n}", "organization", (f"Tolvan Marr Hisaq {chr(97 + n)}okir",)) for n in range(14)]
    index = file_of([*many, ("one", "organization", ("Tolvan",))])
    assert "one" in [c.id for c in index.ranked(Sought("Tolvan Marr Hisaq"), 20)]


def test_what_tells_twice_of_one_part_does_not_hide_a_rare_name() -> None:
    """A place is known by its meaning and by its consonants, a rare name by these alone."""
    many = [(f"n{n}", "group", (f"Palestine {chr(97 + n % 20)}elvar{n} Front",)) for n in range(COMPARED + 4)]
    others = [(f"o{n}", "person", (f"Orra{n} Vell{n}",)) for n in range(1500)]
    index = file_of([*many, *others, ("one", "group", ("Al-Sabidren",))])
    assert "one" in [c.id for c in index.ranked(Sought("Al-Sabidren for the Victory of Palestine"), 40)]


def test_what_many_others_fit_as_well_is_less_likely() -> None:
    listed = [("it", "person", ["Ahmad Salim Karimov"])]
    alike = [
        (f"o{n}", "person", [f"Ahmad Salim {name}"])
        for n, name in enumerate(("Tolvan", "Duale", "Orra", "Vell", "Marr"))
    ]

    def score(sought: str, entries: list[tuple[str, str, list[str]]]) -> float:
        return next(c.score for c in file_of(entries).find(Sought(sought, (), 20)) if c.id == "it")

    alone, among = (score("Ahmad Salim", entries) for entries in (listed, listed + alike))
    assert among < alone / 2
    assert score("Ahmad Salim Karimof", listed + alike) > 0.5  # who is told from the others is not one of many


def test_a_surname_is_of_its_bearer_before_a_whole_name_that_is_like_it() -> None:
    """'Tolvanni' is more likely Okan Tolvanni than the place Tolvan, which one takes as another spelling where alone."""
    listed = [
        ("bearer", "person", ("Okan Tolvanni",)),
        ("place", "place", ("Tolvana",)),
        ("o", "person", ("Ilse Bergner",)),
    ]
    assert [c.id for c in file_of(listed).find(Sought("Tolvanni"))][:2] == ["bearer", "place"]
    assert [c.id for c in file_of(listed[1:]).find(Sought("Tolvanni"))] == ["place"]


def test_whom_a_list_holds_several_times_is_no_less_likely() -> None:
    name = "Mokhtar Belmokhtar"

    def score(times: int) -> list[float]:
        entries = [(f"e{n}", "person", [name if n % 2 else name.upper()]) for n in range(times)]
        return [c.score for c in file_of(entries).find(Sought("Mukhtar Belmukhtar"))]

    assert len(score(5)) == 5
    assert score(5) == pytest.approx(score(1) * 5, abs=0.01)


def test_a_single_name_may_be_cut_from_a_kunya() -> None:
    """'Zelmar' for Abu Zelmar: where a name is spelt so itself, that is meant."""
    listed = [
        ("kunya", "person", ("Abu Zelmar",)),
        ("another", "person", ("Abu Karim",)),
        ("place", "place", ("Zalmora",)),
    ]
    found = file_of(listed).find(Sought("Zelmar"))
    assert found[0].id == "kunya"
    assert "another" not in {c.id for c in found}
    assert found[0].comparison.met[0].how == "kunya"
    assert [c.id for c in file_of([*listed, ("own", "person", ("Zelmar",))]).find(Sought("Zelmar"))][:1] == ["own"]


def test_who_is_spelt_just_so_is_no_less_likely_than_another() -> None:
    """The party and those who left it: its long name has the other's but for what stands in the bracket."""
    listed = [
        ("party", "group", ("Marsh Lantern Army", "MLA", "Army of the Marsh Lantern")),
        ("left", "group", ("Marsh Lantern Army (dissidents)",)),
    ]
    index = file_of(listed)
    assert [c.id for c in index.find(Sought("Marsh Lantern Army (dissidents)"))] == ["left", "party"]
    assert [c.id for c in index.find(Sought("Marsh Lantern Army"))] == ["party", "left"]


def test_what_is_listed_just_so_is_not_unlikely() -> None:
    """An acronym that other names share letters with is a hit all the same."""
    listed = [(f"e{n}", "person", (f"Okan Tolvanni {w}",)) for n, w in enumerate(("Ksam", "Kasim", "Kosma", "Kusum"))]
    found = file_of([*listed, ("short", "person", ("Halvor Stenmar", "KSM"))]).find(Sought("KSM", threshold=0.5))
    assert [c.id for c in found] == ["short"]


def test_a_given_name_just_so_says_not_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbase.matching.index.JUST_SO", 0.99)
    index = file_of([("one", "person", ("Abu Zelmar", "Tariq")), ("short", "person", ("Halvor Stenmar", "KSM"))])
    assert index.find(Sought("KSM"))[0].score == 0.99
    assert index.find(Sought("Tariq"))[0].score < 0.99


def test_the_letters_of_an_arabic_surname_are_looked_at() -> None:
    """The letters of the nisba are not all in the name of the place, nor of another with the same consonants."""
    for typed, whole, half in (("الزرقاوي", "al-Zarqawi", "Zarqa"), ("الظواهري", "al-Zawahiri", "al-Sahraoui")):
        (meets,), (less,) = (compared(typed, name)[0].met for name in (whole, half))
        assert (meets.how, less.how) == ("same letters", "transliteration")
        assert meets.likeness > less.likeness
    # few letters tell too little: a kunya that is spelt the same comes before them
    listed = [("kunya", "person", ("Abu Sayyaf",)), ("letters", "person", ("سيف العدل",))]
    assert [c.id for c in file_of(listed).find(Sought("Sayyaf"))][:1] == ["kunya"]


def test_of_eight_of_one_name_the_one_that_goes_by_it_is_first_however_few_are_asked_for() -> None:
    """Also by what stands before the bracket; of the others those that are spelt just so come before the near ones."""
    listed = [(f"e{n}", "group", (f"Lantern Union {n}", "Marsh Union")) for n in range(8)]
    index = file_of([("e7b", "group", ("Marsh-Union Front",)), *listed])
    for own in ("Marsh Union", "Marsh Union (Selm)"):

        def preferred(candidate: Candidate, name: str = own) -> str:
            return name if candidate.id == "e6" else candidate.id

        orders = [[c.id for c in index.find(Sought("Marsh Union", limit=n), preferred)] for n in range(1, 10)]
        assert orders[-1][:8] == ["e6", *(f"e{n}" for n in range(8) if n != 6)]
        assert [len(order) for order in orders[:8]] == list(range(1, 9))
        assert all(order == orders[-1][: len(order)] for order in orders)


def test_real_continuity_and_provisional_are_three() -> None:
    assert likely_one("Real Lantern Army", "Continuity Lantern Army")[0] < 0.5
    assert likely_one("Provisional Lantern Army", "Continuity Lantern Army")[0] < 0.5


def test_a_surname_means_its_bearer_before_a_whole_name_that_is_like_it() -> None:
    listed = file_of(
        [("one", "person", ["Mukhtar"]), ("other", "person", ["Mokhtar Belmokhtar"]), ("more", "person", ["Orra Vell"])]
    )
    found = listed.find(Sought("Belmokhtar"))
    assert [c.id for c in found[:2]] == ["other", "one"]
    assert found[0].score >= found[1].score


def test_a_slip_beside_a_name_that_many_bear() -> None:
    """One part as it is and the other with a slip lead to a name together, among so many that neither does alone."""
    many = [(f"n{n}", "person", (f"Muhammad {made_up(n)}",)) for n in range(SMALL + 100)]
    index = file_of([*many, ("it", "person", ("Muhammad Velas",))])
    for typed in ("Mohamed Veras", "Vemas Muhammad", "Muhammad Verlas"):
        assert [c.id for c in index.find(Sought(typed))][:1] == ["it"], typed


def test_a_name_of_a_person_is_no_acronym() -> None:
    """S, A, M: a listed SAM is not Salim Abu Marzan, and a front's acronym still leads to it."""
    index = file_of([("sam", "group", ("SAM",)), ("front", "group", ("Popular Front for Velmark",))])
    assert index.find(Sought("Salim Abu Marzan")) == []
    assert [c.id for c in index.find(Sought("PFFV"))] == ["front"]


def test_a_compound_of_abd_is_a_whole_name() -> None:
    """Abdul Baseer is Abdul Basir before somebody of whose long name it is a part; a surname alone means its bearer."""
    index = file_of([("it", "person", ("Abdul Basir",)), ("long", "person", ("Abdul Qadir Basir Abdul Baseer",))])
    assert [c.id for c in index.find(Sought("Abdul Baseer"))][:1] == ["it"]


def test_what_stands_before_a_bracket_is_not_spelt_just_so_before_what_is() -> None:
    listed = [
        ("party", "group", ("Marsh Lantern", "Marsh Lantern Army")),
        ("left", "group", ("Marsh Lantern Army (dissidents)",)),
    ]
    own = {"party": "Marsh Lantern", "left": "Marsh Lantern Army (dissidents)"}
    found = file_of(listed).find(Sought("Marsh Lantern Army"), lambda c: own[c.id])
    assert [c.id for c in found] == ["party", "left"]


def test_the_names_of_a_line_are_all_looked_for() -> None:
    listed = [("last", "person", ("Zelmadov",)), ("o", "person", ("Ilse Bergner",))]
    line = "Bargoldenmir Konstantinov / Darbandikhanov Sulaymanbek / Zelmardov"
    assert [c.id for c in file_of(listed).find(Sought(line))][:1] == ["last"]


def test_a_surname_in_another_spelling_means_its_bearer() -> None:
    """Zarkaoui is al-Zarqawi before the town Zarqa, Belmoktar is Belmokhtar before Mukhtar."""
    listed = [
        ("zarqawi", "person", ("Abu Musab al-Zarqawi",)), ("zarqa", "place", ("Zarqa",)),
        ("belmokhtar", "person", ("Mokhtar Belmokhtar",)), ("mukhtar", "person", ("Mukhtar",)),
    ]  # fmt: skip
    index = file_of(listed)
    assert [index.find(Sought(name))[0].id for name in ("Zarkaoui", "Belmoktar")] == ["zarqawi", "belmokhtar"]


def test_single_letters_without_a_space_are_an_acronym_if_they_are_few() -> None:
    assert acronym("B&H") == "bh"
    assert acronym("A&B&C&D&E&F&G&H&I") == ""  # not its first eight letters


@pytest.mark.parametrize(
    ("typed", "listed"), [("Velkomag", "Velkomtril"), ("Tolvankor S.A.", "Tolvanes Korim S.A."), ("Brasimed", "Brasik Medovar")]
)  # fmt: skip
def test_what_is_alike_as_a_whole_is_found_without_a_key_in_common(typed: str, listed: str) -> None:
    assert not set(sought(typed)) & set(keys(listed, "group"))
    index = file_of([("it", "group", (listed,)), ("o", "group", ("Zelmar Front",)), ("p", "group", ("Ostrik Medal",))])
    found = index.find(Sought(typed))
    assert found[0].id == "it"
    assert found[0].score < 0.9


def test_where_a_name_meets_nothing_is_added_that_is_alike_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    index = file_of([("it", "person", ("Tolvan Marrik",)), ("whole", "person", ("Tolvik Marranov",))])
    assert [c.id for c in index.find(Sought("Tolvan Marrik"))] == ["it"]
    monkeypatch.setattr("kbase.matching.index.UNSURE", 1.1)
    assert [c.id for c in index.find(Sought("Tolvan Marrik"))] == ["it", "whole"]


@pytest.mark.parametrize(
    "names",
    [
        ("Allied Marsh Forces", "AMF"), ("Allied Marsh Forces (AMF)",), ("AMF (Allied Marsh Forces)",), ("Allied Marsh Forces / AMF",),
        ("Real Allied Marsh Forces", "AMF"), ("Allied Marsh Forces for the Defence of the Delta and its Peoples", "AMF"),
    ],
)  # fmt: skip
def test_first_letters_are_no_acronym_of_what_is_spelt_out_in_other_words(names: tuple[str, ...]) -> None:
    """AMF are the Allied Marsh Forces, and no African Monetary Fund."""
    index = file_of([("amf", "group", names), ("o", "group", ("Zelmar",))])
    assert index.find(Sought("African Monetary Fund", threshold=0.05)) == []
    (found,) = index.find(Sought("AMF"))
    assert (found.id, found.score > THRESHOLD) == ("amf", True)


def test_first_letters_alone_say_little() -> None:
    """Of an AMF that nobody spells out it may be the name, and so may many others; another's AMF does not spell it out."""
    index = file_of([("amf", "group", ("AMF",)), ("o", "group", ("Zelmar",))])
    (found,) = index.find(Sought("African Monetary Fund"))
    assert (found.id, found.score < THRESHOLD) == ("amf", True)
    both = file_of([("amf", "group", ("AMF",)), ("o", "group", ("Allied Marsh Forces", "AMF"))])
    assert both.find(Sought("African Monetary Fund", threshold=0.05)) == []


def test_three_words_that_no_body_is_called_by_are_no_acronym() -> None:
    index = file_of([("amf", "group", ("AMF",)), ("o", "group", ("Zelmar",))])
    assert index.find(Sought("Arvin Molvak Fasmun")) == []


def test_who_is_not_like_in_himself_is_less_likely_though_nobody_comes_near() -> None:
    """In a short list nobody else is called George."""
    found = file_of([("it", "person", ("George Havarim",)), ("o", "person", ("Zelmar",))]).find(Sought("George Sabrak"))
    measured = measures(found[0].form, found[0].name, found[0].comparison, found[0].of)
    among = 1 / (1 + exp(-points(*measured)))
    assert likely_one("George Sabrak", "George Havarim")[0] < found[0].score < among


def test_what_is_alike_as_a_whole_says_so() -> None:
    index = file_of([("it", "group", ("Agropalmera Nile Ltd",)), ("o", "group", ("Zelmar Front",))])
    (found,) = index.find(Sought("Agronile"))
    assert found.comparison.met == ()
    assert reasons(found.comparison)[0] == "alike as a whole"


def test_no_more_than_a_few_are_added_and_none_that_is_little_alike() -> None:
    like = [(f"o{n}", "group", (f"Velk{made_up(n)[:4].lower()} Ostr",)) for n in range(40)]
    assert len(file_of(like).ranked(Sought("Velkomzaqostrin"), 1)) == MORE
    assert file_of([("far", "group", ("Velk Udimurgatanifubodan",))]).ranked(Sought("Velkomzaqostrin"), 1) == []


def test_a_whole_is_like_another_without_the_gaps_in_another_order_or_with_fewer_words() -> None:
    assert as_a_whole("Velk om Aril", "Velkomaril") == 1.0
    assert as_a_whole("Marrik Tolvan", "Tolvan Marrik") == 1.0
    assert as_a_whole("Tolvan", "Ostr Tolvan Marrik") == pytest.approx(0.9)
    assert as_a_whole("Velkomag", "Zirst") < 0.3


def test_what_many_bear_is_as_common_in_what_is_added() -> None:
    """More names than are looked at share the one part; the one that is added is found by how it ends."""
    listed = [(f"o{n}", "person", [f"Karvan {made_up(n)}"]) for n in range(OF_FEW + 100)]
    found = {
        c.id: c
        for c in file_of([*listed, ("it", "person", ["Karvan Velkomtril"])]).ranked(Sought("Karvon Velkomag"), 12)
    }
    weights = {id_: m.weight for id_, c in found.items() for m in c.comparison.met if m.mine == "karvon"}
    assert weights["it"] == weights["o0"] < 1.0
