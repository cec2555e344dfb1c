//! The Tehran schoolroom: brick with tile, plaster niches, coloured windows, an iwan at the end.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::{Frame, rect},
    plan::HallPlan,
    shell::{self, FLOOR_CELL, OpeningKind, SkyPortal, Wall},
};
use crate::curation::material::Finish;

/// Foot and top of the tile dado: three whole rows of stars.
const DADO_FOOT: f32 = 0.10;
const DADO: f32 = 0.70;

/// Builds the shell.
pub fn build(b: &mut MeshBuilder, plan: &HallPlan, walls: &[Wall], holes: &[Vec<Vec2>], cuts: &[Vec<Vec2>]) -> Vec<SkyPortal> {
    let h = plan.head.height_m;
    let thick = plan.head.wall_thickness_m;
    let mut portals = Vec::new();
    let outline: Vec<Vec2> = plan.head.outline.iter().map(|p| Vec2::new(p[0], -p[1])).collect();
    let (mut lo, mut hi) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for p in &outline {
        lo = lo.min(*p);
        hi = hi.max(*p);
    }
    let inset = 0.40;
    let field = rect(lo.x + inset, lo.y + inset, hi.x - inset, hi.y - inset);
    let mut polygons = vec![field.clone()];
    polygons.extend(holes.iter().cloned());
    b.region(Finish::BrickFloor, &Frame::floor(0.0), &polygons, cuts, FLOOR_CELL);
    b.region(Finish::Brick, &Frame::floor(0.0), &[outline, field], &[], FLOOR_CELL);

    let cornice = h - 0.56;
    // One whole row of stars; rows lie 0.2 m apart from the floor up.
    let row = ((cornice - 0.24) / 0.2).round() * 0.2;
    let frieze = row - 0.1;
    for w in walls {
        shell::wall_face(
            b,
            w,
            &[
                (0.0, DADO_FOOT, Finish::Marble),
                (DADO_FOOT, DADO, Finish::StarTile),
                (DADO, DADO + 0.09, Finish::Gypsum),
                (DADO + 0.09, frieze, Finish::Brick),
                (frieze, frieze + 0.2, Finish::StarTile),
                (frieze + 0.2, cornice, Finish::Brick),
                (cornice, h, Finish::Gypsum),
            ],
        );
        for o in &w.openings {
            match o.kind {
                OpeningKind::Door(_) => {
                    shell::reveal(b, Finish::Brick, &w.frame, &o.outline, thick, false);
                    super::paris::threshold(b, Finish::Marble, w, o, thick);
                    shell::outer_face(b, Finish::Brick, &w.frame, &o.outline, thick);
                    super::niche::rim(b, Finish::StarTile, &w.frame, &o.outline, 0.20, 0.025);
                    super::niche::rim(b, Finish::Gypsum, &w.frame, &grown(&o.outline, o.foot, 0.20), 0.05, 0.035);
                }
                OpeningKind::Window(win) => {
                    shell::reveal(b, Finish::Gypsum, &w.frame, &o.outline, thick, true);
                    portals.push(shell::fill_window(b, plan, &w.frame, o, win.glass, thick * 0.62, thick, Finish::Walnut));
                    super::niche::rim(b, Finish::Gypsum, &w.frame, &o.outline, 0.12, 0.03);
                    let sill = w.frame.at(o.foot.x, o.foot.y, 0.0);
                    b.block(Finish::Marble, &sill, [-o.size.x * 0.5 - 0.12, -0.05, 0.0], [o.size.x * 0.5 + 0.12, 0.0, 0.05]);
                }
                OpeningKind::Niche(n) => {
                    let big = n.depth_m > 1.0;
                    super::niche::niche(b, plan, w, o, n, if big { Finish::PersianBrick } else { Finish::Gypsum }, &mut portals);
                    if big {
                        super::niche::rim(b, Finish::StarTile, &w.frame, &o.outline, 0.20, 0.03);
                        super::niche::rim(b, Finish::Gypsum, &w.frame, &grown(&o.outline, o.foot, 0.20), 0.05, 0.045);
                    } else {
                        super::niche::rim(b, Finish::Gypsum, &w.frame, &o.outline, 0.09, 0.03);
                        let shelf = w.frame.at(o.foot.x, o.foot.y, 0.0);
                        b.block(Finish::Gypsum, &shelf, [-o.size.x * 0.5 - 0.11, -0.05, 0.0], [o.size.x * 0.5 + 0.11, 0.0, 0.06]);
                    }
                }
            }
        }
    }
    let closed = |y: f32| Path { points: plan.head.outline.iter().map(|p| Vec3::new(p[0], y, p[1])).collect(), closed: true, up: Vec3::Y };
    let bead = [[0.0, -0.025], [0.02, -0.018], [0.025, 0.0], [0.02, 0.018], [0.0, 0.025]].map(Vec2::from);
    for y in [frieze, frieze + 0.2, cornice] {
        b.sweep(Finish::Gypsum, &closed(y), &bead, 0.8);
    }
    let rail = [[0.0, 0.0], [0.02, 0.01], [0.035, 0.04], [0.035, 0.07], [0.0, 0.09]].map(Vec2::from);
    shell::run_moulding(b, Finish::Gypsum, walls, DADO, DADO + 0.04, 0.27, &rail);
    muqarnas(b, walls, cornice + 0.03, h);
    ceiling(b, plan, lo, hi, h);
    portals
}

/// The outline moved outwards, for bands around bands.
fn grown(outline: &[Vec2], foot: Vec2, by: f32) -> Vec<Vec2> {
    let n = outline.len();
    (0..n)
        .map(|i| {
            let p = outline[i];
            if i < 2 {
                return p + Vec2::new(if p.x < foot.x { -by } else { by }, 0.0);
            }
            let (a, c) = (outline[(i + n - 1) % n], outline[(i + 1) % n]);
            let side = |d: Vec2| Vec2::new(d.y, -d.x).normalize_or_zero();
            let m = (side(p - a) + side(c - p)).normalize_or_zero();
            p + m * by / m.dot(side(c - p)).abs().max(0.5)
        })
        .collect()
}

/// Two tiers of small hollow cells that step out to the ceiling.
fn muqarnas(b: &mut MeshBuilder, walls: &[Wall], y0: f32, h: f32) {
    let tiers = 2;
    let rise = (h - y0) / tiers as f32;
    for w in walls {
        let count = (w.length / 0.40).round().max(1.0) as usize;
        let step = w.length / count as f32;
        for tier in 0..tiers {
            let shift = if tier % 2 == 0 { 0.0 } else { 0.5 };
            let (z0, z1) = (0.15 * tier as f32, 0.15 * (tier + 1) as f32);
            let y = y0 + rise * tier as f32;
            let cells = if tier % 2 == 0 { count } else { count - 1 };
            for k in 0..cells {
                let x = step * (k as f32 + 0.5 + shift);
                if x < z1 * 0.8 || x > w.length - z1 * 0.8 {
                    continue;
                }
                let f = w.frame.at(x, y, z0);
                // A hollow between two ribs that lean out of the wall, arched over at its head.
                let (nx, ny) = (6u32, 4u32);
                let cell = move |i: u32, j: u32| {
                    let t = (i as f32 / nx as f32) * 2.0 - 1.0;
                    let v = j as f32 / ny as f32;
                    let hood = ((v - 0.55) / 0.45).max(0.0);
                    let rib = t.abs().powf(2.6);
                    let reach = (z1 - z0) * (v.powf(1.5) * rib + hood * hood * (1.0 - rib) * 0.9);
                    f.p(step * 0.5 * t, rise * 0.90 * v, reach)
                };
                b.sheet(Finish::Gypsum, nx, ny, cell, false);
                // A lid that carries the next tier.
                let lid: Vec<Vec2> = (0..=nx)
                    .map(|i| {
                        let p = cell(i, ny) - f.o;
                        Vec2::new(p.dot(f.x), p.dot(f.z))
                    })
                    .chain([Vec2::new(step * 0.5, z1 - z0 + 0.012), Vec2::new(-step * 0.5, z1 - z0 + 0.012)])
                    .collect();
                let under = Frame { o: f.p(0.0, rise * 0.90, 0.0), x: f.x, y: f.z, z: Vec3::NEG_Y };
                b.region(Finish::Gypsum, &under, &[lid], &[], 1.0);
            }
            // The fascia of the tier.
            let f = w.frame.at(0.0, 0.0, z1 + 0.012);
            b.region(Finish::Gypsum, &f, &[rect(z1 * 0.9, y + rise * 0.90, w.length - z1 * 0.9, y + rise)], &[], 0.6);
            let lip = Frame { o: w.frame.p(0.0, y + rise * 0.90, 0.0), x: w.frame.x, y: w.frame.z, z: Vec3::NEG_Y };
            b.region(Finish::Gypsum, &lip, &[rect(z1 * 0.9, z1 - 0.02, w.length - z1 * 0.9, z1 + 0.012)], &[], 1.0);
        }
    }
}

/// Boards on round poplar beams, a square panel of star lattice in the middle.
fn ceiling(b: &mut MeshBuilder, plan: &HallPlan, lo: Vec2, hi: Vec2, h: f32) {
    b.region(Finish::Oak, &Frame::ceiling(h), &[plan.head.outline.iter().map(|p| Vec2::new(p[0], p[1])).collect()], &[], FLOOR_CELL);
    let n = ((hi.x - lo.x) / 0.62).round().max(2.0) as usize;
    for k in 1..n {
        let x = lo.x + (hi.x - lo.x) * k as f32 / n as f32;
        b.cuboid(Finish::Walnut, &Frame::HALL, Vec3::new(x - 0.07, h - 0.17, -hi.y), Vec3::new(x + 0.07, h, -lo.y), [true, true, true, false, false, false]);
        for edge in [-0.07f32, 0.07] {
            b.cuboid(
                Finish::Gilt,
                &Frame::HALL,
                Vec3::new(x + edge - 0.004, h - 0.155, -hi.y),
                Vec3::new(x + edge + 0.004, h - 0.140, -lo.y),
                [edge < 0.0, edge > 0.0, false, false, false, false],
            );
        }
    }
}
