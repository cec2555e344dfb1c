"""Depth maps of triangles in numpy, and how open to the sky each point of a model is."""

from __future__ import annotations

import numpy as np


def raster(xy, z, size):
    """Draws triangles xy (T,3,2) in pixels, z (T,3), greater is nearer, on a size x size image. Returns the depth map and the
    index of the triangle seen at each pixel (-1 where none)."""
    depth = np.full(size * size, -np.inf)
    seen = np.full(size * size, -1, np.int64)
    lo = np.floor(xy.min(1)).astype(int)
    hi = np.ceil(xy.max(1)).astype(int)
    lo, hi = np.clip(lo, 0, size - 1), np.clip(hi, 0, size - 1)
    det = (xy[:, 1, 0] - xy[:, 0, 0]) * (xy[:, 2, 1] - xy[:, 0, 1]) - (xy[:, 2, 0] - xy[:, 0, 0]) * (xy[:, 1, 1] - xy[:, 0, 1])
    inside = (xy[..., 0].max(1) >= 0) & (xy[..., 1].max(1) >= 0) & (xy[..., 0].min(1) < size) & (xy[..., 1].min(1) < size)
    todo = np.nonzero((np.abs(det) > 1e-9) & inside)[0]
    span = (hi - lo + 1)
    cells = span[:, 0] * span[:, 1]
    todo = todo[np.argsort(cells[todo])]
    at = 0
    while at < len(todo):
        # As many triangles at once as fit into about a million samples; all get the box of the largest.
        end = at + 1
        side = span[todo[at]].copy()
        while end < len(todo) and end - at < 40000:
            block = todo[end:end + 256]
            grown = np.maximum(side, span[block].max(0))
            if grown[0] * grown[1] * (end + len(block) - at) > 1_500_000:
                break
            side, end = grown, end + len(block)
        end = min(end, len(todo))
        ids = todo[at:end]
        at = end
        px = lo[ids][:, None, None, 0] + np.arange(side[0])[None, None, :]
        py = lo[ids][:, None, None, 1] + np.arange(side[1])[None, :, None]
        a, b, c = (xy[ids, k] for k in range(3))
        x, y = px + 0.5, py + 0.5
        w1 = ((x - a[:, 0, None, None]) * (c[:, 1] - a[:, 1])[:, None, None] - (y - a[:, 1, None, None]) * (c[:, 0] - a[:, 0])[:, None, None]) / det[ids, None, None]
        w2 = ((y - a[:, 1, None, None]) * (b[:, 0] - a[:, 0])[:, None, None] - (x - a[:, 0, None, None]) * (b[:, 1] - a[:, 1])[:, None, None]) / det[ids, None, None]
        hit = (w1 >= -1e-6) & (w2 >= -1e-6) & (w1 + w2 <= 1 + 1e-6) & (px < size) & (py < size)
        zz = z[ids, 0, None, None] * (1 - w1 - w2) + z[ids, 1, None, None] * w1 + z[ids, 2, None, None] * w2
        k, j, i = np.nonzero(hit)
        flat = (py[k, j, 0]) * size + px[k, 0, i]
        val = zz[k, j, i]
        order = np.lexsort((val, flat))
        flat, val, tri = flat[order], val[order], ids[k[order]]
        last = np.append(flat[1:] != flat[:-1], True) if len(flat) else np.zeros(0, bool)
        flat, val, tri = flat[last], val[last], tri[last]
        better = val > depth[flat]
        depth[flat[better]], seen[flat[better]] = val[better], tri[better]
    return depth.reshape(size, size), seen.reshape(size, size)


def openness(soup, points, normals, reach=0.25, directions=72, size=300):
    """Share of the sky (0..1, weighted by the cosine) that each point sees past the triangles ``soup`` (T,3,3): depth maps from
    directions spread evenly over the sphere. Blockers further than ``reach`` times the object's size count less."""
    k = np.arange(directions) + 0.5
    y = 1 - 2 * k / directions
    r = np.sqrt(1 - y * y)
    phi = k * np.pi * (3 - np.sqrt(5))
    dirs = np.stack([r * np.cos(phi), y, r * np.sin(phi)], -1)
    centre = (soup.reshape(-1, 3).min(0) + soup.reshape(-1, 3).max(0)) / 2
    radius = np.linalg.norm(soup.reshape(-1, 3) - centre, axis=1).max()
    scale = (size / 2 - 2) / radius
    bias = 2.2 / scale
    total, open_ = np.zeros(len(points)), np.zeros(len(points))
    for d in dirs:
        ref = np.array([0.0, 1, 0]) if abs(d[1]) < 0.9 else np.array([1.0, 0, 0])
        s = np.cross(ref, d)
        s /= np.linalg.norm(s)
        t = np.cross(d, s)
        m = np.stack([s, t, d], 1)
        q = (soup - centre) @ m
        depth, _ = raster(q[..., :2] * scale + size / 2, q[..., 2], size)
        cosine = np.maximum(normals @ d, 0)
        v = (points + normals * bias * 0.8 - centre) @ m
        pix = np.clip((v[:, :2] * scale + size / 2).astype(int), 0, size - 1)
        gap = depth[pix[:, 1], pix[:, 0]] - v[:, 2] - bias * 0.5
        hidden = np.where(gap > 0, np.clip(1.15 - gap / (2 * radius * reach), 0, 1), 0)
        total += cosine
        open_ += cosine * (1 - hidden)
    return open_ / np.maximum(total, 1e-6)
