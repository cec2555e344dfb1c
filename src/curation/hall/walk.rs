//! The floor one may walk on.

use glam::Vec2;

use super::{
    builder::MeshBuilder,
    frame::regular,
    plan::{HallPlan, PartKind},
    shell::{OpeningKind, Wall},
};
use crate::catalogue::FloorPlan;

/// Distance kept from walls, metres.
pub const WALL_MARGIN: f32 = 0.35;
/// Radius of a visitor, metres.
pub const VISITOR_RADIUS: f32 = 0.30;

/// Grows a convex counter-clockwise polygon by `r`, corners mitred.
pub fn grow(poly: &[Vec2], r: f32) -> Vec<Vec2> {
    let n = poly.len();
    (0..n)
        .map(|i| {
            let side = |a: Vec2, b: Vec2| {
                let d = (b - a).normalize_or_zero();
                Vec2::new(d.y, -d.x)
            };
            let (p, q) = (side(poly[(i + n - 1) % n], poly[i]), side(poly[i], poly[(i + 1) % n]));
            let m = (p + q).normalize_or(p);
            poly[i] + m * r / m.dot(q).max(0.4)
        })
        .collect()
}

/// From the floor frame (x, north) to x, z.
pub fn to_xz(p: Vec2) -> [f32; 2] {
    [p.x, -p.y]
}

/// Footprints of things fixed on the floor (not grown), counter-clockwise in x and north.
pub fn fixed_footprints(plan: &HallPlan) -> Vec<Vec<Vec2>> {
    let mut out = Vec::new();
    let at = |p: [f32; 2]| Vec2::new(p[0], -p[1]);
    let turned = |c: Vec2, yaw_deg: f32, lo: Vec2, hi: Vec2| -> Vec<Vec2> {
        let r = Vec2::from_angle(yaw_deg.to_radians());
        [(lo.x, lo.y), (hi.x, lo.y), (hi.x, hi.y), (lo.x, hi.y)].map(|p| c + r.rotate(Vec2::new(p.0, p.1))).to_vec()
    };
    for c in &plan.columns {
        out.push(regular(at(c.at), c.radius_m * 1.5, 8, 0.39));
    }
    for b in &plan.benches {
        let h = Vec2::new(b.length_m * 0.5, 0.24);
        out.push(turned(at(b.at), b.yaw_deg, -h, h));
    }
    for p in &plan.parts {
        match p.kind {
            // Its local +z is the floor frame's -y when unturned.
            PartKind::Fireplace => out.push(turned(at(p.at), p.yaw_deg, Vec2::new(-p.size[0] * 0.5, -p.size[1] - 0.1), Vec2::new(p.size[0] * 0.5, 0.0))),
            PartKind::Fountain => out.push(regular(at(p.at), p.size[0] * 0.5 + 0.03, 8, std::f32::consts::FRAC_PI_8)),
            PartKind::Vase if p.height_m < 0.1 => out.push(regular(at(p.at), p.size[1] * 0.33, 8, 0.0)),
            PartKind::Tree => out.push(regular(at(p.at), 0.18, 8, 0.0)),
            PartKind::Rug | PartKind::Rose | PartKind::Vase => {}
        }
    }
    if let Some(p) = &plan.head.patio {
        let bays = p.bays as i32;
        for (along, across) in [(0usize, 1usize), (1, 0)] {
            for k in 0..=bays {
                for s in [-0.5f32, 0.5] {
                    if across == 0 && (k == 0 || k == bays) {
                        continue;
                    }
                    let mut c = [0.0; 2];
                    c[along] = p.at[along] + p.size[along] * (k as f32 / bays as f32 - 0.5);
                    c[across] = p.at[across] + p.size[across] * s;
                    out.push(regular(at(c), 0.20, 8, std::f32::consts::FRAC_PI_8));
                }
            }
        }
    }
    out
}

/// The walkable floor: the outline drawn in, with a tongue through every door, and what stands in the way.
pub fn floor_plan(plan: &HallPlan, walls: &[Wall], footprints: &[Vec<Vec2>]) -> FloorPlan {
    let outline: Vec<Vec2> = plan.head.outline.iter().map(|p| Vec2::new(p[0], -p[1])).collect();
    let inset = grow(&outline, -WALL_MARGIN);
    let depth = plan.head.wall_thickness_m + 0.05;
    let mut walkable = Vec::new();
    for (i, w) in walls.iter().enumerate() {
        walkable.push(to_xz(inset[i]));
        // Along the edge, that is from right to left seen from inside.
        let mut doors: Vec<_> = w.openings.iter().filter(|o| matches!(o.kind, OpeningKind::Door(_))).collect();
        doors.sort_by(|a, b| b.foot.x.total_cmp(&a.foot.x));
        for o in doors {
            let half = (o.size.x * 0.5 - VISITOR_RADIUS).max(0.15);
            for (x, z) in [(o.foot.x + half, WALL_MARGIN), (o.foot.x + half, -depth), (o.foot.x - half, -depth), (o.foot.x - half, WALL_MARGIN)] {
                let p = w.frame.p(x, 0.0, z);
                walkable.push([p.x, p.z]);
            }
        }
    }
    let obstacles = footprints.iter().map(|f| grow(f, VISITOR_RADIUS).into_iter().map(to_xz).collect()).collect();
    FloorPlan { walkable, obstacles, outline: plan.head.outline.clone() }
}

/// Whether one may stand at a point.
pub fn may_stand(floor: &FloorPlan, p: [f32; 2]) -> bool {
    super::check::inside(&floor.walkable, p) && !floor.obstacles.iter().any(|o| super::check::inside(o, p))
}

/// Builds benches, columns and parts.
pub fn fixed(b: &mut MeshBuilder, plan: &HallPlan) {
    let upright = |at: [f32; 2], yaw: f32| super::frame::Frame::upright(glam::Vec3::new(at[0], 0.0, at[1]), yaw.to_radians());
    for c in &plan.columns {
        super::furniture::column(b, plan.head.style, &upright(c.at, 0.0), c.radius_m, c.height_m, c.radius_m * 1.6);
    }
    for s in &plan.benches {
        super::furniture::bench(b, plan.head.style, &upright(s.at, s.yaw_deg), s.length_m);
    }
    for l in &plan.lamps {
        super::lamps::lamp(b, l, plan.head.height_m);
    }
    for p in &plan.parts {
        super::lamps::part(b, p, plan.head.height_m);
    }
}
