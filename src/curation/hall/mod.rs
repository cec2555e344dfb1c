//! Halls from floor plans: walls, floors and ceilings of three styles, furniture, lamps, places for works, and their light.
//!
//! [`HallPlan::read`] reads a curator's file, [`check::check`] says what is wrong with it, [`compile`] builds and bakes it.

pub mod builder;
pub mod check;
pub mod color;
mod frame;
mod furniture;
mod lamps;
mod niche;
mod orosi;
mod paris;
mod place;
pub mod plan;
mod shell;
mod tehran;
mod tessellate;
mod tetouan;
mod walk;

use std::sync::Arc;

use glam::{Vec2, Vec3};

pub use self::{
    frame::Frame,
    place::LABEL_M,
    plan::{HallPlan, MuseumPlan, Style},
    shell::SkyPortal,
    walk::may_stand,
};
use super::{
    bake::{self, BakeLight},
    product::{MeshProduct, Mistake},
};
use crate::{
    catalogue::{Door, FloorPlan, Placement, SignSpot},
    scene::{Environment, Light, LightKind, Mesh, Probe},
};
use builder::MeshBuilder;
use plan::{LampKind, mistake};
use shell::OpeningKind;

/// A work as a hall must know it.
#[derive(Clone, Debug)]
pub struct HallWork {
    /// Name.
    pub slug: String,
    /// Width, height, depth, metres.
    pub size_m: [f32; 3],
    /// Its model, if it has one; the bake itself works with `size_m`, so that light does not wait for models.
    pub mesh: Option<Arc<Mesh>>,
}

/// A placement of a work known by name; `placement.work` is set by the build.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedWork {
    /// Name.
    pub slug: String,
    /// Where and how.
    pub placement: Placement,
}

/// A hall ready for the catalogue, in its own space.
#[derive(Clone, Debug)]
pub struct CompiledHall {
    /// Meshes with baked light: the shell, then furniture.
    pub architecture: Vec<MeshProduct>,
    /// Lights.
    pub lights: Vec<Light>,
    /// Image light.
    pub environment: Environment,
    /// Exposure.
    pub exposure_ev100: f32,
    /// Ground to walk on.
    pub floor: FloorPlan,
    /// Doorways; their outline lies where two halls meet, in the middle of the threshold. `leads_to` is set by the build.
    pub doors: Vec<Door>,
    /// Works, in the order of the route.
    pub placements: Vec<PlacedWork>,
    /// Light where each work stands, same order.
    pub probes: Vec<Probe>,
}

/// Makes an [`Environment`] of a cube of radiance: face edge, faces (rows from the top, +X -X +Y -Y +Z -Z), centre, box for
/// parallax correction.
pub type Prefilter<'a> = &'a (dyn Fn(u32, &[Vec<Vec3>; 6], Vec3, Option<(Vec3, Vec3)>) -> Environment + Sync);

/// Hears how far the work has come, 0 to 1.
pub type Progress<'a> = &'a (dyn Fn(f32) + Sync);

/// Most triangles of a hall with its furniture.
pub const MAX_TRIANGLES: usize = 60_000;

/// A hall built but not lit.
struct Assembled {
    architecture: Vec<MeshProduct>,
    lights: Vec<BakeLight>,
    portals: Vec<SkyPortal>,
    bodies: Vec<bake::Body>,
    floor: FloorPlan,
    doors: Vec<Door>,
    placed: Vec<place::Placed>,
}

/// Builds a hall and bakes its light. Works of the plan that are not among `works` are mistakes.
///
/// # Errors
/// Every mistake of the plan: numbers that make no sense, works without a size, works that overlap each other or an opening.
pub fn compile(plan: &HallPlan, works: &[HallWork], prefilter: Prefilter, progress: Progress) -> Result<CompiledHall, Vec<Mistake>> {
    let Assembled { mut architecture, lights, portals, bodies, floor, doors, placed } = assemble(plan, works, progress)?;
    let mut world = bake::World::new(&architecture, &bodies);
    world.gather(&lights, &portals, progress);
    world.store(&mut architecture);
    progress(0.92);

    let (center, proxy) = hall_box(plan);
    let faces = world.cube(center, ENVIRONMENT_PX);
    let environment = prefilter(ENVIRONMENT_PX, &faces, center, Some(proxy));
    let probes = placed.iter().map(|p| world.probe(Vec3::from(p.work.placement.view_target), p.probe_radius, &lights)).collect();
    progress(1.0);
    Ok(CompiledHall {
        architecture,
        lights: lights.into_iter().map(|l| l.light).collect(),
        environment,
        exposure_ev100: plan.head.exposure_ev100,
        floor,
        doors,
        placements: placed.into_iter().map(|p| p.work).collect(),
        probes,
    })
}

/// Builds a hall without its light.
fn assemble(plan: &HallPlan, works: &[HallWork], progress: Progress) -> Result<Assembled, Vec<Mistake>> {
    let mut mistakes = check::check(plan);
    for (i, w) in plan.works.iter().enumerate() {
        if !works.iter().any(|k| k.slug == w.work) {
            mistakes.push(mistake(&plan.file, &format!("place_work {} `{}`", i + 1, w.work), "there is no such work"));
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    progress(0.02);

    let walls = shell::walls(plan);
    let mut furniture = MeshBuilder::default();
    let mut placed = Vec::new();
    for w in &plan.works {
        if let Some(work) = works.iter().find(|k| k.slug == w.work)
            && let Some(p) = place::place(&mut furniture, plan, w, work)
        {
            placed.push(p);
        }
    }
    walk::fixed(&mut furniture, plan);
    let fixed = walk::fixed_footprints(plan);
    let stands: Vec<Vec<Vec2>> = placed.iter().filter_map(|p| p.footprint.clone()).collect();

    // The floor is left out under furniture that covers it, and cut about everything that stands on it.
    let covered = covered_floor(plan, &placed);
    let cuts: Vec<Vec<Vec2>> = fixed.iter().chain(&stands).map(|f| walk::grow(f, 0.16)).collect();
    let mut shell_mesh = MeshBuilder::default();
    let portals = match plan.head.style {
        Style::ParisSalon => paris::build(&mut shell_mesh, plan, &walls, &covered, &cuts),
        Style::TetouanCourtyard => tetouan::build(&mut shell_mesh, plan, &walls, &covered, &cuts),
        Style::TehranSchoolroom => tehran::build(&mut shell_mesh, plan, &walls, &covered, &cuts),
    };
    let mut footprints: Vec<Vec<Vec2>> = fixed.iter().chain(&stands).cloned().collect();
    if plan.head.style == Style::ParisSalon {
        footprints.extend(leaf_footprints(&walls));
    }
    let floor = walk::floor_plan(plan, &walls, &footprints);
    overlaps(plan, &walls, &placed, &mut mistakes);
    let triangles = shell_mesh.triangles() + furniture.triangles();
    if triangles > MAX_TRIANGLES {
        mistakes.push(mistake(&plan.file, "", format!("the hall has {triangles} triangles, at most {MAX_TRIANGLES} are allowed")));
    }
    for p in &placed {
        if !may_stand(&floor, p.work.placement.view_from) {
            let [x, z] = p.work.placement.view_from;
            mistakes.push(mistake(
                &plan.file,
                &format!("place_work `{}`", p.work.slug),
                format!("the place to look from, [{x:.2}, {z:.2}], is not on the walkable floor"),
            ));
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    progress(0.08);

    let mut architecture = vec![shell_mesh.finish(), furniture.finish()];
    for product in &mut architecture {
        for m in &mut product.mesh.materials {
            if m.name.starts_with("sky-") {
                m.emissive = m.emissive.map(|e| e * plan.head.sky_cd_m2);
            }
        }
    }
    progress(0.15);
    let lamps: Vec<BakeLight> = plan.lamps.iter().map(lamp_light).collect();
    let spots = placed.iter().filter_map(|p| p.light.clone()).map(|light| BakeLight { light, clearance: 0.05 });
    let lights = lamps.into_iter().chain(spots).collect();
    let bodies = placed.iter().filter_map(|p| p.body).map(|(frame, min, max)| bake::Body { frame, min, max }).collect();
    Ok(Assembled { architecture, lights, portals, bodies, floor, doors: doors(plan, &walls), placed })
}

/// Edge of the environment's faces.
const ENVIRONMENT_PX: u32 = 128;

/// Where the environment is taken, and the room's box.
fn hall_box(plan: &HallPlan) -> (Vec3, (Vec3, Vec3)) {
    let (mut lo, mut hi) = (Vec2::INFINITY, Vec2::NEG_INFINITY);
    for p in &plan.head.outline {
        lo = lo.min(Vec2::from(*p));
        hi = hi.max(Vec2::from(*p));
    }
    let mut c = (lo + hi) * 0.5;
    // Not inside a fountain or a rug's bench: a step aside.
    if plan.parts.iter().any(|p| Vec2::from(p.at).distance(c) < p.size[0] * 0.5 + 0.2 && p.kind == plan::PartKind::Fountain) {
        c.x -= 1.6;
    }
    let top = plan.head.patio.as_ref().map_or(plan.head.height_m, |p| p.eaves_m);
    (Vec3::new(c.x, 1.6, c.y), (Vec3::new(lo.x, 0.0, lo.y), Vec3::new(hi.x, top, hi.y)))
}

/// Light of a lamp: `lumens / 4 pi` candela in all directions.
fn lamp_light(l: &plan::LampPlan) -> BakeLight {
    let (radius, clearance) = match l.kind {
        LampKind::Pendant => (0.11, 0.30),
        LampKind::Chandelier => (0.45, 0.75),
        LampKind::Sconce => (0.06, 0.12),
        LampKind::Lantern => (0.12, 0.62),
        LampKind::Ember => (0.12, 0.16),
    };
    let tint = color::lamp_color(l.kelvin);
    let light = Light {
        kind: LightKind::Point,
        position: Vec3::from(l.at),
        direction: Vec3::NEG_Y,
        color: tint,
        intensity: l.lumens / (4.0 * std::f32::consts::PI) / color::luminance(tint),
        range: if l.kind == LampKind::Ember { 4.0 } else { 11.0 },
        casts_shadow: false,
        source_radius: radius,
    };
    BakeLight { light, clearance }
}

/// Footprints that hide the floor wholly: plinths and low stages.
fn covered_floor(plan: &HallPlan, placed: &[place::Placed]) -> Vec<Vec<Vec2>> {
    use crate::catalogue::Stand;
    let mut out: Vec<Vec<Vec2>> = placed
        .iter()
        .filter(|p| matches!(p.work.placement.stand, Stand::Plinth | Stand::Case))
        .filter_map(|p| p.footprint.clone())
        .filter(|f| f.iter().all(|p| check::inside(&plan.head.outline, walk::to_xz(*p))))
        .collect();
    for p in plan.parts.iter().filter(|p| p.kind == plan::PartKind::Fountain) {
        out.push(frame::regular(Vec2::new(p.at[0], -p.at[1]), p.size[0] * 0.5, 8, std::f32::consts::FRAC_PI_8));
    }
    out
}

/// Open leaves stand in the way.
fn leaf_footprints(walls: &[shell::Wall]) -> Vec<Vec<Vec2>> {
    let mut out = Vec::new();
    for w in walls {
        for o in w.openings.iter().filter(|o| matches!(o.kind, OpeningKind::Door(_))) {
            for s in [-1.0f32, 1.0] {
                let half = o.size.x * 0.5;
                let leaf = paris::leaf_frame(&w.frame.at(o.foot.x + s * (half + 0.02), 0.0, 0.045), s);
                let at = leaf.at(half * 0.5, 0.0, 0.0);
                // Thinner than it is: the doorway stays as wide as it looks.
                out.push(place::footprint(&at, Vec2::new(half * 0.5, 0.005)));
            }
        }
    }
    out
}

fn doors(plan: &HallPlan, walls: &[shell::Wall]) -> Vec<Door> {
    let mut out = Vec::new();
    for w in walls {
        for o in &w.openings {
            let OpeningKind::Door(i) = o.kind else { continue };
            let middle = w.frame.at(0.0, 0.0, -plan.head.wall_thickness_m);
            let arrive = w.frame.p(o.foot.x, 0.0, 1.15);
            let top = o.foot.y + o.size.y;
            let (y, size) = match plan.head.style {
                Style::ParisSalon => (top + 0.275, [1.30, 0.16]),
                Style::TetouanCourtyard => (top + 0.20, [1.20, 0.15]),
                Style::TehranSchoolroom => (top + 0.42, [1.30, 0.16]),
            };
            let out_of_wall = if plan.head.style == Style::ParisSalon { 0.034 } else { 0.006 };
            let sign = w.frame.at(o.foot.x, y, out_of_wall);
            out.push((
                i,
                Door {
                    slug: plan.doors[i].id.clone(),
                    leads_to: None,
                    outline: o.outline.iter().map(|p| middle.p(p.x, p.y, 0.0).to_array()).collect(),
                    arrive_at: [arrive.x, arrive.z],
                    arrive_yaw: f32::atan2(-w.frame.z.x, -w.frame.z.z),
                    sign: Some(SignSpot { hall_from_sign: sign.columns(), size_m: size }),
                },
            ));
        }
    }
    out.sort_by_key(|d| d.0);
    out.into_iter().map(|d| d.1).collect()
}

/// Works on one wall that overlap each other, their labels, or an opening.
fn overlaps(plan: &HallPlan, walls: &[shell::Wall], placed: &[place::Placed], mistakes: &mut Vec<Mistake>) {
    use crate::catalogue::Stand;
    for w in walls {
        let mut spans: Vec<(f32, f32, f32, f32, String)> = Vec::new();
        for (k, p) in plan.works.iter().zip(placed) {
            if k.stand != Stand::Wall || k.wall != Some(w.index) {
                continue;
            }
            let corners = p.work.placement.bounds.map(|c| Vec3::from(c) - w.frame.o);
            let x = corners.map(|c| c.dot(w.frame.x));
            let y = corners.map(|c| c.y);
            let (x0, x1) = (x[0].min(x[1]), x[0].max(x[1]) + 0.08 + place::LABEL_M[0]);
            spans.push((x0, x1, y[0].min(y[1]), y[0].max(y[1]), k.work.clone()));
        }
        for (i, a) in spans.iter().enumerate() {
            if a.0 < 0.02 || a.1 > w.length - 0.02 {
                mistakes.push(mistake(
                    &plan.file,
                    &format!("place_work `{}`", a.4),
                    format!("with its label it does not fit on wall {} ({:.2} m long)", w.index, w.length),
                ));
            }
            for b in &spans[..i] {
                if a.0 < b.1 && b.0 < a.1 && a.2 < b.3 && b.2 < a.3 {
                    mistakes.push(mistake(&plan.file, &format!("place_work `{}`", a.4), format!("overlaps `{}` on wall {}", b.4, w.index)));
                }
            }
            for o in &w.openings {
                let (lo, hi) = o.span();
                let top = o.outline.iter().map(|p| p.y).fold(0.0, f32::max);
                if a.0 < hi && lo < a.1 && a.2 < top && o.foot.y < a.3 {
                    mistakes.push(mistake(&plan.file, &format!("place_work `{}`", a.4), format!("overlaps an opening of wall {}", w.index)));
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]
mod tests;
