//! Lamps, and fixed parts that carry or feed light: hearth, basin, ceiling rose, tree.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::{Frame, arc, rect, regular},
    plan::{LampKind, LampPlan, PartKind, PartPlan},
};
use crate::curation::material::Finish;

fn globe(b: &mut MeshBuilder, at: Vec3, radius: f32) {
    let f = Frame { o: at, ..Frame::HALL };
    b.lathe(Finish::Bulb, &f, &arc([0.0, 0.0], radius, -90.0, 90.0, 8).collect::<Vec<_>>(), 14);
}

fn chain(b: &mut MeshBuilder, from: Vec3, to_y: f32) {
    if to_y > from.y + 0.02 {
        b.tube(Finish::Brass, &[from, Vec3::new(from.x, to_y, from.z)], 0.007, 6);
        let rose = Frame { o: Vec3::new(from.x, to_y, from.z), ..Frame::HALL };
        b.lathe(Finish::Brass, &rose, &[Vec2::new(0.012, -0.07), Vec2::new(0.03, -0.03), Vec2::new(0.06, 0.0)], 12);
    }
}

/// Builds a lamp; chains reach up to `ceiling_y`.
pub fn lamp(b: &mut MeshBuilder, plan: &LampPlan, ceiling_y: f32) {
    let at = Vec3::from(plan.at);
    match plan.kind {
        LampKind::Pendant => {
            globe(b, at, 0.11);
            let f = Frame { o: at, ..Frame::HALL };
            let cap = [[0.112, -0.01], [0.112, 0.012], [0.075, 0.085], [0.035, 0.12], [0.012, 0.16]].map(Vec2::from);
            b.lathe(Finish::Brass, &f, &cap, 16);
            chain(b, at + Vec3::Y * 0.15, ceiling_y);
        }
        LampKind::Chandelier => chandelier(b, at, ceiling_y),
        LampKind::Sconce => {
            let f = Frame::upright(at, plan.yaw_deg.to_radians());
            // The light is 0.2 m before the wall.
            let plate = f.at(0.0, -0.12, -0.2);
            b.band(Finish::Brass, &plate, &regular(Vec2::ZERO, 0.06, 12, 0.0), true, 0.0, 0.015, false);
            b.region(Finish::Brass, &plate.at(0.0, 0.0, 0.015), &[regular(Vec2::ZERO, 0.06, 12, 0.0)], &[], 1.0);
            let arm: Vec<Vec3> = (0..=8)
                .map(|i| {
                    let t = i as f32 / 8.0;
                    f.p(0.0, -0.12 - 0.05 * (t * std::f32::consts::PI).sin() + 0.05 * t, -0.19 + 0.19 * t)
                })
                .collect();
            b.tube(Finish::Brass, &arm, 0.008, 6);
            b.lathe(Finish::Brass, &f, &[[0.012, -0.08], [0.045, -0.062], [0.05, -0.05]].map(Vec2::from), 12);
            globe(b, at, 0.06);
        }
        LampKind::Lantern => lantern(b, at, ceiling_y),
        LampKind::Ember => {}
    }
}

fn chandelier(b: &mut MeshBuilder, at: Vec3, ceiling_y: f32) {
    let f = Frame { o: at, ..Frame::HALL };
    let stem = [
        [0.0, -0.34],
        [0.02, -0.33],
        [0.035, -0.29],
        [0.02, -0.25],
        [0.06, -0.20],
        [0.085, -0.14],
        [0.05, -0.07],
        [0.025, 0.0],
        [0.03, 0.06],
        [0.07, 0.10],
        [0.07, 0.13],
        [0.025, 0.20],
        [0.018, 0.40],
        [0.05, 0.44],
        [0.015, 0.50],
    ]
    .map(Vec2::from);
    b.lathe(Finish::Brass, &f, &stem, 14);
    for tier in 0..2 {
        let (count, reach, y) = if tier == 0 { (8, 0.52, 0.0) } else { (4, 0.26, 0.26) };
        for k in 0..count {
            let a = std::f32::consts::TAU * (k as f32 + 0.5 * tier as f32) / count as f32;
            let d = Vec3::new(a.sin(), 0.0, a.cos());
            let arm: Vec<Vec3> = (0..=10)
                .map(|i| {
                    let t = i as f32 / 10.0;
                    let drop = -0.13 * (t * std::f32::consts::PI).sin() * if tier == 0 { 1.0 } else { 0.6 };
                    at + d * (0.04 + (reach - 0.04) * t) + Vec3::Y * (y - 0.10 + drop + 0.10 * t)
                })
                .collect();
            b.tube(Finish::Brass, &arm, 0.009, 6);
            let tip = Frame { o: at + d * reach + Vec3::Y * y, ..Frame::HALL };
            b.lathe(Finish::Brass, &tip, &[[0.0, -0.02], [0.045, -0.005], [0.05, 0.008], [0.016, 0.012], [0.016, 0.05]].map(Vec2::from), 10);
            let f = Frame { o: tip.p(0.0, 0.10, 0.0), ..Frame::HALL };
            b.lathe(Finish::Bulb, &f, &arc([0.0, 0.0], 0.058, -90.0, 90.0, 6).collect::<Vec<_>>(), 10);
        }
    }
    chain(b, at + Vec3::Y * 0.48, ceiling_y);
}

/// A six-sided lantern of pierced brass: bars before a glowing body.
fn lantern(b: &mut MeshBuilder, at: Vec3, ceiling_y: f32) {
    let f = Frame { o: at, ..Frame::HALL };
    let glow = [[0.0, -0.17], [0.05, -0.15], [0.085, 0.0], [0.05, 0.14], [0.0, 0.15]].map(Vec2::from);
    b.lathe(Finish::Bulb, &f, &glow, 10);
    let ring_at = |r: f32, y: f32, k: usize| {
        let a = std::f32::consts::TAU * k as f32 / 12.0;
        f.p(r * a.sin(), y, r * a.cos())
    };
    for k in 0..12 {
        // Ribs, and crossing diagonals that make lozenges.
        b.tube(Finish::Brass, &[ring_at(0.075, -0.20, k), ring_at(0.135, 0.0, k), ring_at(0.085, 0.18, k)], 0.005, 4);
        b.tube(Finish::Brass, &[ring_at(0.075, -0.20, k), ring_at(0.137, 0.0, k + 1), ring_at(0.085, 0.18, k + 2)], 0.004, 4);
        b.tube(Finish::Brass, &[ring_at(0.075, -0.20, k + 2), ring_at(0.137, 0.0, k + 1), ring_at(0.085, 0.18, k)], 0.004, 4);
    }
    let bands = [
        vec![[0.0, -0.26], [0.015, -0.25], [0.03, -0.225], [0.08, -0.205], [0.085, -0.19]],
        vec![[0.128, -0.012], [0.142, 0.0], [0.128, 0.012]],
        vec![[0.095, 0.17], [0.10, 0.19], [0.085, 0.23], [0.05, 0.28], [0.02, 0.31], [0.03, 0.33], [0.01, 0.36]],
    ];
    for band in bands {
        b.lathe(Finish::Brass, &f, &band.into_iter().map(Vec2::from).collect::<Vec<_>>(), 12);
    }
    chain(b, at + Vec3::Y * 0.36, ceiling_y);
}

/// Builds a fixed part on the floor or ceiling.
pub fn part(b: &mut MeshBuilder, plan: &PartPlan, ceiling_y: f32) {
    let frame = Frame::upright(Vec3::new(plan.at[0], plan.height_m, plan.at[1]), plan.yaw_deg.to_radians());
    match plan.kind {
        PartKind::Fireplace => fireplace(b, &frame, plan.size),
        PartKind::Fountain => fountain(b, &frame, plan.size[0] * 0.5),
        PartKind::Rug => {
            let f = Frame { o: frame.p(0.0, 0.012, 0.0), ..frame.lying() };
            let (x, y) = (plan.size[0] * 0.5, plan.size[1] * 0.5);
            b.picture(Finish::Kilim, &f, [-x, -y, x, y]);
            b.band(Finish::Velvet, &f, &rect(-x, -y, x, y), true, -0.012, 0.0, false);
        }
        PartKind::Rose => rose(b, Vec3::new(plan.at[0], ceiling_y, plan.at[1]), plan.size[0] * 0.5),
        PartKind::Vase => super::furniture::vase(b, &frame, plan.size[1]),
        PartKind::Tree => tree(b, &frame, plan.size[1]),
    }
}

/// A marble mantel: jambs with panels, frieze, shelf; brick hearth with coals on an iron grate. `frame` on the wall's face.
fn fireplace(b: &mut MeshBuilder, frame: &Frame, size: [f32; 2]) {
    let (w, d) = (size[0] * 0.5, size[1]);
    let (open_w, open_h, top) = (w - 0.30, 0.80, 1.10);
    let m = Finish::Marble;
    for s in [-1.0f32, 1.0] {
        let (a, c) = if s < 0.0 { (-w, -open_w) } else { (open_w, w) };
        b.block(m, frame, [a - 0.02, 0.0, 0.0], [c + 0.02, 0.14, d + 0.03]);
        b.block(m, frame, [a, 0.14, 0.0], [c, top - 0.24, d]);
        let side = frame.at(0.0, 0.0, d);
        let r = super::shell::ring(&side, a + 0.06, 0.22, c - 0.06, top - 0.32, 0.0);
        b.sweep(m, &r, &[[0.030, 0.0], [0.020, 0.014], [0.008, 0.014], [0.0, 0.0]].map(Vec2::from), 1.0);
        // A console bracket.
        let console: Vec<Vec2> =
            std::iter::once(Vec2::new(0.0, 0.0)).chain(arc([0.0, 0.10], 0.10, -90.0, 0.0, 6)).chain([Vec2::new(0.11, 0.20), Vec2::new(0.0, 0.20)]).collect();
        let f = Frame { o: frame.p((a + c) * 0.5 + 0.08, top - 0.24, d), x: frame.z, y: frame.y, z: -frame.x };
        b.band(m, &f, &console, true, 0.0, 0.16, false);
        b.region(m, &f.at(0.0, 0.0, 0.16), std::slice::from_ref(&console), &[], 1.0);
        let other = Frame { o: frame.p((a + c) * 0.5 - 0.08, top - 0.24, d), x: -frame.z, y: frame.y, z: frame.x };
        let turned: Vec<Vec2> = console.iter().rev().map(|p| Vec2::new(-p.x, p.y)).collect();
        b.region(m, &other.at(0.0, 0.0, 0.16), &[turned], &[], 1.0);
    }
    b.block(m, frame, [-w, top - 0.24, 0.0], [w, top - 0.045, d]);
    b.block(m, frame, [-open_w, open_h - 0.02, 0.0], [open_w, top - 0.24, d - 0.03]);
    // Shelf with a moulded edge.
    let shelf = Path {
        points: [(w + 0.02, 0.0), (w + 0.02, d + 0.02), (-w - 0.02, d + 0.02), (-w - 0.02, 0.0)].map(|p| frame.p(p.0, top - 0.045, p.1)).to_vec(),
        closed: false,
        up: frame.y,
    };
    // Travelling from right to left seen from the front, the room is to the left.
    let edge = [[0.0, 0.0], [0.05, 0.0], [0.085, 0.025], [0.085, 0.045], [0.0, 0.045]].map(Vec2::from);
    b.sweep(m, &shelf, &edge, 0.6);
    let top_face = Frame { o: frame.p(0.0, top, 0.0), ..frame.lying() };
    b.region(m, &top_face, &[rect(-w - 0.02, -d - 0.02, w + 0.02, 0.0)], &[], 0.5);
    // The hearth: a shallow box before the wall, splayed and sooty.
    let (ow, oh) = (open_w, open_h);
    b.region(Finish::Soot, &frame.at(0.0, 0.0, 0.012), &[rect(-ow, 0.0, ow, oh)], &[], 0.4);
    b.block(Finish::Iron, frame, [-0.30, 0.10, 0.05], [0.30, 0.13, d - 0.05]);
    for k in 0..7 {
        let x = -0.27 + 0.09 * k as f32;
        b.tube(Finish::Iron, &[frame.p(x, 0.04, d - 0.06), frame.p(x, 0.26, d - 0.06)], 0.009, 6);
    }
    b.tube(Finish::Iron, &[frame.p(-0.30, 0.25, d - 0.06), frame.p(0.30, 0.25, d - 0.06)], 0.010, 6);
    for k in 0..9u32 {
        let (x, z) = (-0.22 + 0.055 * k as f32, 0.10 + 0.05 * ((k * 7) % 3) as f32);
        let f = Frame::upright(frame.p(x, 0.15 + 0.02 * ((k * 5) % 3) as f32, z.min(d - 0.1)), k as f32);
        b.lathe(if k % 3 == 1 { Finish::Soot } else { Finish::Ember }, &f, &[[0.0, -0.04], [0.045, -0.01], [0.04, 0.03], [0.0, 0.045]].map(Vec2::from), 7);
    }
    // Hearthstone.
    b.block(Finish::Marble, frame, [-w, 0.0, d], [w, 0.012, d + 0.40]);
}

/// An octagonal basin with a bowl on a baluster; water in both.
fn fountain(b: &mut MeshBuilder, frame: &Frame, r: f32) {
    let phase = std::f32::consts::FRAC_PI_8;
    let lying = frame.lying();
    let eight = |r: f32| regular(Vec2::ZERO, r, 8, phase);
    b.band(Finish::Zellige, &lying, &eight(r), true, 0.0, 0.36, false);
    let rim = Frame { o: frame.p(0.0, 0.36, 0.0), ..lying };
    b.band(Finish::Marble, &lying, &eight(r + 0.03), true, 0.36, 0.41, false);
    b.region(
        Finish::Marble,
        &Frame { o: rim.p(0.0, 0.0, 0.0), x: rim.x, y: -rim.y, z: -rim.z },
        &[regular(Vec2::ZERO, r + 0.03, 8, phase), regular(Vec2::ZERO, r, 8, phase)],
        &[],
        0.4,
    );
    let top = Frame { o: frame.p(0.0, 0.41, 0.0), ..lying };
    b.region(Finish::Marble, &top, &[eight(r + 0.03), eight(r - 0.14)], &[], 0.4);
    b.band(Finish::Zellige, &lying, &eight(r - 0.14), true, 0.06, 0.41, true);
    b.region(Finish::Zellige, &Frame { o: frame.p(0.0, 0.06, 0.0), ..lying }, &[eight(r - 0.14)], &[], 0.3);
    b.region(Finish::Water, &Frame { o: frame.p(0.0, 0.33, 0.0), ..lying }, &[eight(r - 0.14)], &[], 0.3);
    let bowl = [
        [0.0, 0.06],
        [0.16, 0.06],
        [0.16, 0.14],
        [0.10, 0.20],
        [0.075, 0.34],
        [0.11, 0.46],
        [0.07, 0.58],
        [0.09, 0.66],
        [0.22, 0.70],
        [0.34, 0.78],
        [0.38, 0.86],
        [0.39, 0.89],
        [0.36, 0.885],
        [0.31, 0.80],
        [0.0, 0.76],
    ]
    .map(|p| Vec2::new(p[0] * (r / 1.0).min(1.0), p[1]));
    b.lathe(Finish::Marble, frame, &bowl, 28);
    let water = regular(Vec2::ZERO, 0.345 * r.min(1.0), 20, 0.0);
    b.region(Finish::Water, &Frame { o: frame.p(0.0, 0.862, 0.0), ..lying }, &[water], &[], 0.3);
    b.lathe(Finish::Brass, frame, &[[0.03, 0.77], [0.018, 0.90], [0.03, 0.95], [0.012, 1.0], [0.0, 1.01]].map(Vec2::from), 10);
}

/// A plaster rose: rings and sixteen leaves.
fn rose(b: &mut MeshBuilder, center: Vec3, radius: f32) {
    let f = Frame { o: center, x: Vec3::X, y: Vec3::NEG_Y, z: Vec3::NEG_Z };
    let r = radius;
    let rings = [
        vec![[0.02, 0.07], [0.10, 0.065], [0.14, 0.03], [0.20, 0.02]],
        vec![[0.62, 0.012], [0.66, 0.035], [0.70, 0.035], [0.73, 0.012], [0.84, 0.012], [0.90, 0.045], [0.96, 0.045], [1.0, 0.0]],
    ];
    for p in rings {
        b.lathe(Finish::Plaster, &f, &p.into_iter().map(|q| Vec2::new(q[0] * r, q[1])).rev().collect::<Vec<_>>(), 40);
    }
    let (nx, ny) = (96, 7);
    b.sheet(
        Finish::Plaster,
        nx,
        ny,
        |i, j| {
            let a = std::f32::consts::TAU * i as f32 / nx as f32;
            let t = j as f32 / ny as f32;
            let leaf = (a * 8.0).cos().abs().sqrt() * (t * std::f32::consts::PI).sin();
            let depth = 0.012 + 0.035 * leaf;
            let q = 0.16 + 0.50 * t;
            f.p(a.sin() * q * r, depth, a.cos() * q * r)
        },
        true,
    );
}

/// An orange tree in a glazed pot.
fn tree(b: &mut MeshBuilder, frame: &Frame, height: f32) {
    super::furniture::vase(b, frame, 0.5);
    let trunk = [frame.p(0.0, 0.4, 0.0), frame.p(0.02, height * 0.45, 0.01), frame.p(-0.01, height * 0.7, 0.0)];
    b.tube(Finish::Walnut, &trunk, 0.025, 7);
    let crown = frame.p(0.0, height * 0.76, 0.0);
    const LEAVES: u32 = 520;
    for k in 0..LEAVES {
        // A ball of leaves on a spiral of golden angles, in two layers, each leaf turned a little its own way.
        let y = 1.0 - 2.0 * (k as f32 + 0.5) / LEAVES as f32;
        let ring = (1.0 - y * y).sqrt();
        let a = k as f32 * 2.399_963;
        let d = Vec3::new(ring * a.cos(), y, ring * a.sin());
        let r = height * (0.165 + 0.06 * ((k * 7) % 5) as f32 / 5.0);
        let lean = Vec3::new((k as f32 * 1.3).sin(), 0.5 + (k as f32 * 0.7).cos() * 0.5, (k as f32 * 2.1).cos());
        let z = (d + lean * 0.55).normalize_or(Vec3::Y);
        let x = z.cross(lean + Vec3::new(0.1, -0.3, 0.2)).normalize_or(Vec3::X);
        let f = Frame { o: crown + d * r, x, y: z.cross(x), z };
        let s = height * (0.9 + 0.25 * ((k * 3) % 4) as f32 / 4.0) / 2.3;
        let leaf = [[0.0, -0.058], [0.024, -0.01], [0.0, 0.062], [-0.024, -0.01]].map(|p| Vec2::from(p) * s).to_vec();
        let shade = 0.6 + 0.4 * ((k * 5) % 7) as f32 / 6.0;
        b.tint([shade, shade, shade * 0.9], 1.0);
        b.region(Finish::Leaf, &f, &[leaf], &[], 1.0);
        if k % 47 == 5 {
            b.tint([0.95, 0.36, 0.04], 1.0);
            let fruit = Frame { o: crown + d * (height * 0.215), ..Frame::HALL };
            b.lathe(Finish::Gypsum, &fruit, &arc([0.0, 0.0], 0.034, -90.0, 90.0, 4).collect::<Vec<_>>(), 7);
        }
        b.untinted();
    }
}
