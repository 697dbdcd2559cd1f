"""What part somebody has in an event: SQL of conditions on the event `t` of a list, or on a part `p` in it."""

from __future__ import annotations

from collections.abc import Collection

from kbase.database.standing import UNDENIED

_PART_OF = "EXISTS (SELECT 1 FROM current_participations p WHERE p.event_id = t.id AND p.participant_id IN (:{}))"
TAKES_PART = f"{_PART_OF[:-1]} AND {UNDENIED.format('p.')})"  # whose every part is denied had none

# Filters of a part in an event. With --group or --person it is their own part that is so: not a member's, nor a relation's
# event. A denied part is none, unless that is asked for.
PART = {"attribution": "p.attribution IN (:attribution)", "role": "p.role IN (:role)"}


def own_part(who: str, asked: Collection[str]) -> str:
    """The condition of a part in the event `t` as `asked` in PART: of `:group`, of `:person`, or of anyone ('')."""
    whole = _PART_OF.format(who) if who else _PART_OF.replace(" AND p.participant_id IN (:{})", "")
    return f"{whole[:-1]} AND {' AND '.join(part_as(asked))})"


def part_as(asked: Collection[str]) -> list[str]:
    """The conditions of a part `p` that is as `asked` in PART."""
    return [PART[name] for name in asked] + [UNDENIED.format("p.")] * ("attribution" not in asked)
