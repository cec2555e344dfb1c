//! Orosi: wooden lattices of stars set with coloured glass.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::Frame,
    shell::bar,
};
use crate::curation::material::Finish;

/// Colours of panes, linear.
const PANES: [[f32; 3]; 5] = [[0.62, 0.03, 0.035], [0.05, 0.13, 0.62], [0.85, 0.42, 0.03], [0.04, 0.38, 0.12], [0.80, 0.74, 0.60]];

/// Even-odd test.
fn inside(poly: &[Vec2], p: Vec2) -> bool {
    let mut odd = false;
    for i in 0..poly.len() {
        let (a, b) = (poly[i], poly[(i + 1) % poly.len()]);
        if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) {
            odd = !odd;
        }
    }
    odd
}

/// Cuts a segment to a polygon, halving; good to a millimetre.
fn clipped(poly: &[Vec2], a: Vec2, b: Vec2) -> Option<(Vec2, Vec2)> {
    let (ia, ib) = (inside(poly, a), inside(poly, b));
    if ia && ib {
        return Some((a, b));
    }
    if ia == ib {
        return None;
    }
    let (mut p, mut q) = if ia { (a, b) } else { (b, a) };
    let keep = p;
    for _ in 0..10 {
        let m = (p + q) * 0.5;
        if inside(poly, m) { p = m } else { q = m }
    }
    Some((keep, p))
}

/// Fills the outline with a lattice of eight-pointed stars; `bounds` is x0, y0, x1, y1. With `panes`, coloured glass behind.
pub fn lattice(b: &mut MeshBuilder, plane: &Frame, outline: &[Vec2], bounds: [f32; 4], wood: Finish, panes: bool) {
    let [x0, y0, x1, y1] = bounds;
    let profile: Vec<Vec2> = [(0.07, -0.05), (0.07, 0.035), (0.05, 0.05), (0.0, 0.05)].map(Vec2::from).to_vec();
    let mut edge: Vec<Vec3> = outline.iter().map(|p| plane.p(p.x, p.y, 0.0)).collect();
    edge.dedup_by(|a, b| a.distance(*b) < 1e-4);
    b.sweep(wood, &Path { points: edge, closed: true, up: plane.z }, &profile, 0.8);
    // Whole stars across, at about 0.42 m.
    let count = ((x1 - x0 - 0.1) / 0.42).round().max(1.0);
    let period = (x1 - x0 - 0.1) / count;
    let rows = ((y1 - y0) / period).ceil() as i32;
    let (ox, oy) = (x0 + 0.05 + period * 0.5, y0 + 0.05 + period * 0.5);
    let eighth = std::f32::consts::FRAC_PI_4;
    let inner = 0.5 * eighth.cos() / (eighth * 0.5).cos();
    for j in 0..rows {
        for i in 0..count as i32 {
            let c = Vec2::new(ox + i as f32 * period, oy + j as f32 * period);
            let at = |k: i32, r: f32| c + Vec2::from_angle(k as f32 * eighth * 0.5) * r * period;
            for k in 0..8 {
                // Each star's sixteen sides, and a smaller star within.
                let tip = at(2 * k, 0.5);
                for side in [at(2 * k - 1, inner), at(2 * k + 1, inner)] {
                    if let Some((p, q)) = clipped(outline, tip, side) {
                        bar(b, wood, plane, p, q, 0.020, 0.035);
                    }
                }
                let small = at(2 * k + 1, 0.20);
                if let Some((p, q)) = clipped(outline, small, at(2 * k + 1, inner)) {
                    bar(b, wood, plane, p, q, 0.014, 0.030);
                }
                if let Some((p, q)) = clipped(outline, small, at(2 * k + 3, 0.20)) {
                    bar(b, wood, plane, p, q, 0.014, 0.030);
                }
            }
        }
    }
    if !panes {
        return;
    }
    // Panes: the star's heart, its points, and the crosses between, each a flat piece cut to the outline.
    let glass = plane.at(0.0, 0.0, -0.012);
    let mut pane = |points: Vec<Vec2>, color: usize| {
        let cut = cut_to_band(&points, outline);
        if cut.len() >= 3 {
            b.tint(PANES[color % PANES.len()], 0.9);
            b.region(Finish::StainedGlass, &glass, &[cut], &[], 1.0);
        }
    };
    for j in 0..rows {
        for i in 0..count as i32 {
            let c = Vec2::new(ox + i as f32 * period, oy + j as f32 * period);
            let at = |k: i32, r: f32| c + Vec2::from_angle(k as f32 * eighth * 0.5) * r * period;
            let turn = (i + j).rem_euclid(2) as usize;
            pane((0..8).map(|k| at(2 * k + 1, 0.20)).collect(), 2);
            for k in 0..8 {
                let kite = vec![at(2 * k - 1, 0.20), at(2 * k - 1, inner), at(2 * k, 0.5), at(2 * k + 1, inner), at(2 * k + 1, 0.20)];
                pane(kite, if k % 2 == 0 { turn } else { 1 - turn });
            }
            for k in 0..4 {
                // A quarter of the cross at each corner of the star's square.
                let corner = c + Vec2::from_angle((2 * k + 1) as f32 * eighth) * period * std::f32::consts::FRAC_1_SQRT_2;
                let k2 = 4 * k;
                let quarter = vec![at(k2, 0.5), corner, at(k2 + 4, 0.5), at(k2 + 3, inner), at(k2 + 2, 0.5), at(k2 + 1, inner)];
                pane(quarter, if turn == 0 { 3 } else { 4 });
            }
        }
    }
    b.untinted();
}

/// Keeps the pane's corners inside the outline by drawing those outside towards the pane's middle.
fn cut_to_band(points: &[Vec2], outline: &[Vec2]) -> Vec<Vec2> {
    if points.iter().all(|p| inside(outline, *p)) {
        return points.to_vec();
    }
    let kept: Vec<Vec2> = points.iter().copied().filter(|p| inside(outline, *p)).collect();
    if kept.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for i in 0..points.len() {
        let (a, b) = (points[i], points[(i + 1) % points.len()]);
        if inside(outline, a) {
            out.push(a);
        }
        if inside(outline, a) != inside(outline, b)
            && let Some((_, boundary)) = clipped(outline, a, b)
        {
            out.push(boundary);
        }
    }
    out
}
