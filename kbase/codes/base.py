"""A small sound data folder of an invented world; the examples of codes lay their files over it."""

from __future__ import annotations

BASE: dict[str, str] = {
    "dataset.yaml": """\
id: invented-world
title: An invented world
publisher: Nobody
licence: CC0-1.0
""",
    "groups/red-lantern.yaml": """\
id: red-lantern
name: Red Lantern
kind: group
sources: harbour-post-2015#p1
attributes:
- founded: 2014
  sources: harbour-post-2015#p2
- dissolved: 2021
  sources: harbour-post-2022#p4
""",
    "groups/grey-tide.yaml": """\
id: grey-tide
name: Grey Tide
kind: group
sources: harbour-post-2015#p5
""",
    "people/tomas-vell.yaml": """\
id: tomas-vell
name: Tomas Vell
sources: harbour-post-2015#p3
memberships:
- group: red-lantern
  role: leader
  start: 2014
  end: 2019
  sources: harbour-post-2022#p2
""",
    "organizations/estorian-guard.yaml": """\
id: estorian-guard
name: Estorian Guard
kind: force
country: estoria
sources: harbour-post-2015#p6
""",
    "places/estoria.yaml": """\
id: estoria
name: Estoria
kind: country
sources: estorian-gazetteer#page 1
""",
    "places/dunmarrow.yaml": """\
id: dunmarrow
name: Dunmarrow
kind: town
parent: estoria
sources: estorian-gazetteer#page 12
""",
    "events/dunmarrow-raid.yaml": """\
id: dunmarrow-raid
name: Raid on Dunmarrow
kind: raid
sources: harbour-post-2022#p5
attributes:
- date: 2018-06-11
  sources: harbour-post-2022#p5
- place: dunmarrow
  sources: harbour-post-2022#p5
""",
    "sources/harbour-post-2015.yaml": """\
id: harbour-post-2015
title: A lantern over the harbour
kind: newspaper
publisher: The Harbour Post
published: 2015-03-02
""",
    "sources/harbour-post-2022.yaml": """\
id: harbour-post-2022
title: The end of the lantern
kind: newspaper
publisher: The Harbour Post
published: 2022-09-14
""",
    "sources/estorian-gazetteer.yaml": """\
id: estorian-gazetteer
title: Gazetteer of Estoria
kind: primary_document
publisher: Survey of Estoria
published: 2011
""",
    "sources/lantern-channel.yaml": """\
id: lantern-channel
title: Messages of the Red Lantern
kind: group_media
publisher: Red Lantern
published: 2017
""",
}
