//! Where one can walk: polygons with obstacles, sliding along them, and the way round them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use glam::Vec2;

use crate::catalogue::HallId;

/// Edge of the search grid's squares, metres.
const GRID_M: f32 = 0.2;
/// Longest side of the ground, metres; beyond it no path is searched.
const GROUND_MAX_M: f32 = 400.0;

/// The floor of one hall in the world.
#[derive(Clone, Debug, Default)]
pub struct Area {
    /// The hall.
    pub hall: HallId,
    /// Outer polygon (x, z).
    pub walkable: Vec<Vec2>,
    /// Convex things in the way.
    pub obstacles: Vec<Vec<Vec2>>,
}

/// The floors of all halls. Neighbouring areas overlap in the doorways.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    areas: Vec<Area>,
    grid: Grid,
}

#[derive(Clone, Debug, Default)]
struct Grid {
    origin: Vec2,
    columns: usize,
    rows: usize,
    free: Vec<bool>,
}

/// Whether a point is inside a simple polygon (even-odd rule).
pub fn inside(polygon: &[Vec2], p: Vec2) -> bool {
    let mut odd = false;
    for (i, a) in polygon.iter().enumerate() {
        let b = polygon[(i + 1) % polygon.len()];
        if (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
            odd = !odd;
        }
    }
    odd
}

impl Ground {
    /// The ground made of these areas.
    pub fn new(areas: Vec<Area>) -> Self {
        let mut ground = Self { areas, grid: Grid::default() };
        ground.grid = ground.build_grid();
        ground
    }

    /// The areas.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// Whether one can stand there.
    pub fn is_free(&self, p: Vec2) -> bool {
        p.is_finite() && self.areas.iter().any(|a| inside(&a.walkable, p)) && !self.areas.iter().flat_map(|a| &a.obstacles).any(|o| inside(o, p))
    }

    /// The hall of a point; `current` wins where two overlap.
    pub fn hall_at(&self, p: Vec2, current: HallId) -> Option<HallId> {
        let mut found = self.areas.iter().filter(|a| inside(&a.walkable, p)).map(|a| a.hall);
        let first = found.next()?;
        Some(if first == current || found.any(|h| h == current) { current } else { first })
    }

    /// Moves from a free point by `delta`, sliding along what is in the way. The result is free.
    pub fn slide(&self, from: Vec2, delta: Vec2) -> Vec2 {
        if !delta.is_finite() {
            return from;
        }
        // Short steps keep thin obstacles from being jumped.
        let steps = (delta.length() / 0.05).ceil().clamp(1.0, 200.0);
        let step = delta / steps;
        let mut p = from;
        for _ in 0..steps as usize {
            let tried = [p + step, p + Vec2::new(step.x, 0.0), p + Vec2::new(0.0, step.y)];
            // At slanted walls: try the step turned by up to 80 degrees to either side, shortened accordingly.
            let slanted = [0.5_f32, -0.5, 1.0, -1.0, 1.4, -1.4].map(|a| p + Vec2::from_angle(a).rotate(step) * a.cos());
            match tried.into_iter().chain(slanted).find(|q| self.is_free(*q)) {
                Some(q) => p = q,
                None => break,
            }
        }
        p
    }

    /// Whether the straight way is free.
    pub fn line_is_free(&self, a: Vec2, b: Vec2) -> bool {
        let steps = ((b - a).length() / 0.08).ceil().clamp(1.0, 5000.0) as usize;
        (0..=steps).all(|i| self.is_free(a.lerp(b, i as f32 / steps as f32)))
    }

    /// The nearest free point to `p` within `reach_m`.
    pub fn nearest_free(&self, p: Vec2, reach_m: f32) -> Option<Vec2> {
        if self.is_free(p) {
            return Some(p);
        }
        let mut radius = 0.1;
        while radius <= reach_m {
            let around = (0..24).map(|i| p + Vec2::from_angle(i as f32 * std::f32::consts::TAU / 24.0) * radius);
            if let Some(q) = around.into_iter().find(|q| self.is_free(*q)) {
                return Some(q);
            }
            radius += 0.1;
        }
        None
    }

    /// A free way from `from` to the free point `to`: corner points without the start, ending in `to`. `None` if there is none.
    pub fn path(&self, from: Vec2, to: Vec2) -> Option<Vec<Vec2>> {
        if self.line_is_free(from, to) {
            return Some(vec![to]);
        }
        let cells = self.grid.search(self.grid.nearest_free_cell(from)?, self.grid.nearest_free_cell(to)?)?;
        let mut points = vec![from];
        points.extend(cells.into_iter().map(|c| self.grid.center(c)));
        points.push(to);
        Some(self.pull_tight(&points))
    }

    /// Keeps only the corners that are needed.
    fn pull_tight(&self, points: &[Vec2]) -> Vec<Vec2> {
        let mut kept = Vec::new();
        let mut i = 0;
        while i + 1 < points.len() {
            let next = (i + 2..points.len()).rev().find(|j| self.line_is_free(points[i], points[*j])).unwrap_or(i + 1);
            kept.push(points[next]);
            i = next;
        }
        kept
    }

    fn build_grid(&self) -> Grid {
        let points = self.areas.iter().flat_map(|a| a.walkable.iter().copied());
        let (min, max) = points.fold((Vec2::INFINITY, Vec2::NEG_INFINITY), |(lo, hi), p| (lo.min(p), hi.max(p)));
        let size = max - min;
        if !size.is_finite() || size.max_element() > GROUND_MAX_M || size.min_element() < 0.0 {
            return Grid::default();
        }
        let columns = (size.x / GRID_M).ceil() as usize + 1;
        let rows = (size.y / GRID_M).ceil() as usize + 1;
        let mut grid = Grid { origin: min, columns, rows, free: Vec::new() };
        grid.free = (0..columns * rows).map(|c| self.is_free(grid.center(c))).collect();
        grid
    }
}

impl Grid {
    fn center(&self, cell: usize) -> Vec2 {
        self.origin + Vec2::new((cell % self.columns) as f32, (cell / self.columns) as f32) * GRID_M
    }

    fn nearest_free_cell(&self, p: Vec2) -> Option<usize> {
        let at = (p - self.origin) / GRID_M;
        let (cx, cy) = (at.x.round() as i64, at.y.round() as i64);
        (0..=6_i64).find_map(|ring| {
            let candidates = (-ring..=ring).flat_map(|dy| (-ring..=ring).map(move |dx| (dx, dy))).filter(|(dx, dy)| dx.abs().max(dy.abs()) == ring);
            candidates
                .filter_map(|(dx, dy)| self.cell(cx + dx, cy + dy))
                .filter(|c| self.free[*c])
                .min_by(|a, b| (self.center(*a) - p).length_squared().total_cmp(&(self.center(*b) - p).length_squared()))
        })
    }

    fn cell(&self, x: i64, y: i64) -> Option<usize> {
        (x >= 0 && y >= 0 && (x as usize) < self.columns && (y as usize) < self.rows).then(|| y as usize * self.columns + x as usize)
    }

    /// A* over eight neighbours, no cutting of corners (Hart, Nilsson & Raphael 1968).
    fn search(&self, start: usize, goal: usize) -> Option<Vec<usize>> {
        let heuristic = |c: usize| {
            let d = ((c % self.columns).abs_diff(goal % self.columns), (c / self.columns).abs_diff(goal / self.columns));
            (10 * d.0.max(d.1) + 4 * d.0.min(d.1)) as u32
        };
        let mut best = vec![u32::MAX; self.free.len()];
        let mut from = vec![usize::MAX; self.free.len()];
        let mut open = BinaryHeap::new();
        best[start] = 0;
        open.push(Reverse((heuristic(start), start)));
        while let Some(Reverse((_, cell))) = open.pop() {
            if cell == goal {
                let mut path = vec![goal];
                let mut c = goal;
                while c != start {
                    c = from[c];
                    path.push(c);
                }
                path.reverse();
                return Some(path);
            }
            let (x, y) = ((cell % self.columns) as i64, (cell / self.columns) as i64);
            for (dx, dy) in [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1)] {
                let Some(next) = self.cell(x + dx, y + dy).filter(|c| self.free[*c]) else { continue };
                let sides_free = [(dx, 0), (0, dy)].into_iter().all(|(sx, sy)| self.cell(x + sx, y + sy).is_some_and(|c| self.free[c]));
                if dx != 0 && dy != 0 && !sides_free {
                    continue;
                }
                let cost = best[cell] + if dx != 0 && dy != 0 { 14 } else { 10 };
                if cost < best[next] {
                    best[next] = cost;
                    from[next] = cell;
                    open.push(Reverse((cost + heuristic(next), next)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x0: f32, y0: f32, x1: f32, y1: f32) -> Vec<Vec2> {
        vec![Vec2::new(x0, y0), Vec2::new(x1, y0), Vec2::new(x1, y1), Vec2::new(x0, y1)]
    }

    fn two_rooms() -> Ground {
        // Two rooms joined by a doorway; a table in the first.
        let mut first = square(0.0, 0.0, 5.0, 5.0);
        first.splice(2..2, [Vec2::new(5.0, 2.0), Vec2::new(6.0, 2.0), Vec2::new(6.0, 3.0), Vec2::new(5.0, 3.0)]);
        Ground::new(vec![
            Area { hall: HallId(1), walkable: first, obstacles: vec![square(2.0, 1.0, 3.0, 4.0)] },
            Area { hall: HallId(2), walkable: square(5.5, 0.0, 10.0, 5.0), obstacles: vec![] },
        ])
    }

    #[test]
    fn the_way_goes_round_the_table_and_through_the_door() {
        let ground = two_rooms();
        let (from, to) = (Vec2::new(1.0, 2.5), Vec2::new(9.0, 4.0));
        let path = ground.path(from, to).expect("a way");
        assert_eq!(path.last(), Some(&to));
        let mut p = from;
        for q in path {
            assert!(ground.line_is_free(p, q), "{p} -> {q}");
            p = q;
        }
    }

    #[test]
    fn sliding_never_leaves_the_floor() {
        let ground = two_rooms();
        let mut p = Vec2::new(1.0, 1.0);
        for i in 0..500 {
            p = ground.slide(p, Vec2::from_angle(i as f32 * 0.7) * 0.9);
            assert!(ground.is_free(p), "step {i}: {p}");
        }
    }

    #[test]
    fn the_current_hall_wins_in_the_doorway() {
        let ground = two_rooms();
        let door = Vec2::new(5.75, 2.5);
        assert_eq!(ground.hall_at(door, HallId(1)), Some(HallId(1)));
        assert_eq!(ground.hall_at(door, HallId(2)), Some(HallId(2)));
        assert_eq!(ground.hall_at(Vec2::new(50.0, 0.0), HallId(1)), None);
    }

    #[test]
    fn nonsense_is_refused_quietly() {
        let ground = two_rooms();
        let p = Vec2::new(1.0, 1.0);
        assert_eq!(ground.slide(p, Vec2::new(f32::NAN, 1.0)), p);
        assert!(ground.path(p, Vec2::new(500.0, 500.0)).is_none());
        assert!(Ground::new(vec![]).path(p, p).is_none());
    }
}
