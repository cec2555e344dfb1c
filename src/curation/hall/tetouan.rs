//! The Tetouan courtyard: an arcade of horseshoe arches about a patio under the sky; zellige, limewash, stucco, cedar.

use glam::{Vec2, Vec3};

use super::{
    builder::{MeshBuilder, Path},
    frame::{Frame, opening, rect},
    furniture,
    plan::{HallPlan, PatioPlan, Shape},
    shell::{self, FLOOR_CELL, OpeningKind, SkyPortal, WALL_CELL, Wall},
};
use crate::curation::material::Finish;

/// Top of the mosaic: two whole rows of stars above a border.
const DADO: f32 = 0.70;
/// From star to star in carved stucco.
const STUCCO: f32 = 0.225;
/// Thickness of the arcade.
const ARCADE: f32 = 0.36;
/// Half of the block on which arches spring.
const IMPOST: f32 = 0.20;

/// Builds the shell.
pub fn build(b: &mut MeshBuilder, plan: &HallPlan, walls: &[Wall], holes: &[Vec<Vec2>], cuts: &[Vec<Vec2>]) -> Vec<SkyPortal> {
    let h = plan.head.height_m;
    let thick = plan.head.wall_thickness_m;
    let outline: Vec<Vec2> = plan.head.outline.iter().map(|p| Vec2::new(p[0], -p[1])).collect();
    let mut portals = Vec::new();

    let floor = Frame::floor(0.0);
    let Some(p) = &plan.head.patio else { return portals };
    let court = |grow: f32| {
        let (x, z) = (p.size[0] * 0.5 + grow, p.size[1] * 0.5 + grow);
        rect(p.at[0] - x, -p.at[1] - z, p.at[0] + x, -p.at[1] + z)
    };
    let mut gallery = vec![outline.clone(), court(0.30)];
    let mut field = vec![court(-0.44)];
    for hole in holes {
        let c = hole.iter().sum::<Vec2>() / hole.len() as f32;
        let in_court = (c.x - p.at[0]).abs() < p.size[0] * 0.5 - 0.44 && (c.y + p.at[1]).abs() < p.size[1] * 0.5 - 0.44;
        if in_court { field.push(hole.clone()) } else { gallery.push(hole.clone()) }
    }
    b.region(Finish::Bejmat, &floor, &gallery, cuts, FLOOR_CELL);
    b.region(Finish::Marble, &floor, &[court(0.30), court(-0.30)], &[], FLOOR_CELL);
    b.region(Finish::ZelligeBorder, &floor, &[court(-0.30), court(-0.44)], &[], FLOOR_CELL);
    b.region(Finish::Zellige, &floor, &field, cuts, FLOOR_CELL);
    b.region(
        Finish::Cedar,
        &Frame::ceiling(h),
        &[plan.head.outline.iter().map(|q| Vec2::new(q[0], q[1])).collect(), court(0.0).iter().map(|q| Vec2::new(q.x, -q.y)).collect()],
        &[],
        FLOOR_CELL * 1.3,
    );
    arcade(b, plan, p, &mut portals);
    beams(b, plan, p, h);

    let frieze = stucco_row(h - 0.62);
    for w in walls {
        shell::wall_face(
            b,
            w,
            &[
                (0.0, 0.14, Finish::ZelligeBorder),
                (0.14, DADO, Finish::Zellige),
                (DADO, DADO + 0.14, Finish::ZelligeBorder),
                (DADO + 0.14, frieze, Finish::Lime),
                (frieze, frieze + 2.0 * STUCCO, Finish::Stucco),
                (frieze + 2.0 * STUCCO, h, Finish::Cedar),
            ],
        );
        for o in &w.openings {
            match o.kind {
                OpeningKind::Door(_) => {
                    shell::reveal(b, Finish::Stucco, &w.frame, &o.outline, thick, false);
                    super::paris::threshold(b, Finish::Marble, w, o, thick);
                    shell::outer_face(b, Finish::Lime, &w.frame, &o.outline, thick);
                    super::niche::rim(b, Finish::ZelligeBorder, &w.frame, &o.outline, 0.14, 0.012);
                    alfiz(b, w, o.foot.x, o.span(), o.foot.y + o.size.y);
                }
                OpeningKind::Window(win) => {
                    shell::reveal(b, Finish::Lime, &w.frame, &o.outline, thick, true);
                    portals.push(shell::fill_window(b, plan, &w.frame, o, win.glass, thick * 0.5, thick, Finish::Cedar));
                }
                OpeningKind::Niche(n) => {
                    super::niche::niche(b, plan, w, o, n, Finish::Lime, &mut portals);
                    super::niche::rim(b, Finish::ZelligeBorder, &w.frame, &o.outline, 0.10, 0.012);
                    let shelf = w.frame.at(o.foot.x, o.foot.y, 0.0);
                    b.block(Finish::Cedar, &shelf, [-o.size.x * 0.5 - 0.12, -0.05, 0.0], [o.size.x * 0.5 + 0.12, 0.0, 0.06]);
                }
            }
        }
    }
    let bead = [[0.0, -0.03], [0.025, -0.02], [0.03, 0.0], [0.025, 0.02], [0.0, 0.03]].map(Vec2::from);
    let closed = |y: f32| Path { points: plan.head.outline.iter().map(|p| Vec3::new(p[0], y, p[1])).collect(), closed: true, up: Vec3::Y };
    b.sweep(Finish::Lime, &closed(frieze), &bead, 0.8);
    b.sweep(Finish::Cedar, &closed(frieze + 2.0 * STUCCO), &[[0.0, -0.02], [0.05, 0.0], [0.07, 0.05], [0.07, 0.17]].map(Vec2::from), 0.8);
    portals
}

/// The nearest height at or below `y` where a row of stucco stars begins.
fn stucco_row(y: f32) -> f32 {
    ((y / STUCCO - 0.5).floor() + 0.5) * STUCCO
}

/// The rectangular label moulding about an arch.
fn alfiz(b: &mut MeshBuilder, w: &Wall, x: f32, span: (f32, f32), top: f32) {
    let half = (span.1 - span.0) * 0.5 + 0.30;
    let path = Path {
        points: [(x - half, DADO + 0.16), (x - half, top + 0.30), (x + half, top + 0.30), (x + half, DADO + 0.16)].map(|p| w.frame.p(p.0, p.1, 0.0)).to_vec(),
        closed: false,
        up: w.frame.z,
    };
    let profile = [[0.03, 0.0], [0.02, 0.022], [-0.02, 0.022], [-0.03, 0.0]].map(Vec2::from);
    b.sweep(Finish::Lime, &path, &profile, 0.8);
}

/// Columns, arches, upper walls of the court and its eaves.
fn arcade(b: &mut MeshBuilder, plan: &HallPlan, p: &PatioPlan, portals: &mut Vec<SkyPortal>) {
    let center = Vec3::new(p.at[0], 0.0, p.at[1]);
    let (y0, eaves, h) = (p.springing_m, p.eaves_m, plan.head.height_m);
    for side in 0..4 {
        let yaw = side as f32 * std::f32::consts::FRAC_PI_2;
        let (along, across) = if side % 2 == 0 { (p.size[0], p.size[1]) } else { (p.size[1], p.size[0]) };
        // z points from the court's middle outwards to the gallery.
        let axis = Frame::upright(center, yaw).at(0.0, 0.0, across * 0.5);
        let bay = along / p.bays as f32;
        let half = along * 0.5;
        let arch = |k: u32| opening(Shape::Horseshoe, -half + bay * (k as f32 + 0.5), y0, bay - 2.0 * IMPOST, h - 0.62 - y0, 20);
        // Gallery face up to the ceiling, court face up to the eaves.
        let gallery = axis.at(0.0, 0.0, ARCADE * 0.5);
        let (gx, cx) = (half + ARCADE * 0.5, half - ARCADE * 0.5);
        let mut polygons = vec![rect(-gx, y0, gx, h)];
        polygons.extend((0..p.bays).map(arch));
        b.region(Finish::Lime, &gallery, &polygons, &[], WALL_CELL);
        let inner = axis.turned(std::f32::consts::PI);
        let court = inner.at(0.0, 0.0, ARCADE * 0.5);
        let spring = stucco_row(h - 0.28);
        let mut polygons = vec![rect(-cx, y0, cx, spring)];
        polygons.extend((0..p.bays).map(arch));
        b.region(Finish::Lime, &court, &polygons, &[], WALL_CELL);
        b.region(Finish::Stucco, &court, &[rect(-cx, spring, cx, spring + 2.0 * STUCCO)], &[], 0.4);
        b.region(Finish::Lime, &court, &[rect(-cx, spring + 2.0 * STUCCO, cx, eaves - 0.5)], &[], 0.45);
        b.region(Finish::Cedar, &court, &[rect(-cx, eaves - 0.5, cx, eaves)], &[], 0.45);
        // Soffits of the arches and undersides of the imposts.
        for k in 0..p.bays {
            let o = arch(k);
            let mut open: Vec<Vec2> = o[1..].to_vec();
            open.push(o[0]);
            b.band(Finish::Lime, &axis, &open, false, -ARCADE * 0.5, ARCADE * 0.5, true);
            super::niche::rim(b, Finish::Stucco, &court, &o, 0.13, 0.018);
            super::niche::rim(b, Finish::Stucco, &gallery, &o, 0.10, 0.012);
        }
        let under = Frame { o: axis.p(0.0, y0, 0.0), x: axis.x, y: axis.z, z: Vec3::NEG_Y };
        for k in 0..=p.bays {
            let x = -half + bay * k as f32;
            b.region(Finish::Lime, &under, &[rect((x - IMPOST).max(-gx), -ARCADE * 0.5, (x + IMPOST).min(gx), ARCADE * 0.5)], &[], 1.0);
            if k < p.bays {
                let foot = Frame::upright(axis.p(x, 0.0, 0.0), yaw);
                furniture::column(b, plan.head.style, &foot, 0.125, y0, IMPOST);
            }
        }
        // Brackets of cedar and green tiles along the eaves.
        let n = (along / 0.42).round() as usize;
        for k in 0..=n {
            let x = -cx + 2.0 * cx * k as f32 / n as f32;
            let f = court.at(x, eaves - 0.22, 0.0);
            b.cuboid(Finish::Cedar, &f, Vec3::new(-0.045, 0.0, 0.0), Vec3::new(0.045, 0.13, 0.36), [true, true, true, false, false, true]);
        }
        let reach = 0.50;
        let soffit = Frame { o: court.p(0.0, eaves - 0.09, 0.0), x: court.x, y: court.z, z: Vec3::NEG_Y };
        b.region(
            Finish::Cedar,
            &soffit,
            &[vec![Vec2::new(-cx, 0.0), Vec2::new(cx, 0.0), Vec2::new(cx - reach, reach), Vec2::new(-cx + reach, reach)]],
            &[],
            0.6,
        );
        b.region(Finish::Cedar, &court.at(0.0, 0.0, reach), &[rect(-cx + reach, eaves - 0.09, cx - reach, eaves - 0.02)], &[], 0.6);
        // The roof falls to the court.
        let up = court.d(Vec3::new(0.0, 0.30, -(reach + 0.05)).normalize());
        let roof = Frame { o: court.p(0.0, eaves + 0.28, -0.05), x: court.x, y: up, z: court.x.cross(up) };
        let run = Vec2::new(0.30, reach + 0.05).length();
        b.region(
            Finish::RoofTile,
            &roof,
            &[vec![Vec2::new(-cx + reach, -run), Vec2::new(cx - reach, -run), Vec2::new(cx + 0.05, 0.0), Vec2::new(-cx - 0.05, 0.0)]],
            &[],
            0.6,
        );
    }
    // The sky: a dome beyond the eaves.
    let radius = (p.size[0] * 0.5).hypot(p.size[1] * 0.5) + 1.6;
    let o = Vec3::new(p.at[0], eaves - 0.12, p.at[1]);
    b.backdrop(shell::sky_of(plan.head.style), 24, 8, o, move |s, t| {
        let (a, e) = (s * std::f32::consts::TAU, t * std::f32::consts::FRAC_PI_2);
        let d = Vec3::new(a.cos() * e.cos(), e.sin(), a.sin() * e.cos());
        // Seen around its pole a picture would shrink to a star: the zenith takes the even top of it.
        (o + d * radius, Vec2::new(s, (1.0 - (0.47 + 0.53 * t)).clamp(0.004, 0.996)))
    });
    let open = 0.5 * ARCADE + 0.5;
    portals.push(SkyPortal {
        center: Vec3::new(p.at[0], eaves - 0.05, p.at[1]),
        half_x: Vec3::X * (p.size[0] * 0.5 - open),
        half_y: Vec3::Z * (p.size[1] * 0.5 - open),
    });
}

/// Cedar beams across the galleries.
fn beams(b: &mut MeshBuilder, plan: &HallPlan, p: &PatioPlan, h: f32) {
    let (mut lo, mut hi) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for q in &plan.head.outline {
        lo = lo.min(Vec2::from(*q));
        hi = hi.max(Vec2::from(*q));
    }
    let (c, s) = (Vec2::from(p.at), Vec2::from(p.size) * 0.5 + Vec2::splat(ARCADE * 0.5));
    let (deep, wide) = (0.18, 0.11);
    let across_z = |b: &mut MeshBuilder, x: f32, z0: f32, z1: f32| {
        b.cuboid(
            Finish::Cedar,
            &Frame::HALL,
            Vec3::new(x - wide * 0.5, h - deep, z0),
            Vec3::new(x + wide * 0.5, h, z1),
            [true, true, true, false, false, false],
        );
    };
    let across_x = |b: &mut MeshBuilder, z: f32, x0: f32, x1: f32| {
        b.cuboid(
            Finish::Cedar,
            &Frame::HALL,
            Vec3::new(x0, h - deep, z - wide * 0.5),
            Vec3::new(x1, h, z + wide * 0.5),
            [false, false, true, false, true, true],
        );
    };
    let spaced = |a: f32, b: f32| {
        let n = ((b - a) / 0.46).round().max(1.0) as usize;
        (0..n).map(move |k| a + (b - a) * (k as f32 + 0.5) / n as f32)
    };
    for x in spaced(lo.x, hi.x) {
        across_z(b, x, lo.y, c.y - s.y);
        across_z(b, x, c.y + s.y, hi.y);
    }
    for z in spaced(c.y - s.y, c.y + s.y) {
        across_x(b, z, lo.x, c.x - s.x);
        across_x(b, z, c.x + s.x, hi.x);
    }
    // Wall plates at the corners of the galleries.
    for z in [c.y - s.y, c.y + s.y] {
        across_x(b, z, lo.x, c.x - s.x);
        across_x(b, z, c.x + s.x, hi.x);
    }
}
