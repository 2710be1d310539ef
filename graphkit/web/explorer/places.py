"""A map of places, where the store has coordinates: points on a graticule, without tiles and without a network."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from graphkit.web.explorer.ask import Ask
from graphkit.web.explorer.named import Named, name

_GEO = "<http://www.w3.org/2003/01/geo/wgs84_pos#%s>"
ANY = f"SELECT ?x WHERE {{ ?x {_GEO % 'lat'} ?lat }} LIMIT 1"
_PLACES = f"""
SELECT ?x ?lat ?long (COUNT(DISTINCT ?m) AS ?n) WHERE {{
  ?x {_GEO % "lat"} ?lat ; {_GEO % "long"} ?long OPTIONAL {{ ?x gaf:denotedBy ?m }}
}} GROUP BY ?x ?lat ?long ORDER BY DESC(?n) ?x LIMIT 500"""
_STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30)
WIDTH = 1000.0
"""Width of the drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the drawing, with the number of its mentions."""

    name: Named
    x: float
    y: float
    radius: float
    count: int


async def places(ask: Ask) -> dict[str, Any]:
    """Gather the map of all places that have coordinates, the most mentioned 500."""
    rows = await ask.rows(_PLACES)
    found: dict[str, tuple[float, float, int]] = {}
    for iri, lat, long, number in rows:
        try:
            north, east = float(str(lat)), float(str(long))
        except ValueError:
            continue
        if -90 <= north <= 90 and -180 <= east <= 180:
            found.setdefault(str(iri), (north, east, int(str(number))))
    names = await name(ask, found)
    return plot({names[iri]: at for iri, at in found.items()})


def plot(found: dict[Named, tuple[float, float, int]]) -> dict[str, Any]:
    """Lay out points (degrees north, degrees east, mentions), lines of the graticule with their names, and the height.

    Equirectangular, true to scale along the middle parallel.
    """
    if not found:
        return {"points": [], "lines": [], "width": WIDTH, "height": 0.0}
    norths, easts = [n for n, _, _ in found.values()], [e for _, e, _ in found.values()]
    room = max(0.5, 0.08 * max(max(norths) - min(norths), max(easts) - min(easts)))
    south, north = max(-90.0, min(norths) - room), min(90.0, max(norths) + room)
    west, east = max(-180.0, min(easts) - room), min(180.0, max(easts) + room)
    shrink = max(0.2, math.cos(math.radians((south + north) / 2)))
    height = min(900.0, max(260.0, WIDTH * (north - south) / ((east - west) * shrink)))

    def x(degrees: float) -> float:
        return round(WIDTH * (degrees - west) / (east - west), 1)

    def y(degrees: float) -> float:
        return round(height * (north - degrees) / (north - south), 1)

    step = next((s for s in _STEPS if (east - west) / s <= 10), 30)
    lines = [
        (x(n * step), True, _degrees(n * step, "E", "W"))
        for n in range(math.ceil(west / step), math.floor(east / step) + 1)
    ]
    lines += [
        (y(n * step), False, _degrees(n * step, "N", "S"))
        for n in range(math.ceil(south / step), math.floor(north / step) + 1)
    ]
    points = [
        Point(named, x(long), y(lat), round(5 + 2.5 * math.sqrt(number), 1), number)
        for named, (lat, long, number) in found.items()
    ]
    return {"points": points, "lines": lines, "width": WIDTH, "height": round(height, 1)}


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°{positive if value > 0 else negative if value < 0 else ''}"
