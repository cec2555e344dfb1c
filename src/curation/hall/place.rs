//! Works in their places: frames, plinths, cases, labels, spotlights and where one stands to look.

use glam::{Vec2, Vec3};

use super::{
    HallWork, PlacedWork,
    builder::MeshBuilder,
    color,
    frame::Frame,
    furniture,
    plan::{Ceiling, HallPlan, PlaceWork, Style},
    shell::wall_frame,
};
use crate::{
    catalogue::{Placement, SignSpot, Stand, WorkId},
    scene::{Aabb, Light, LightKind},
};

/// Size of a wall label, metres.
pub const LABEL_M: [f32; 2] = [0.24, 0.17];
/// A picture's face stands this far before the wall.
const BACK_M: f32 = 0.035;
/// Temperature of the spotlights.
const SPOT_KELVIN: f32 = 3100.0;
/// Angle between the light that falls on a work and the vertical.
const SPOT_LEAN_DEG: f32 = 40.0;

/// All that placing a work adds to a hall besides geometry.
pub struct Placed {
    /// The placement by name.
    pub work: PlacedWork,
    /// Its spotlight.
    pub light: Option<Light>,
    /// Footprint on the floor (not grown), if it stands on it; counter-clockwise in x, -z.
    pub footprint: Option<Vec<Vec2>>,
    /// Body that throws shadows in the bake: a box in a frame.
    pub body: Option<(Frame, Vec3, Vec3)>,
    /// Radius within which probe rays do not begin.
    pub probe_radius: f32,
}

fn label(frame: Frame) -> Option<SignSpot> {
    Some(SignSpot { hall_from_sign: frame.columns(), size_m: LABEL_M })
}

/// Footprint of a rectangle in a frame, in the floor's plane.
pub fn footprint(frame: &Frame, half: Vec2) -> Vec<Vec2> {
    [(-half.x, half.y), (half.x, half.y), (half.x, -half.y), (-half.x, -half.y)]
        .map(|(x, z)| {
            let p = frame.p(x, 0.0, z);
            Vec2::new(p.x, -p.z)
        })
        .to_vec()
}

/// Places one work.
pub fn place(b: &mut MeshBuilder, plan: &HallPlan, w: &PlaceWork, work: &HallWork) -> Option<Placed> {
    let style = plan.head.style;
    let size = Vec3::from(work.size_m).max(Vec3::splat(0.01));
    match w.stand {
        Stand::Wall => Some(on_wall(b, plan, w, size)?),
        Stand::Niche => in_niche(b, plan, w, size),
        Stand::Hang => hanging(b, plan, w, size),
        Stand::Plinth | Stand::Case | Stand::Floor | Stand::Lectern => {
            let at = w.at.as_deref()?;
            let foot = Frame::upright(Vec3::new(*at.first()?, 0.0, *at.get(1)?), w.yaw_deg.to_radians());
            Some(standing(b, plan, style, w, size, &foot))
        }
    }
}

fn on_wall(b: &mut MeshBuilder, plan: &HallPlan, w: &PlaceWork, size: Vec3) -> Option<Placed> {
    let (wall, length) = wall_frame(plan, w.wall?);
    let face = wall.at(length - w.at_m?, w.centre_m, BACK_M);
    let half = Vec2::new(size.x, size.y) * 0.5;
    let rim = furniture::frame_width(w.frame);
    furniture::picture_frame(b, w.frame, plan.head.style, &face, half, BACK_M);
    if w.picture_light {
        furniture::picture_light(b, &face.at(0.0, half.y + rim, 0.01), size.x);
    }
    let outer = half + Vec2::splat(rim);
    let sign = face.at(outer.x + 0.07 + LABEL_M[0] * 0.5, -half.y + LABEL_M[1] * 0.5, 0.008 - BACK_M);
    backing(b, &sign);
    let view = face.p(0.0, 0.0, w.view_m);
    let corners = [face.p(-outer.x, -outer.y, -BACK_M), face.p(outer.x, outer.y, 0.05)];
    Some(Placed {
        work: finish(w, &face, [view.x, view.z], face.o, Aabb::of_points(corners), label(sign)),
        light: spot(b, plan, w, face.o, face.z, half.length(), true),
        footprint: None,
        body: None,
        probe_radius: 0.06,
    })
}

fn in_niche(b: &mut MeshBuilder, plan: &HallPlan, w: &PlaceWork, size: Vec3) -> Option<Placed> {
    let n = plan.niches.iter().find(|n| Some(&n.id) == w.niche.as_ref())?;
    let (wall, length) = wall_frame(plan, n.wall);
    let foot = wall.at(length - n.at_m, n.sill_m, -n.depth_m * 0.5);
    let middle = foot.p(0.0, size.y * 0.5, 0.0);
    let view = wall.p(length - n.at_m, 0.0, w.view_m);
    let sign = wall.at(length - n.at_m + n.width_m * 0.5 + 0.20 + LABEL_M[0] * 0.5, n.sill_m + 0.22, 0.008);
    let corners = [foot.p(-size.x * 0.5, 0.0, -size.z * 0.5), foot.p(size.x * 0.5, size.y, size.z * 0.5)];
    backing(b, &sign);
    // A spot from the ceiling in front reaches into the niche.
    Some(Placed {
        work: finish(w, &foot, [view.x, view.z], middle, Aabb::of_points(corners), label(sign)),
        light: spot(b, plan, w, middle, wall.z, size.length() * 0.5 + 0.1, true),
        footprint: None,
        body: None,
        probe_radius: 0.05,
    })
}

fn hanging(b: &mut MeshBuilder, plan: &HallPlan, w: &PlaceWork, size: Vec3) -> Option<Placed> {
    let at = w.at.as_deref()?;
    let hook = Frame::upright(Vec3::new(*at.first()?, *at.get(1)?, *at.get(2)?), w.yaw_deg.to_radians());
    let top = w.height_m.unwrap_or(plan.head.height_m);
    b.tube(crate::curation::material::Finish::Iron, &[hook.o, Vec3::new(hook.o.x, top, hook.o.z)], 0.006, 6);
    let middle = hook.p(0.0, -size.y * 0.5, 0.0);
    let view = hook.p(0.0, 0.0, w.view_m);
    let stand = hook.at(0.62, -hook.o.y, 0.10);
    let sign = label_stand(b, &stand);
    let corners = [hook.p(-size.x * 0.5, -size.y, -size.z * 0.5), hook.p(size.x * 0.5, 0.0, size.z * 0.5)];
    Some(Placed {
        work: finish(w, &hook, [view.x, view.z], middle, Aabb::of_points(corners), label(sign)),
        light: spot(b, plan, w, middle, hook.z, size.length() * 0.5, false),
        footprint: Some(footprint(&stand, Vec2::splat(0.1))),
        body: None,
        probe_radius: 0.05,
    })
}

fn standing(b: &mut MeshBuilder, plan: &HallPlan, style: Style, w: &PlaceWork, size: Vec3, foot: &Frame) -> Placed {
    let s2 = Vec2::new(size.x, size.z) * 0.5;
    let (half, height, origin, sign);
    match w.stand {
        Stand::Case => {
            half = (s2 + Vec2::splat(0.13)).max(Vec2::splat(0.26));
            height = w.height_m.unwrap_or(0.95);
            furniture::case(b, style, foot, half, height, (size.y + 0.16).max(0.42));
            origin = foot.at(0.0, height + 0.006, 0.0);
            let s = foot.at(0.0, (height - 0.16).max(0.2), half.y + 0.010);
            backing(b, &s);
            sign = s;
        }
        Stand::Plinth => {
            half = s2 + Vec2::splat(if w.height_m.is_some_and(|h| h < 0.3) { 0.16 } else { 0.10 });
            height = w.height_m.unwrap_or(if size.x > 0.8 { 0.12 } else { 0.95 });
            furniture::plinth(b, style, foot, half, height);
            origin = foot.at(0.0, height, 0.0);
            sign = if height < 0.5 {
                label_stand(b, &foot.at(half.x - 0.16, height, half.y - 0.07))
            } else {
                let s = foot.at(0.0, height - 0.16, half.y + 0.010);
                backing(b, &s);
                s
            };
        }
        Stand::Lectern => {
            half = Vec2::new(s2.x + 0.05, 0.3);
            height = w.height_m.unwrap_or(0.95);
            let top = furniture::lectern(b, style, foot, size.x.max(0.4), size.y.max(0.3), height);
            origin = top.at(0.0, size.y * 0.5, 0.012);
            sign = label_stand(b, &foot.at(half.x + 0.2, 0.0, 0.2));
        }
        _ => {
            half = s2;
            height = 0.0;
            origin = *foot;
            sign = label_stand(b, &foot.at(half.x + 0.12, 0.0, half.y));
        }
    }
    let middle = if w.stand == Stand::Lectern { origin.o } else { origin.p(0.0, size.y * 0.5, 0.0) };
    let view = foot.p(0.0, 0.0, half.y + w.view_m);
    let mut bounds = Aabb::of_points([origin.p(-size.x * 0.5, 0.0, -size.z * 0.5), origin.p(size.x * 0.5, size.y, size.z * 0.5)]);
    if w.stand == Stand::Case {
        let top = height + (size.y + 0.16).max(0.42);
        bounds = bounds.union(Aabb::of_points([foot.p(-half.x, 0.0, -half.y), foot.p(half.x, top, half.y)]));
    }
    let large = size.x.max(size.z) > 0.6;
    Placed {
        work: finish(w, &origin, [view.x, view.z], middle, bounds, label(sign)),
        light: spot(b, plan, w, middle, foot.z, size.length() * 0.5, false),
        footprint: Some(footprint(foot, half)),
        body: large.then(|| (origin, Vec3::new(-size.x * 0.46, 0.02, -size.z * 0.40), Vec3::new(size.x * 0.46, size.y * 0.92, size.z * 0.40))),
        probe_radius: if large { size.length() * 0.5 } else { 0.05 },
    }
}

/// A dark plate behind a label; the sign's face stands on it.
fn backing(b: &mut MeshBuilder, sign: &Frame) {
    let [w, h] = LABEL_M;
    b.block(crate::curation::material::Finish::Brass, sign, [-w * 0.5 - 0.006, -h * 0.5 - 0.006, -0.008], [w * 0.5 + 0.006, h * 0.5 + 0.006, -0.0015]);
}

/// A slim brass stand with a sloping plate; returns the plate's frame.
fn label_stand(b: &mut MeshBuilder, foot: &Frame) -> Frame {
    let f = crate::curation::material::Finish::Brass;
    b.lathe(f, foot, &[[0.0, 0.0], [0.07, 0.0], [0.07, 0.008], [0.012, 0.014]].map(Vec2::from), 12);
    let top = (0.86 - foot.o.y).max(0.5);
    b.tube(f, &[foot.o, foot.p(0.0, top, 0.0)], 0.010, 8);
    let sign = foot.at(0.0, top + 0.03, 0.02).tilted(35f32.to_radians());
    backing(b, &sign);
    sign
}

fn finish(w: &PlaceWork, frame: &Frame, view_from: [f32; 2], target: Vec3, bounds: Aabb, label: Option<SignSpot>) -> PlacedWork {
    PlacedWork {
        slug: w.work.clone(),
        placement: Placement {
            work: WorkId(u32::MAX),
            stand: w.stand,
            hall_from_work: frame.columns(),
            view_from,
            view_target: target.to_array(),
            bounds: [bounds.min.to_array(), bounds.max.to_array()],
            label,
        },
    }
}

/// The spot hangs before the work so that its light falls at an angle that neither mirrors in the picture nor rakes it.
/// `intensity = lux * distance^2 / cos(incidence)`.
fn spot(b: &mut MeshBuilder, plan: &HallPlan, w: &PlaceWork, target: Vec3, out: Vec3, radius: f32, flat: bool) -> Option<Light> {
    if w.lux <= 0.0 {
        return None;
    }
    let drop = match plan.head.ceiling {
        Ceiling::Beams | Ceiling::Open => 0.30,
        _ => 0.16,
    };
    let y = plan.head.height_m - drop;
    let rise = (y - target.y).max(0.5);
    let reach = (rise * SPOT_LEAN_DEG.to_radians().tan()).clamp(0.6, 2.2);
    let position = Vec3::new(target.x, y, target.z) + Vec3::new(out.x, 0.0, out.z).normalize_or_zero() * reach;
    let to = target - position;
    let distance = to.length();
    let direction = to / distance;
    let incidence = if flat { (-direction).dot(out).max(0.25) } else { 0.8 };
    let outer = ((radius + 0.36) / distance).atan().clamp(0.10, 0.60);
    // Under the open sky of the court there is nothing to hang it from: it sits on the arcade.
    if !under_sky(plan, position) {
        furniture::spotlight(b, position - direction * 0.07, direction, drop);
    }
    let tint = color::lamp_color(SPOT_KELVIN);
    let range = distance + 3.0;
    Some(Light {
        kind: LightKind::Spot { inner_angle: outer * 0.45, outer_angle: outer },
        position,
        direction,
        color: tint,
        // Photometric: what the colour's luminance and the window of the range take away is made up for.
        intensity: w.lux * distance * distance / incidence / color::luminance(tint) / (1.0 - (distance / range).powi(4)).powi(2),
        range,
        casts_shadow: true,
        source_radius: 0.03,
    })
}

fn under_sky(plan: &HallPlan, p: Vec3) -> bool {
    plan.head.patio.as_ref().is_some_and(|c| (p.x - c.at[0]).abs() < c.size[0] * 0.5 && (p.z - c.at[1]).abs() < c.size[1] * 0.5)
}
