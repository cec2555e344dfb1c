//! A bounding volume hierarchy over triangles: closest and any hit along a ray.
//!
//! Built top down with a binned surface area heuristic (Wald 2007, "On fast Construction of SAH-based Bounding Volume
//! Hierarchies"); 32-byte nodes, siblings side by side, ordered traversal with a short stack. Rays meet triangles by
//! Moeller and Trumbore 1997. Used by the light bake and by picking.

use glam::Vec3;

/// Number of bins of the surface area heuristic.
const BINS: usize = 12;
/// Triangles a leaf may hold before a split is tried.
const LEAF: usize = 4;
/// Below this depth splits follow the heuristic, beyond it the median, so that the traversal stack suffices.
const SAH_DEPTH: u32 = 48;
/// Traversal stack: SAH_DEPTH plus the median splits of 2^32 triangles.
const STACK: usize = 96;

/// A half line (or a piece of it).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ray {
    /// Start, metres.
    pub origin: Vec3,
    /// Direction; need not be unit, `t` counts its lengths.
    pub direction: Vec3,
    /// Hits are sought in `0 < t < t_max`.
    pub t_max: f32,
}

impl Ray {
    /// The endless ray.
    pub fn new(origin: Vec3, direction: Vec3) -> Self {
        Self { origin, direction, t_max: f32::INFINITY }
    }

    /// The open segment between two points, shortened a little at the far end.
    pub fn between(from: Vec3, to: Vec3) -> Self {
        Self { origin: from, direction: to - from, t_max: 0.999 }
    }

    /// The point at `t`.
    pub fn at(&self, t: f32) -> Vec3 {
        self.origin + self.direction * t
    }
}

/// Where a ray met a triangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Distance in lengths of the ray's direction.
    pub t: f32,
    /// Barycentric weight of the second corner.
    pub u: f32,
    /// Barycentric weight of the third corner.
    pub v: f32,
    /// Index of the triangle in the list the hierarchy was built from.
    pub triangle: u32,
    /// Whether the ray came from behind (corners run clockwise).
    pub back: bool,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    min: [f32; 3],
    /// Leaf: first triangle. Inner: left child; the right one follows it.
    first: u32,
    max: [f32; 3],
    /// Triangles; 0 for an inner node.
    count: u32,
}

#[derive(Clone, Copy, Debug)]
struct Triangle {
    corner: Vec3,
    edge1: Vec3,
    edge2: Vec3,
    index: u32,
}

impl Triangle {
    #[inline(always)]
    fn hit(&self, ray: &Ray, t_max: f32) -> Option<Hit> {
        let p = ray.direction.cross(self.edge2);
        let det = self.edge1.dot(p);
        if det.abs() < 1e-12 {
            return None;
        }
        let inv = 1.0 / det;
        let s = ray.origin - self.corner;
        let u = s.dot(p) * inv;
        if !(0.0..=1.0).contains(&u) {
            return None;
        }
        let q = s.cross(self.edge1);
        let v = ray.direction.dot(q) * inv;
        if v < 0.0 || u + v > 1.0 {
            return None;
        }
        let t = self.edge2.dot(q) * inv;
        (t > 0.0 && t < t_max).then_some(Hit { t, u, v, triangle: self.index, back: det < 0.0 })
    }
}

/// The hierarchy. Owns a copy of the triangles.
#[derive(Clone, Debug, Default)]
pub struct Bvh {
    nodes: Vec<Node>,
    triangles: Vec<Triangle>,
}

#[derive(Clone, Copy)]
struct Bounds {
    min: Vec3,
    max: Vec3,
}

impl Bounds {
    const EMPTY: Self = Self { min: Vec3::INFINITY, max: Vec3::NEG_INFINITY };

    fn grow(&mut self, o: &Self) {
        self.min = self.min.min(o.min);
        self.max = self.max.max(o.max);
    }

    fn half_area(&self) -> f32 {
        let d = (self.max - self.min).max(Vec3::ZERO);
        d.x * d.y + d.y * d.z + d.z * d.x
    }
}

struct Builder {
    bounds: Vec<Bounds>,
    centers: Vec<Vec3>,
    order: Vec<u32>,
    nodes: Vec<Node>,
}

impl Bvh {
    /// Builds over an indexed triangle list; triangle `i` has the corners `indices[3i..3i+3]`. Triangles that name
    /// missing positions or have corners that are not finite are left out.
    pub fn build(positions: &[Vec3], indices: &[u32]) -> Self {
        let mut triangles = Vec::with_capacity(indices.len() / 3);
        for (i, t) in indices.chunks_exact(3).enumerate() {
            let corner = |k: usize| positions.get(t[k] as usize).copied().filter(|p| p.is_finite());
            if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
                triangles.push(Triangle { corner: a, edge1: b - a, edge2: c - a, index: i as u32 });
            }
        }
        if triangles.is_empty() {
            return Self::default();
        }
        let bounds: Vec<Bounds> = triangles
            .iter()
            .map(|t| {
                let (b, c) = (t.corner + t.edge1, t.corner + t.edge2);
                Bounds { min: t.corner.min(b).min(c), max: t.corner.max(b).max(c) }
            })
            .collect();
        let centers = bounds.iter().map(|b| (b.min + b.max) * 0.5).collect();
        let mut b = Builder { bounds, centers, order: (0..triangles.len() as u32).collect(), nodes: Vec::with_capacity(triangles.len()) };
        b.nodes.push(Node { min: [0.0; 3], first: 0, max: [0.0; 3], count: 0 });
        b.split(0, 0, triangles.len(), 0);
        let sorted = b.order.iter().map(|&i| triangles[i as usize]).collect();
        Self { nodes: b.nodes, triangles: sorted }
    }

    /// Whether there is nothing to hit.
    pub fn is_empty(&self) -> bool {
        self.triangles.is_empty()
    }

    /// The nearest triangle along the ray. Among equals the one found first wins; the order is fixed by the input.
    pub fn closest(&self, ray: &Ray) -> Option<Hit> {
        let mut best: Option<Hit> = None;
        let mut t_max = ray.t_max;
        self.walk(ray, |tris, limit| {
            for t in tris {
                if let Some(h) = t.hit(ray, t_max) {
                    t_max = h.t;
                    *limit = h.t;
                    best = Some(h);
                }
            }
            false
        });
        best
    }

    /// Whether anything lies on the ray.
    pub fn any(&self, ray: &Ray) -> bool {
        let mut found = false;
        self.walk(ray, |tris, _| {
            found = tris.iter().any(|t| t.hit(ray, ray.t_max).is_some());
            found
        });
        found
    }

    /// Visits leaves near to far until `leaf` returns true; `leaf` may shorten the limit.
    #[inline(always)]
    fn walk(&self, ray: &Ray, mut leaf: impl FnMut(&[Triangle], &mut f32) -> bool) {
        if self.nodes.is_empty() {
            return;
        }
        let o: [f32; 3] = ray.origin.to_array();
        let inv: [f32; 3] = ray.direction.to_array().map(|d| if d.abs() < 1e-20 { f32::copysign(1e20, d) } else { 1.0 / d });
        let mut limit = ray.t_max;
        let mut stack = [(0u32, 0f32); STACK];
        let mut len = 0;
        let mut node = 0u32;
        if enter(&self.nodes[0], &o, &inv, limit) == f32::INFINITY {
            return;
        }
        loop {
            let n = &self.nodes[node as usize];
            if n.count > 0 {
                if leaf(&self.triangles[n.first as usize..(n.first + n.count) as usize], &mut limit) {
                    return;
                }
            } else {
                let (mut a, mut b) = (n.first, n.first + 1);
                let mut ta = enter(&self.nodes[a as usize], &o, &inv, limit);
                let mut tb = enter(&self.nodes[b as usize], &o, &inv, limit);
                if tb < ta {
                    std::mem::swap(&mut a, &mut b);
                    std::mem::swap(&mut ta, &mut tb);
                }
                if ta < f32::INFINITY {
                    if tb < f32::INFINITY && len < STACK {
                        stack[len] = (b, tb);
                        len += 1;
                    }
                    node = a;
                    continue;
                }
            }
            loop {
                if len == 0 {
                    return;
                }
                len -= 1;
                if stack[len].1 < limit {
                    node = stack[len].0;
                    break;
                }
            }
        }
    }
}

/// Distance at which the ray enters the box, or infinity.
#[inline(always)]
fn enter(n: &Node, o: &[f32; 3], inv: &[f32; 3], limit: f32) -> f32 {
    let (x0, x1) = ((n.min[0] - o[0]) * inv[0], (n.max[0] - o[0]) * inv[0]);
    let (y0, y1) = ((n.min[1] - o[1]) * inv[1], (n.max[1] - o[1]) * inv[1]);
    let (z0, z1) = ((n.min[2] - o[2]) * inv[2], (n.max[2] - o[2]) * inv[2]);
    let near = x0.min(x1).max(y0.min(y1)).max(z0.min(z1)).max(0.0);
    // The far side is moved out by a few roundings so that flat boxes are not missed.
    let far = x0.max(x1).min(y0.max(y1)).min(z0.max(z1)).min(limit) * 1.000_001;
    if near <= far { near } else { f32::INFINITY }
}

impl Builder {
    fn split(&mut self, node: usize, first: usize, end: usize, depth: u32) {
        let mut all = Bounds::EMPTY;
        let mut mid = Bounds::EMPTY;
        for &i in &self.order[first..end] {
            all.grow(&self.bounds[i as usize]);
            let c = self.centers[i as usize];
            mid.grow(&Bounds { min: c, max: c });
        }
        self.nodes[node].min = all.min.to_array();
        self.nodes[node].max = all.max.to_array();
        let count = end - first;
        let cut = if count <= LEAF { None } else { self.choose_cut(first, end, &all, &mid, depth) };
        let Some(cut) = cut else {
            self.nodes[node].first = first as u32;
            self.nodes[node].count = count as u32;
            return;
        };
        let left = self.nodes.len();
        let blank = Node { min: [0.0; 3], first: 0, max: [0.0; 3], count: 0 };
        self.nodes.extend([blank, blank]);
        self.nodes[node].first = left as u32;
        self.split(left, first, cut, depth + 1);
        self.split(left + 1, cut, end, depth + 1);
    }

    /// Sorts `order[first..end]` into two parts and returns where the second begins; `None` for a leaf.
    fn choose_cut(&mut self, first: usize, end: usize, all: &Bounds, mid: &Bounds, depth: u32) -> Option<usize> {
        let size = mid.max - mid.min;
        let count = end - first;
        let axis = if size.x >= size.y && size.x >= size.z {
            0
        } else if size.y >= size.z {
            1
        } else {
            2
        };
        if size[axis] <= 0.0 || depth >= SAH_DEPTH {
            return (count > 16).then(|| {
                let centers = &self.centers;
                self.order[first..end].sort_by(|&a, &b| centers[a as usize][axis].total_cmp(&centers[b as usize][axis]));
                first + count / 2
            });
        }
        let scale = BINS as f32 / size[axis];
        let bin = |c: Vec3| (((c[axis] - mid.min[axis]) * scale) as usize).min(BINS - 1);
        let mut bins = [(Bounds::EMPTY, 0usize); BINS];
        for &i in &self.order[first..end] {
            let b = &mut bins[bin(self.centers[i as usize])];
            b.0.grow(&self.bounds[i as usize]);
            b.1 += 1;
        }
        let mut right_cost = [0.0f32; BINS];
        let (mut acc, mut n) = (Bounds::EMPTY, 0usize);
        for k in (1..BINS).rev() {
            acc.grow(&bins[k].0);
            n += bins[k].1;
            right_cost[k] = if n == 0 { 0.0 } else { acc.half_area() * n as f32 };
        }
        let (mut acc, mut n) = (Bounds::EMPTY, 0usize);
        let mut best = (f32::INFINITY, 0usize);
        for k in 1..BINS {
            acc.grow(&bins[k - 1].0);
            n += bins[k - 1].1;
            if n == 0 || n == count {
                continue;
            }
            let cost = acc.half_area() * n as f32 + right_cost[k];
            if cost < best.0 {
                best = (cost, k);
            }
        }
        let leaf_cost = all.half_area() * count as f32;
        if best.1 == 0 || (best.0 >= leaf_cost && count <= 16) {
            return None;
        }
        let (mut i, mut j) = (first, end);
        while i < j {
            if bin(self.centers[self.order[i] as usize]) < best.1 {
                i += 1;
            } else {
                j -= 1;
                self.order.swap(i, j);
            }
        }
        Some(i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn random(state: &mut u32) -> f32 {
        *state = state.wrapping_mul(747_796_405).wrapping_add(2_891_336_453);
        let w = ((*state >> ((*state >> 28) + 4)) ^ *state).wrapping_mul(277_803_737);
        (((w >> 22) ^ w) >> 8) as f32 / 16_777_216.0
    }

    fn vector(s: &mut u32) -> Vec3 {
        Vec3::new(random(s), random(s), random(s)) * 2.0 - 1.0
    }

    #[test]
    fn every_ray_meets_what_a_search_through_all_triangles_meets() {
        let mut s = 7;
        let mut positions = Vec::new();
        for _ in 0..1500 {
            let c = vector(&mut s) * 4.0;
            positions.extend([c, c + vector(&mut s) * 0.6, c + vector(&mut s) * 0.6]);
        }
        // Flat, axis-aligned triangles are the hard case for boxes.
        for k in 0..100 {
            let y = k as f32 * 0.05 - 2.5;
            positions.extend([Vec3::new(-1.0, y, -1.0), Vec3::new(1.0, y, -1.0), Vec3::new(0.0, y, 1.0)]);
        }
        let indices: Vec<u32> = (0..positions.len() as u32).collect();
        let bvh = Bvh::build(&positions, &indices);
        let mut hits = 0;
        for k in 0..4000 {
            let mut ray = Ray::new(vector(&mut s) * 5.0, vector(&mut s));
            if k % 5 == 0 {
                ray.direction = Vec3::new(0.0, if k % 2 == 0 { 1.0 } else { -1.0 }, 0.0);
            }
            if k % 3 == 0 {
                ray.t_max = random(&mut s) * 4.0;
            }
            let brute = bvh.triangles.iter().filter_map(|t| t.hit(&ray, ray.t_max)).map(|h| h.t).fold(f32::INFINITY, f32::min);
            let fast = bvh.closest(&ray).map_or(f32::INFINITY, |h| h.t);
            assert_eq!(brute, fast, "ray {k}");
            assert_eq!(bvh.any(&ray), brute < f32::INFINITY);
            hits += usize::from(fast < f32::INFINITY);
        }
        assert!(hits > 500, "the comparison must not be empty ({hits})");
    }

    #[test]
    fn many_triangles_in_one_place_still_make_a_shallow_tree() {
        let positions = [Vec3::ZERO, Vec3::X, Vec3::Y];
        let indices: Vec<u32> = (0..30_000).map(|i| i % 3).collect();
        let bvh = Bvh::build(&positions, &indices);
        assert!(bvh.closest(&Ray::new(Vec3::new(0.2, 0.2, 1.0), Vec3::NEG_Z)).is_some());
    }

    #[test]
    fn nothing_and_nonsense_are_never_hit() {
        assert!(Bvh::build(&[], &[]).closest(&Ray::new(Vec3::ZERO, Vec3::X)).is_none());
        let b = Bvh::build(&[Vec3::NAN, Vec3::X, Vec3::Y], &[0, 1, 2, 0, 1, 9]);
        assert!(b.is_empty());
    }
}
