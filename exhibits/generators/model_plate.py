"""Openwork plates: a drawing as a distance field, its outline as polygons with holes, and a solid with chamfered edges."""

from __future__ import annotations

import numpy as np

from model_kit import Shape, grid, join


class Field:
    """A drawing on a grid: distance to the nearest edge in metres, positive inside. Row 0 is the bottom."""

    def __init__(self, x0, y0, x1, y1, step):
        self.x0, self.y0, self.step = x0, y0, step
        self.nx, self.ny = int(round((x1 - x0) / step)) + 1, int(round((y1 - y0) / step)) + 1
        self.d = np.full((self.ny, self.nx), -1.0)

    def copy(self):
        out = Field.__new__(Field)
        out.__dict__.update(self.__dict__)
        out.d = self.d.copy()
        return out

    def at(self, pts):
        """Distances at points (N,2), interpolated."""
        x = np.clip((pts[:, 0] - self.x0) / self.step, 0, self.nx - 1.001)
        y = np.clip((pts[:, 1] - self.y0) / self.step, 0, self.ny - 1.001)
        i, j = x.astype(int), y.astype(int)
        fx, fy = x - i, y - j
        d = self.d
        return (d[j, i] * (1 - fx) + d[j, i + 1] * fx) * (1 - fy) + (d[j + 1, i] * (1 - fx) + d[j + 1, i + 1] * fx) * fy

    def tie(self, radius, soft=0.0):
        """Ties every loose piece to the nearest other with a short bar of ``radius`` m until all is one piece."""
        for _ in range(60):
            loops = [q for q in self.outlines(self.step) if signed_area(q) > 0]
            if len(loops) < 2:
                return self
            loops.sort(key=signed_area)
            rest = np.concatenate(loops[1:])
            gap = np.hypot(*(loops[0][:, None] - rest[None]).transpose(2, 0, 1))
            i, j = np.unravel_index(np.argmin(gap), gap.shape)
            a, b = loops[0][i], rest[j]
            u = (b - a) / max(np.hypot(*(b - a)), 1e-9)
            self.stroke([a - u * radius, b + u * radius], radius, soft)
        return self

    def _window(self, lo, hi, margin):
        i0 = max(0, int((lo[0] - margin - self.x0) / self.step))
        i1 = min(self.nx, int((hi[0] + margin - self.x0) / self.step) + 2)
        j0 = max(0, int((lo[1] - margin - self.y0) / self.step))
        j1 = min(self.ny, int((hi[1] + margin - self.y0) / self.step) + 2)
        i1, j1 = max(i0, i1), max(j0, j1)
        x = self.x0 + np.arange(i0, i1) * self.step
        y = self.y0 + np.arange(j0, j1) * self.step
        return (slice(j0, j1), slice(i0, i1)), x[None, :], y[:, None]

    def _merge(self, at, dist, soft, cut):
        old = self.d[at]
        if cut:
            self.d[at] = np.minimum(old, -dist)
        elif soft > 0:
            h = np.maximum(soft - np.abs(old - dist), 0) / soft
            self.d[at] = np.maximum(old, dist) + h * h * soft * 0.25
        else:
            self.d[at] = np.maximum(old, dist)
        return self

    def stroke(self, pts, radius, soft=0.0, cut=False):
        """A line through pts (N,2) with round ends; ``radius`` m, one or per point."""
        pts = np.asarray(pts, float)
        rad = np.broadcast_to(np.asarray(radius, float), (len(pts),))
        margin = rad.max() + 4 * self.step + soft
        at, x, y = self._window(pts.min(0), pts.max(0), margin)
        best = np.full((y.shape[0], x.shape[1]), -1.0)
        for (a, b, ra, rb) in zip(pts[:-1], pts[1:], rad[:-1], rad[1:]):
            w, sx, sy = self._window(np.minimum(a, b), np.maximum(a, b), margin)
            rows = slice(w[0].start - at[0].start, w[0].stop - at[0].start)
            cols = slice(w[1].start - at[1].start, w[1].stop - at[1].start)
            d = b - a
            t = np.clip(((sx - a[0]) * d[0] + (sy - a[1]) * d[1]) / max(d @ d, 1e-18), 0, 1)
            dist = ra + (rb - ra) * t - np.hypot(sx - a[0] - t * d[0], sy - a[1] - t * d[1])
            best[rows, cols] = np.maximum(best[rows, cols], dist)
        return self._merge(at, best, soft, cut)

    def disc(self, cx, cy, r, soft=0.0, cut=False, squash=1.0, turn_deg=0.0):
        """A disc or, with ``squash`` (short over long axis), an ellipse whose long axis is turned by ``turn_deg``."""
        at, x, y = self._window((cx - r, cy - r), (cx + r, cy + r), 4 * self.step + soft)
        a = np.radians(turn_deg)
        u = (x - cx) * np.cos(a) + (y - cy) * np.sin(a)
        v = (-(x - cx) * np.sin(a) + (y - cy) * np.cos(a)) / squash
        rho = np.hypot(u, v)
        grad = np.hypot(u, v / squash) / np.maximum(rho, 1e-9)
        dist = (r - rho) / np.maximum(grad, 1e-6) if squash != 1.0 else r - rho
        return self._merge(at, np.clip(dist, -1, 1), soft, cut)

    def polygon(self, pts, soft=0.0, cut=False, grow=0.0):
        """A filled polygon (N,2), grown by ``grow`` m with round corners."""
        pts = np.asarray(pts, float)
        at, x, y = self._window(pts.min(0), pts.max(0), 5 * self.step + soft + max(grow, 0))
        inside = np.zeros((y.shape[0], x.shape[1]), bool)
        near = np.full(inside.shape, np.inf)
        for a, b in zip(pts, np.roll(pts, -1, 0)):
            d = b - a
            t = np.clip(((x - a[0]) * d[0] + (y - a[1]) * d[1]) / max(d @ d, 1e-18), 0, 1)
            near = np.minimum(near, np.hypot(x - a[0] - t * d[0], y - a[1] - t * d[1]))
            crosses = (a[1] > y) != (b[1] > y)
            with np.errstate(divide="ignore", invalid="ignore"):
                inside ^= crosses & (x < d[0] * (y - a[1]) / d[1] + a[0])
        return self._merge(at, np.where(inside, near, -near) + grow, soft, cut)

    def keep(self, other):
        """Only what also lies in the other field."""
        self.d = np.minimum(self.d, other.d)
        return self

    def join(self, other, soft=0.0):
        return self._merge((slice(None), slice(None)), other.d, soft, False)

    def mirrored(self):
        """The drawing united with its mirror image in x (the grid must lie evenly about x = 0)."""
        self.d = np.maximum(self.d, self.d[:, ::-1])
        return self

    def outlines(self, tolerance):
        """Closed outlines (N,2), the solid on the left: outer rings counter-clockwise, holes clockwise."""
        d = np.pad(np.where(self.d == 0, 1e-9, self.d), 1, constant_values=-self.step)
        inside = d > 0
        ny, nx = d.shape
        case = (inside[:-1, :-1] * 1 + inside[:-1, 1:] * 2 + inside[1:, 1:] * 4 + inside[1:, :-1] * 8)
        # Edges of a cell: 0 bottom, 1 right, 2 top, 3 left; each entry runs with the solid on the left.
        table = {1: [(0, 3)], 2: [(1, 0)], 3: [(1, 3)], 4: [(2, 1)], 5: [(0, 1), (2, 3)], 6: [(2, 0)], 7: [(2, 3)], 8: [(3, 2)],
                 9: [(0, 2)], 10: [(1, 2), (3, 0)], 11: [(1, 2)], 12: [(3, 1)], 13: [(0, 1)], 14: [(3, 0)]}
        follow = {}
        horizontal = lambda j, i: (j * nx + i) * 2
        upright = lambda j, i: (j * nx + i) * 2 + 1
        for c, pairs in table.items():
            for j, i in zip(*np.nonzero(case == c)):
                edge = (horizontal(j, i), upright(j, i + 1), horizontal(j + 1, i), upright(j, i))
                for a, b in pairs:
                    follow[edge[a]] = edge[b]
        def point(e):
            j, i = divmod(e // 2, nx)
            if e % 2 == 0:
                t = d[j, i] / (d[j, i] - d[j, i + 1])
                return i + t, j
            t = d[j, i] / (d[j, i] - d[j + 1, i])
            return i, j + t
        loops = []
        while follow:
            first, e = next(iter(follow.items()))
            loop = [first]
            del follow[first]
            while e != first:
                loop.append(e)
                e = follow.pop(e)
            pts = (np.array([point(e) for e in loop]) - 1) * self.step + [self.x0, self.y0]
            pts = thinned(pts, tolerance)
            if len(pts) >= 4 and abs(signed_area(pts)) > (3 * self.step) ** 2:
                loops.append(pts)
        return loops


def signed_area(p):
    return 0.5 * float(np.sum(p[:, 0] * np.roll(p[:, 1], -1) - np.roll(p[:, 0], -1) * p[:, 1]))


def thinned(pts, tolerance):
    """A closed outline with the points left out that lie within ``tolerance`` of the rest (Douglas and Peucker)."""
    n = len(pts)
    far = int(np.argmax(np.hypot(*(pts - pts[0]).T)))
    keep = np.zeros(n + 1, bool)
    p = np.concatenate([pts, pts[:1]])
    keep[[0, far, n]] = True
    stack = [(0, far), (far, n)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        d = p[b] - p[a]
        q = p[a + 1:b] - p[a]
        length = np.hypot(*d)
        dist = np.abs(q[:, 0] * d[1] - q[:, 1] * d[0]) / length if length > 1e-12 else np.hypot(*q.T)
        k = int(np.argmax(dist))
        if dist[k] > tolerance:
            k += a + 1
            keep[k] = True
            stack += [(a, k), (k, b)]
    return p[:n][keep[:n]]


def triangulate(outer, holes):
    """Ear clipping of a polygon (N,2, counter-clockwise) with holes (clockwise). Returns points (M,2) and triangles (T,3)."""
    # Turned by an odd angle, so that holes set out in rows do not lie on one ray.
    turn = np.array([[np.cos(0.653), np.sin(0.653)], [-np.sin(0.653), np.cos(0.653)]])
    outer, holes = np.asarray(outer, float) @ turn, [np.asarray(h, float) @ turn for h in holes]
    pts = np.array(outer, float)
    order = list(range(len(outer)))
    base = len(outer)
    for hole in sorted(holes, key=lambda h: -h[:, 0].max()):
        pts = np.concatenate([pts, hole])
        ids = list(range(base, base + len(hole)))
        base += len(hole)
        k = int(np.argmax(hole[:, 0]))
        m = hole[k]
        # The ring edge that a ray towards +x meets first (Eberly, "Triangulation by Ear Clipping").
        a, b = pts[order], pts[order[1:] + order[:1]]
        crosses = (a[:, 1] <= m[1]) & (b[:, 1] > m[1])
        with np.errstate(divide="ignore", invalid="ignore"):
            x = a[:, 0] + (m[1] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
        x = np.where(crosses & (x >= m[0] - 1e-12), x, np.inf)
        e = int(np.argmin(x))
        hit = np.array([x[e], m[1]])
        cand = e if a[e, 0] > b[e, 0] else (e + 1) % len(order)
        tri = (m, hit, pts[order[cand]])
        q = pts[order]
        reflex = _turn(np.roll(q, 1, 0), q, np.roll(q, -1, 0)) <= 0
        within = _in_triangle(q, *(tri if _turn(*tri) > 0 else (tri[0], tri[2], tri[1]))) & reflex
        within[cand] = True
        if np.count_nonzero(within) > 1:
            idx = np.nonzero(within)[0]
            v = q[idx] - m
            angle = np.abs(np.arctan2(v[:, 1], v[:, 0]))
            cand = int(idx[np.lexsort((np.hypot(*v.T), angle))[0]])
        # Where bridges already meet in a point, take the copy that faces the hole.
        same = [s for s in range(len(order)) if order[s] == order[cand]]
        for s in same:
            p0, p1, p2 = pts[order[s - 1]], pts[order[s]], pts[order[(s + 1) % len(order)]]
            if _in_cone(p0, p1, p2, m):
                cand = s
                break
        order = order[:cand + 1] + ids[k:] + ids[:k] + [ids[k], order[cand]] + order[cand + 1:]
    return pts @ turn.T, _clip(pts, order)


def _turn(a, b, c):
    a, b, c = np.asarray(a), np.asarray(b), np.asarray(c)
    return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0])


def _in_cone(p0, p1, p2, m):
    if _turn(p0, p1, p2) > 0:
        return _turn(p0, p1, m) > 0 and _turn(p1, p2, m) > 0
    return not (_turn(p0, p1, m) <= 0 and _turn(p1, p2, m) <= 0)


def _in_triangle(q, a, b, c):
    return (_turn(a, b, q) >= 0) & (_turn(b, c, q) >= 0) & (_turn(c, a, q) >= 0)


def _clip(pts, order):
    n = len(order)
    ids = np.array(order)
    p = pts[ids]
    prev, nxt = np.arange(n) - 1, (np.arange(n) + 1) % n
    prev[0] = n - 1
    alive = np.ones(n, bool)
    turn = _turn(p[prev], p, p[nxt])
    reflex = set(np.nonzero(turn <= 1e-18)[0].tolist())
    out = []
    left, at, idle = n, 0, 0
    strict = True
    while left > 3:
        a, b, c = prev[at], at, nxt[at]
        ear = at not in reflex
        if ear and strict and reflex:
            r = np.fromiter(reflex, int)
            q = p[r]
            hit = _in_triangle(q, p[a], p[b], p[c])
            if np.any(hit):
                r = r[hit]
                # Copies of the ear's own corners (bridges) do not block it.
                q = p[r]
                own = np.zeros(len(r), bool)
                for corner in (p[a], p[b], p[c]):
                    own |= np.all(np.abs(q - corner) < 1e-12, axis=1)
                ear = bool(np.all(own))
        if ear:
            out.append((ids[a], ids[b], ids[c]))
            alive[b] = False
            nxt[a], prev[c] = c, a
            left -= 1
            idle = 0
            strict = True
            for k in (a, c):
                if _turn(p[prev[k]], p[k], p[nxt[k]]) > 1e-18:
                    reflex.discard(int(k))
                else:
                    reflex.add(int(k))
            reflex.discard(int(b))
            at = nxt[c]
        else:
            at = nxt[at]
            idle += 1
            if idle > left:
                if not strict:
                    # Only flat corners are left: drop one.
                    b = at
                    alive[b] = False
                    nxt[prev[b]], prev[nxt[b]] = nxt[b], prev[b]
                    reflex.discard(int(b))
                    for k in (prev[b], nxt[b]):
                        if _turn(p[prev[k]], p[k], p[nxt[k]]) > 1e-18:
                            reflex.discard(int(k))
                    left -= 1
                strict, idle = False, 0
    a = int(np.nonzero(alive)[0][0])
    out.append((ids[a], ids[nxt[a]], ids[nxt[nxt[a]]]))
    return np.array(out)


def inset(loop, by, field=None):
    """A closed outline (solid on the left) moved inwards by ``by`` m at its corners; less where the solid of ``field`` is too narrow."""
    e = np.roll(loop, -1, 0) - loop
    e /= np.maximum(np.hypot(*e.T)[:, None], 1e-12)
    n = np.stack([-e[:, 1], e[:, 0]], -1)
    m = n + np.roll(n, 1, 0)
    m /= np.maximum(np.hypot(*m.T)[:, None], 1e-9)
    cos = np.maximum(np.sum(m * n, 1), 0.5)
    step = np.full(len(loop), by)
    if field is not None:
        room = np.zeros(len(loop))
        for share in np.linspace(0.15, 1.0, 9):
            fits = (field.at(loop + m * (share * by / cos)[:, None]) >= 0.72 * share * by) & (room >= share - 0.12)
            room = np.where(fits, share, room)
        room = np.maximum(room, 0.08)
        step = by * np.minimum(room, np.minimum(np.roll(room, 1), np.roll(room, -1)) + 0.25)
    out = loop + m * (step / cos)[:, None]
    # Where a rounding is tighter than the inset its edges turn over: draw their ends together.
    for _ in range(20):
        d = np.roll(out, -1, 0) - out
        over = np.nonzero(np.sum(d * e, 1) < 1e-9)[0]
        if len(over) == 0 or np.all(np.abs(d[over]).max(1) == 0):
            break
        label = np.arange(len(out))
        for k in over:
            label[label == label[(k + 1) % len(out)]] = label[k]
        for g in np.unique(label[over]):
            out[label == g] = out[label == g].mean(0)
    return out


def distinct(loop):
    """A closed outline without points that coincide with the one before."""
    return loop[np.hypot(*(loop - np.roll(loop, 1, 0)).T) > 1e-7]


def plate(field, thickness, bevel, uv, tolerance=2e-5, back=True, edge_uv_per_m=20.0, back_bevel=True):
    """The solid of a drawing: front at z = thickness, back at 0. Returns (faces, edges): faces carry ``uv(points (N,2)) -> (N,2)``,
    edges (walls and chamfers) a plain strip for another material. Without ``back_bevel`` only the front is chamfered."""
    loops = field.outlines(tolerance)
    outers = [l for l in loops if signed_area(l) > 0]
    holes = [l for l in loops if signed_area(l) < 0]
    faces, edges = [], []
    owner = {}
    for h in holes:
        inside = [k for k, o in enumerate(outers) if _contains(o, h[0])]
        if inside:
            owner.setdefault(min(inside, key=lambda k: signed_area(outers[k])), []).append(h)
    for k, o in enumerate(outers):
        rings = [o] + owner.get(k, [])
        small = [inset(r, bevel, field) for r in rings]
        pts, tri = triangulate(distinct(small[0]), [q for q in map(distinct, small[1:]) if len(q) > 2])
        t = uv(pts)
        front = np.column_stack([pts, np.full(len(pts), thickness)])
        faces.append(Shape(front[tri], t[tri], 20.0, occluded=False))
        if back:
            if not back_bevel:
                pts, tri = triangulate(o, owner.get(k, []))
                t = uv(pts)
            rear = np.column_stack([pts, np.zeros(len(pts))])
            faces.append(Shape(rear[tri[:, ::-1]], t[tri[:, ::-1]], 20.0, occluded=False))
        for r, s in zip(rings, small):
            r, s = np.concatenate([r, r[:1]]), np.concatenate([s, s[:1]])
            length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(r, axis=0).T))]) * edge_uv_per_m
            rows = [np.column_stack([r, np.full(len(r), thickness - bevel)]), np.column_stack([s, np.full(len(s), thickness)])]
            v = [0.1, 0.0]
            if back:
                rows = [np.column_stack([s, np.zeros(len(s))]), np.column_stack([r, np.full(len(r), bevel)])] + rows
                v = [0.3, 0.25, 0.1, 0.0]
                if not back_bevel:
                    rows, v = [np.column_stack([r, np.zeros(len(r))])] + rows[2:], [0.3, 0.1, 0.0]
            else:
                rows = [np.column_stack([r, np.zeros(len(r))])] + rows
                v = [0.25, 0.1, 0.0]
            tex = np.stack(np.broadcast_arrays(length[None], np.array(v)[:, None]), -1)
            edges.append(grid(np.array(rows), tex, 62.0))
    return join(faces), join(edges)


def _contains(loop, q):
    a, b = loop, np.roll(loop, -1, 0)
    crosses = (a[:, 1] > q[1]) != (b[:, 1] > q[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        x = a[:, 0] + (q[1] - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0])
    return bool(np.sum(crosses & (q[0] < x)) % 2)


def spiral(cx, cy, r0, r1, start_deg, turns, n=60):
    """A spiral (N,2) from radius r0 to r1, m, counter-clockwise for positive ``turns``; it tightens evenly in proportion."""
    t = np.linspace(0, 1, n)
    r = r0 * (max(r1, 1e-6) / r0) ** t
    a = np.radians(start_deg) + 2 * np.pi * turns * t
    return np.stack([cx + r * np.cos(a), cy + r * np.sin(a)], -1)


def leaf(base, tip, width, bend=0.0, n=14):
    """Outline of a pointed leaf (N,2) from base to tip; ``bend`` m bows its axis."""
    base, tip = np.asarray(base, float), np.asarray(tip, float)
    d = tip - base
    side = np.array([-d[1], d[0]]) / max(np.hypot(*d), 1e-12)
    t = np.linspace(0, 1, n)
    mid = base + d * t[:, None] + side * (bend * 4 * t * (1 - t))[:, None]
    w = width / 2 * np.sin(np.pi * t ** 0.8) ** 0.9
    return np.concatenate([mid + side * w[:, None], (mid - side * w[:, None])[::-1][1:-1]])
