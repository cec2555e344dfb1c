//! Flat regions with holes into triangles small enough to carry light in their corners.
//!
//! The region (even-odd, any number of polygons) is cut into vertical strips at every corner and at a grid; each strip's
//! trapezoids are zipped between their left and right sides. Corners are shared across strips, so there are no gaps.

use glam::Vec2;

/// Triangles of a flat region, counter-clockwise.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Corners.
    pub points: Vec<Vec2>,
    /// Triangles.
    pub indices: Vec<u32>,
}

/// Closer than this two coordinates are one, metres.
const SNAP: f32 = 2e-4;

struct Edge {
    a: Vec2,
    b: Vec2,
    /// Whether crossing it changes inside to outside; the others only cut.
    bounds: bool,
}

impl Edge {
    fn y_at(&self, x: f32) -> f32 {
        let t = ((x - self.a.x) / (self.b.x - self.a.x)).clamp(0.0, 1.0);
        self.a.y + (self.b.y - self.a.y) * t
    }
}

fn snap_to(sorted: &[f32], v: f32) -> f32 {
    let i = sorted.partition_point(|s| *s < v - SNAP);
    sorted.get(i).copied().filter(|s| (s - v).abs() <= SNAP).unwrap_or(v)
}

fn unique(mut v: Vec<f32>) -> Vec<f32> {
    v.sort_by(f32::total_cmp);
    v.dedup_by(|b, a| (*b - *a).abs() <= SNAP);
    v
}

/// Fills the even-odd region of `polygons`. `cuts` are polygons along which the triangles are also split (no effect on
/// what is filled). `cell` is the greatest edge wished for, metres.
pub fn fill(polygons: &[Vec<Vec2>], cuts: &[Vec<Vec2>], cell: f32) -> Patch {
    let (mut lo, mut hi) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for p in polygons.iter().flatten() {
        lo = lo.min(*p);
        hi = hi.max(*p);
    }
    if !(hi.x - lo.x > SNAP && hi.y - lo.y > SNAP) {
        return Patch::default();
    }
    let steps = |a: f32, b: f32| {
        let n = ((b - a) / cell).ceil().max(1.0) as usize;
        (0..=n).map(move |i| a + (b - a) * i as f32 / n as f32).collect::<Vec<_>>()
    };
    let rows = steps(lo.y, hi.y);
    let inside_x = |x: &f32| *x >= lo.x - SNAP && *x <= hi.x + SNAP;
    let corners = unique(polygons.iter().chain(cuts).flatten().map(|p| p.x).filter(inside_x).collect());
    // Grid lines that fall close to a corner's line are not needed.
    let grid: Vec<f32> = steps(lo.x, hi.x)
        .into_iter()
        .filter(|g| {
            let i = corners.partition_point(|c| c < g);
            let near = |k: Option<&f32>| k.is_some_and(|c| (c - g).abs() < cell * 0.25);
            !(near(corners.get(i)) || i > 0 && near(corners.get(i - 1)))
        })
        .collect();
    let columns = unique(corners.iter().chain(&grid).copied().collect());

    let mut edges = Vec::new();
    for (list, bounds) in [(polygons, true), (cuts, false)] {
        for poly in list {
            for i in 0..poly.len() {
                let (mut a, mut b) = (poly[i], poly[(i + 1) % poly.len()]);
                a.x = snap_to(&columns, a.x);
                b.x = snap_to(&columns, b.x);
                if a.x > b.x {
                    std::mem::swap(&mut a, &mut b);
                }
                if b.x - a.x > SNAP {
                    edges.push(Edge { a, b, bounds });
                }
            }
        }
    }

    // The trapezoids of each strip: y at the left (low, high) and at the right.
    let mut traps: Vec<(usize, [f32; 4])> = Vec::new();
    let mut stops: Vec<Vec<f32>> = vec![Vec::new(); columns.len()];
    for s in 0..columns.len() - 1 {
        let (x0, x1) = (columns[s], columns[s + 1]);
        let mid = (x0 + x1) * 0.5;
        let mut cross: Vec<(f32, &Edge)> = edges.iter().filter(|e| e.a.x <= x0 + SNAP && e.b.x >= x1 - SNAP).map(|e| (e.y_at(mid), e)).collect();
        cross.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut inside = false;
        for k in 0..cross.len() {
            if cross[k].1.bounds {
                inside = !inside;
            }
            if inside && k + 1 < cross.len() {
                let (e0, e1) = (cross[k].1, cross[k + 1].1);
                let t = [e0.y_at(x0), e1.y_at(x0), e0.y_at(x1), e1.y_at(x1)];
                stops[s].extend([t[0], t[1]]);
                stops[s + 1].extend([t[2], t[3]]);
                traps.push((s, t));
            }
        }
    }
    // Lines at corners of curves need no rows of their own; lines of the grid and the far sides do.
    for (i, s) in stops.iter_mut().enumerate() {
        let narrow_left = i > 0 && columns[i] - columns[i - 1] < cell * 0.45;
        let narrow_right = i + 1 < columns.len() && columns[i + 1] - columns[i] < cell * 0.45;
        if !(narrow_left && narrow_right) {
            s.extend(
                rows.iter()
                    .copied()
                    .filter(|r| {
                        // A row that nearly meets a stop would only make slivers.
                        !s.iter().any(|y| (y - r).abs() < cell * 0.2)
                    })
                    .collect::<Vec<_>>(),
            );
        }
        *s = unique(std::mem::take(s));
    }

    let mut patch = Patch::default();
    let mut ids: Vec<Vec<u32>> = stops.iter().map(|s| vec![u32::MAX; s.len()]).collect();
    for (s, t) in traps {
        let mut chain = |line: usize, y0: f32, y1: f32| -> Vec<u32> {
            let list = &stops[line];
            let (y0, y1) = (y0.min(y1), y0.max(y1));
            let first = list.partition_point(|y| *y < y0 - SNAP * 1.5);
            let mut out = Vec::new();
            for k in first..list.len() {
                if list[k] > y1 + SNAP * 1.5 {
                    break;
                }
                if ids[line][k] == u32::MAX {
                    ids[line][k] = patch.points.len() as u32;
                    patch.points.push(Vec2::new(columns[line], list[k]));
                }
                out.push(ids[line][k]);
            }
            out
        };
        let left = chain(s, t[0], t[1]);
        let right = chain(s + 1, t[2], t[3]);
        zip(&mut patch, &left, &right);
    }
    patch
}

/// Triangles between two rising chains.
fn zip(patch: &mut Patch, left: &[u32], right: &[u32]) {
    if left.is_empty() || right.is_empty() {
        return;
    }
    let (mut i, mut j) = (0, 0);
    let at = |patch: &Patch, id: u32| patch.points[id as usize];
    while i + 1 < left.len() || j + 1 < right.len() {
        let step_left = if i + 1 >= left.len() {
            false
        } else if j + 1 >= right.len() {
            true
        } else {
            // The shorter diagonal.
            at(patch, left[i + 1]).distance_squared(at(patch, right[j])) <= at(patch, right[j + 1]).distance_squared(at(patch, left[i]))
        };
        let tri = if step_left { [left[i], right[j], left[i + 1]] } else { [left[i], right[j], right[j + 1]] };
        let [a, b, c] = tri.map(|k| at(patch, k));
        if (b - a).perp_dot(c - a) > 1e-9 {
            patch.indices.extend(tri);
        }
        if step_left {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curation::hall::{
        frame::{opening, rect, regular},
        plan::Shape,
    };

    fn area_of(p: &Patch) -> f32 {
        p.indices
            .chunks_exact(3)
            .map(|t| {
                let [a, b, c] = [t[0], t[1], t[2]].map(|i| p.points[i as usize]);
                (b - a).perp_dot(c - a) * 0.5
            })
            .sum()
    }

    fn polygon_area(p: &[Vec2]) -> f32 {
        (0..p.len()).map(|i| p[i].perp_dot(p[(i + 1) % p.len()])).sum::<f32>() * 0.5
    }

    /// Edges with one triangle only must lie on the outline: otherwise there is a crack.
    fn open_edge_length(p: &Patch) -> f32 {
        let mut edges = std::collections::BTreeMap::new();
        for t in p.indices.chunks_exact(3) {
            for k in 0..3 {
                let (a, b) = (t[k], t[(k + 1) % 3]);
                *edges.entry((a.min(b), a.max(b))).or_insert(0) += 1;
            }
        }
        assert!(edges.values().all(|n| *n <= 2));
        edges.iter().filter(|e| *e.1 == 1).map(|e| p.points[e.0.0 as usize].distance(p.points[e.0.1 as usize])).sum()
    }

    #[test]
    fn walls_with_openings_of_every_shape_are_filled_exactly_and_without_cracks() {
        for shape in [Shape::Rect, Shape::Arch, Shape::Horseshoe, Shape::Pointed] {
            let wall = rect(0.0, 0.0, 7.0, 4.0);
            let hole = opening(shape, 2.5, 0.0, 1.8, 3.0, 20);
            let other = opening(shape, 5.3, 0.9, 1.2, 2.0, 16);
            let want = polygon_area(&wall) - polygon_area(&hole) - polygon_area(&other);
            let p = fill(&[wall, hole.clone(), other.clone()], &[], 0.3);
            assert!((area_of(&p) - want).abs() < 2e-3 * want, "{shape:?}: {} against {want}", area_of(&p));
            let length = |q: &[Vec2]| (0..q.len()).map(|i| q[i].distance(q[(i + 1) % q.len()])).sum::<f32>();
            let want = 22.0 - 1.8 + length(&hole) - 1.8 + length(&other);
            assert!((open_edge_length(&p) - want).abs() < 0.02, "{shape:?}: open edges {} against {want}", open_edge_length(&p));
        }
    }

    #[test]
    fn cuts_change_no_area() {
        let floor = rect(-3.0, -3.0, 3.0, 3.0);
        let basin = regular(Vec2::ZERO, 1.0, 8, 0.3);
        let cut = regular(Vec2::new(1.5, 1.5), 0.5, 4, 0.2);
        let want = 36.0 - polygon_area(&basin);
        let p = fill(&[floor, basin], &[cut], 0.3);
        assert!((area_of(&p) - want).abs() < 0.02, "{}", area_of(&p));
    }
}
