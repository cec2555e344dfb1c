"""Cut the museum's land outline out of Natural Earth's 1:50m land.

Input: ``land-50m.json`` of the npm package ``world-atlas`` 2.0.2 (TopoJSON, public
domain). Output: ``data/land-50m.json``, rings of [lon, lat] in degrees clipped to the
region below and thinned. Run once: ``python3 land.py path/to/land-50m.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

WEST, EAST, SOUTH, NORTH = -24.0, 76.0, 12.0, 62.0
TOLERANCE_DEG = 0.012
OUT = Path(__file__).resolve().parent / "data" / "land-50m.json"


def decode_arcs(topology):
    """TopoJSON arcs (delta coded integers) as lists of (lon, lat)."""
    sx, sy = topology["transform"]["scale"]
    tx, ty = topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        out = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            out.append((x * sx + tx, y * sy + ty))
        arcs.append(out)
    return arcs


def ring_points(indices, arcs):
    """The closed ring named by arc numbers; ~i means arc i backwards."""
    out = []
    for i in indices:
        part = arcs[i] if i >= 0 else arcs[~i][::-1]
        out.extend(part if not out else part[1:])
    return out


def clip(ring, axis, limit, keep_less):
    """Sutherland-Hodgman against one line: axis 0 is lon, 1 is lat."""
    out = []
    for i, b in enumerate(ring):
        a = ring[i - 1]
        a_in = (a[axis] <= limit) == keep_less
        b_in = (b[axis] <= limit) == keep_less
        if a_in != b_in:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if b_in:
            out.append(b)
    return out


def thin(pts, tolerance):
    """Douglas-Peucker on an open line, without recursion."""
    keep = [False] * len(pts)
    keep[0] = keep[-1] = True
    stack = [(0, len(pts) - 1)]
    while stack:
        lo, hi = stack.pop()
        (ax, ay), (bx, by) = pts[lo], pts[hi]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5
        worst, at = tolerance, -1
        for i in range(lo + 1, hi):
            px, py = pts[i][0] - ax, pts[i][1] - ay
            d = abs(px * dy - py * dx) / length if length else (px * px + py * py) ** 0.5
            if d > worst:
                worst, at = d, i
        if at >= 0:
            keep[at] = True
            stack += [(lo, at), (at, hi)]
    return [p for p, k in zip(pts, keep) if k]


def main(source):
    topology = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for indices in polygon:
                ring = ring_points(indices, arcs)[:-1]
                for axis, limit, less in ((0, EAST, True), (0, WEST, False), (1, NORTH, True), (1, SOUTH, False)):
                    ring = clip(ring, axis, limit, less) if ring else ring
                if len(ring) < 4:
                    continue
                half = len(ring) // 2
                thinned = thin(ring[: half + 1], TOLERANCE_DEG)[:-1] + thin(ring[half:] + ring[:1], TOLERANCE_DEG)[:-1]
                if len(thinned) >= 3:
                    rings.append([[round(x, 3), round(y, 3)] for x, y in thinned])
    rings.sort(key=len, reverse=True)
    body = {"source": "Natural Earth 1:50m land, world-atlas 2.0.2", "region": [WEST, SOUTH, EAST, NORTH], "rings": rings}
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(body, separators=(",", ":")) + "\n", encoding="utf-8")
    OUT.with_name(OUT.name + ".license").write_text(
        "SPDX-FileCopyrightText: Natural Earth (naturalearthdata.com)\n"
        "SPDX-License-Identifier: LicenseRef-Public-Domain\n"
        "SPDX-FileComment: Natural Earth 1:50m land, in the public domain; taken from npm world-atlas 2.0.2, "
        "clipped and thinned for the museum.\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
