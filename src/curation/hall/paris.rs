//! The Paris salon of 1860: parquet, wainscot, damask, cornice, tall windows, double doors standing open.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::{Frame, arc, rect},
    plan::{Ceiling, HallPlan},
    shell::{self, FLOOR_CELL, Opening, OpeningKind, SkyPortal, Wall},
};
use crate::curation::material::Finish;

/// Top of the wainscot.
const DADO: f32 = 0.84;

/// Builds walls, floor and ceiling; `cuts` are floor shapes that want light of their own, `holes` are covered floor.
pub fn build(b: &mut MeshBuilder, plan: &HallPlan, walls: &[Wall], holes: &[Vec<Vec2>], cuts: &[Vec<Vec2>]) -> Vec<SkyPortal> {
    let h = plan.head.height_m;
    let thick = plan.head.wall_thickness_m;
    let outline: Vec<Vec2> = plan.head.outline.iter().map(|p| Vec2::new(p[0], -p[1])).collect();
    let mut portals = Vec::new();

    // Floor: herringbone at 45 degrees to the walls, a walnut border.
    let (mut lo, mut hi) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for p in &outline {
        lo = lo.min(*p);
        hi = hi.max(*p);
    }
    let border = 0.32;
    let field = rect(lo.x + border, lo.y + border, hi.x - border, hi.y - border);
    let mut polygons = vec![field.clone()];
    polygons.extend(holes.iter().cloned());
    let floor = Frame::floor(0.0);
    b.region_turned(Finish::OakHerringbone, &floor, &polygons, cuts, FLOOR_CELL, std::f32::consts::FRAC_PI_4);
    let line = rect(lo.x + border - 0.10, lo.y + border - 0.10, hi.x - border + 0.10, hi.y - border + 0.10);
    b.region(Finish::Oak, &floor, &[outline.clone(), line.clone()], &[], FLOOR_CELL);
    b.region(Finish::Walnut, &floor, &[line, field], &[], FLOOR_CELL);

    // Ceiling with a moulded frame.
    b.region(Finish::Plaster, &Frame::ceiling(h), &[plan.head.outline.iter().map(|p| Vec2::new(p[0], p[1])).collect()], &[], FLOOR_CELL);
    let inset = 1.05;
    let frame_path = Path {
        points: [(lo.x + inset, lo.y + inset), (hi.x - inset, lo.y + inset), (hi.x - inset, hi.y - inset), (lo.x + inset, hi.y - inset)]
            .map(|p| Vec3::new(p.0, h, -p.1))
            .to_vec(),
        closed: true,
        up: Vec3::NEG_Y,
    };
    let bead = [[0.07, 0.0], [0.055, 0.022], [0.02, 0.030], [-0.02, 0.030], [-0.055, 0.022], [-0.07, 0.0]].map(Vec2::from);
    b.sweep(Finish::Plaster, &frame_path, &bead, 0.6);

    let cornice_foot = h - 0.55;
    for w in walls {
        shell::wall_face(b, w, &[(0.0, DADO, Finish::PaintedDark), (DADO, cornice_foot, Finish::Damask), (cornice_foot, h, Finish::Plaster)]);
        panels(b, w);
        for o in &w.openings {
            match o.kind {
                OpeningKind::Door(_) => {
                    shell::reveal(b, Finish::PaintedPale, &w.frame, &o.outline, thick, false);
                    threshold(b, Finish::Oak, w, o, thick);
                    shell::outer_face(b, Finish::PaintedPale, &w.frame, &o.outline, thick);
                    architrave(b, w, o, Finish::PaintedPale);
                    overdoor(b, w, o);
                    leaves(b, w, o);
                }
                OpeningKind::Window(win) => {
                    shell::reveal(b, Finish::PaintedPale, &w.frame, &o.outline, thick, true);
                    architrave(b, w, o, Finish::PaintedPale);
                    portals.push(shell::fill_window(b, plan, &w.frame, o, win.glass, thick - 0.10, thick, Finish::PaintedPale));
                    if win.curtains {
                        curtains(b, w, o, cornice_foot);
                    }
                }
                OpeningKind::Niche(n) => super::niche::niche(b, plan, w, o, n, Finish::PaintedPale, &mut portals),
            }
        }
    }

    // Skirting, chair rail, gilt fillet under the cornice.
    let skirting = [[0.022, 0.0], [0.022, 0.13], [0.014, 0.15], [0.012, 0.17], [0.0, 0.18]].map(Vec2::from);
    shell::run_moulding(b, Finish::PaintedDark, walls, 0.0, 0.05, 0.13, &skirting);
    let rail = [[0.0, -0.02], [0.012, -0.01], [0.022, 0.006], [0.036, 0.014], [0.036, 0.030], [0.020, 0.040], [0.0, 0.045]].map(Vec2::from);
    shell::run_moulding(b, Finish::PaintedDark, walls, DADO, DADO, 0.13, &rail);
    let closed = |y: f32| Path { points: plan.head.outline.iter().map(|p| Vec3::new(p[0], y, p[1])).collect(), closed: true, up: Vec3::Y };
    let fillet = [[0.0, -0.02], [0.014, -0.014], [0.018, 0.0], [0.014, 0.014], [0.0, 0.02]].map(Vec2::from);
    b.sweep(Finish::Gilt, &closed(cornice_foot - 0.03), &fillet, 0.6);

    if plan.head.ceiling == Ceiling::Flat {
        return portals;
    }
    // Cornice: bed mouldings, the hollow of the cove, and a fillet on the ceiling.
    let mut cornice: Vec<Vec2> =
        [[0.0, 0.0], [0.03, 0.012], [0.045, 0.035], [0.045, 0.055], [0.07, 0.065], [0.085, 0.09], [0.085, 0.11]].map(Vec2::from).to_vec();
    cornice.extend(arc([0.43, 0.12], 0.33, 180.0, 95.0, 9));
    cornice.extend([[0.42, 0.455], [0.44, 0.475], [0.44, 0.49], [0.50, 0.505], [0.52, 0.525], [0.52, 0.55]].map(Vec2::from));
    b.sweep(Finish::Plaster, &closed(cornice_foot), &cornice, 0.55);
    dentils(b, walls, cornice_foot);
    portals
}

/// A row of small blocks under the cove.
fn dentils(b: &mut MeshBuilder, walls: &[Wall], foot: f32) {
    for w in walls {
        let count = (w.length / 0.17).round() as usize;
        for k in 0..count {
            let x = w.length * (k as f32 + 0.5) / count as f32;
            if x < 0.12 || x > w.length - 0.12 {
                continue;
            }
            b.cuboid(
                Finish::Plaster,
                &w.frame.at(x, foot, 0.0),
                Vec3::new(-0.045, 0.03, 0.04),
                Vec3::new(0.045, 0.085, 0.095),
                [true, true, true, false, false, true],
            );
        }
    }
}

/// Raised frames on the wainscot and on the damask between openings.
fn panels(b: &mut MeshBuilder, w: &Wall) {
    let raised = [[0.030, 0.0], [0.022, 0.014], [0.010, 0.018], [0.0, 0.008], [-0.006, 0.0]].map(Vec2::from);
    for (x0, x1) in shell::free_runs(w, 0.6, 0.13) {
        let count = ((x1 - x0) / 1.15).round().max(1.0) as usize;
        let step = (x1 - x0) / count as f32;
        for k in 0..count {
            let (a, c) = (x0 + step * k as f32 + 0.10, x0 + step * (k + 1) as f32 - 0.10);
            if c - a > 0.15 {
                b.sweep(Finish::PaintedDark, &shell::ring(&w.frame, a, 0.28, c, DADO - 0.12, 0.0), &raised, 1.2);
            }
        }
    }
    // A window's apron is panelled too.
    for o in &w.openings {
        if matches!(o.kind, OpeningKind::Window(_)) && o.foot.y > 0.35 {
            let (a, c) = (o.foot.x - o.size.x * 0.5 + 0.05, o.foot.x + o.size.x * 0.5 - 0.05);
            b.sweep(Finish::PaintedDark, &shell::ring(&w.frame, a, 0.24, c, o.foot.y - 0.12, 0.0), &raised, 1.2);
        }
    }
}

/// A moulded surround of an opening.
fn architrave(b: &mut MeshBuilder, w: &Wall, o: &Opening, finish: Finish) {
    // Right foot, over the head, left foot: the outside is to the right of travel.
    let profile = [[0.0, 0.0], [0.0, 0.030], [0.018, 0.036], [0.030, 0.026], [0.075, 0.026], [0.090, 0.040], [0.115, 0.044], [0.125, 0.034], [0.125, 0.0]];
    let line: Vec<Vec2> = profile.iter().rev().map(|p| Vec2::new(p[0], p[1])).collect();
    let mut path = shell::over_head(&w.frame, &o.outline, 0.0);
    path.points.reverse();
    b.sweep(finish, &path, &line, 0.6);
}

/// A panel and a small cornice above a door.
fn overdoor(b: &mut MeshBuilder, w: &Wall, o: &Opening) {
    let top = o.foot.y + o.size.y + 0.125;
    let half = o.size.x * 0.5 + 0.125;
    let f = w.frame.at(o.foot.x, top, 0.0);
    b.block(Finish::PaintedPale, &f, [-half, 0.0, 0.0], [half, 0.30, 0.030]);
    let side = f.at(0.0, 0.0, 0.030);
    b.sweep(Finish::Gilt, &shell::ring(&side, -half + 0.05, 0.05, half - 0.05, 0.25, 0.0), &[[0.020, 0.0], [0.012, 0.010], [0.0, 0.0]].map(Vec2::from), 1.2);
    let path = Path { points: [(half, 0.0), (half, 0.03), (-half, 0.03), (-half, 0.0)].map(|p| f.p(p.0, 0.30, p.1)).to_vec(), closed: false, up: Vec3::Y };
    let crown: Vec<Vec2> = std::iter::once(Vec2::ZERO)
        .chain([Vec2::new(0.02, 0.012)])
        .chain(arc([0.10, 0.02], 0.08, 180.0, 90.0, 5))
        .chain([[0.115, 0.10], [0.13, 0.115], [0.13, 0.135], [0.0, 0.15]].map(Vec2::from))
        .collect();
    b.sweep(Finish::PaintedPale, &path, &crown, 0.6);
}

/// The floor of a doorway up to where the halls meet.
pub fn threshold(b: &mut MeshBuilder, finish: Finish, w: &Wall, o: &Opening, depth: f32) {
    let f = w.frame.at(o.foot.x, 0.0, 0.0).lying();
    let half = o.size.x * 0.5;
    b.region_turned(finish, &f, &[rect(-half, 0.0, half, depth)], &[], FLOOR_CELL, 0.0);
}

/// Two leaves with panels, folded back into the room.
fn leaves(b: &mut MeshBuilder, w: &Wall, o: &Opening) {
    let half = o.size.x * 0.5;
    let height = o.size.y - 0.01;
    for s in [-1.0f32, 1.0] {
        // Hung on the jamb, opened a little more than square.
        let hinge = w.frame.at(o.foot.x + s * (half + 0.02), 0.0, 0.045);
        let leaf = leaf_frame(&hinge, s);
        let width = half - 0.01;
        let (t, f) = (0.022, Finish::PaintedPale);
        b.block(f, &leaf, [0.0, 0.01, -t], [width, height, t]);
        for side in [-1.0f32, 1.0] {
            let face = if side > 0.0 { leaf.at(0.0, 0.0, t) } else { Frame { o: leaf.p(width, 0.0, -t), x: -leaf.x, y: leaf.y, z: -leaf.z } };
            for (y0, y1) in [(0.14, 0.78), (0.92, 1.12), (1.26, height - 0.14)] {
                let r = shell::ring(&face, 0.11, y0, width - 0.11, y1, 0.0);
                b.sweep(f, &r, &[[0.032, 0.0], [0.022, 0.012], [0.008, 0.014], [-0.004, 0.0]].map(Vec2::from), 1.2);
                b.sweep(Finish::Gilt, &r, &[[0.042, 0.0], [0.037, 0.004], [0.032, 0.0]].map(Vec2::from), 1.5);
            }
            let knob = face.at(if side > 0.0 { width - 0.055 } else { 0.055 }, 1.02, 0.0);
            let f2 = Frame { o: knob.o, x: knob.x, y: knob.z, z: -knob.y };
            b.lathe(
                Finish::Brass,
                &f2,
                &[[0.028, 0.0], [0.024, 0.006], [0.009, 0.01], [0.009, 0.03], [0.024, 0.04], [0.026, 0.052], [0.0, 0.062]].map(Vec2::from),
                10,
            );
        }
    }
}

/// The frame of an open leaf: x from the hinge into the room.
pub fn leaf_frame(hinge: &Frame, side: f32) -> Frame {
    let turn = 14f32.to_radians();
    let x = (hinge.z * turn.cos() + hinge.x * side * turn.sin()).normalize();
    Frame { o: hinge.o, x, y: Vec3::Y, z: x.cross(Vec3::Y) }
}

/// Velvet curtains held back at both sides of a window, a pole above.
fn curtains(b: &mut MeshBuilder, w: &Wall, o: &Opening, top: f32) {
    let half = o.size.x * 0.5;
    let head = (o.foot.y + o.size.y + 0.20).min(top - 0.08);
    let pole = w.frame.at(o.foot.x, head + 0.03, 0.13);
    b.tube(Finish::Brass, &[pole.p(-half - 0.34, 0.0, 0.0), pole.p(half + 0.34, 0.0, 0.0)], 0.018, 8);
    for s in [-1.0f32, 1.0] {
        let f = Frame { o: pole.p(s * (half + 0.36), 0.0, 0.0), ..Frame::HALL };
        b.lathe(Finish::Brass, &f, &arc([0.0, 0.0], 0.04, -90.0, 90.0, 6).collect::<Vec<_>>(), 10);
        b.tube(Finish::Brass, &[pole.p(s * (half + 0.28), 0.0, 0.0), pole.p(s * (half + 0.28), -0.01, -0.13)], 0.01, 6);
        let (nx, ny) = (28u32, 9u32);
        let f = w.frame;
        let cloth = |i: u32, j: u32| {
            let t = i as f32 / nx as f32;
            let y = j as f32 / ny as f32;
            // Gathered at the tie-back, a third of the way up.
            let tie = (-((y - 0.36) * 4.2).powi(2)).exp();
            let width = 0.44 - 0.20 * tie;
            let x = o.foot.x + s * (half + 0.30 - width * t);
            let wave = 0.045 * (1.0 - 0.5 * tie) * (t * std::f32::consts::TAU * 5.0 + 0.6 * s).cos();
            f.p(x, 0.015 + (head - 0.01) * y, 0.115 + wave + 0.05 * tie * (1.0 - t))
        };
        b.sheet(Finish::Velvet, nx, ny, cloth, s > 0.0);
        // The tie-back, a brass hook.
        let y = 0.015 + (head - 0.01) * 0.36;
        b.tube(Finish::Brass, &[f.p(o.foot.x + s * (half + 0.31), y, 0.02), f.p(o.foot.x + s * (half + 0.33), y, 0.20)], 0.012, 6);
        let band = |i: u32, j: u32| {
            let t = i as f32 / 6.0;
            f.p(o.foot.x + s * (half + 0.32 - 0.26 * t), y - 0.05 + 0.07 * j as f32 - 0.04 * t, 0.20 + 0.03 * (t * std::f32::consts::PI).sin())
        };
        b.sheet(Finish::Gilt, 6, 1, band, s > 0.0);
    }
}
