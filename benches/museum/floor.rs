//! A museum of any size made in code: bays of fifty works, either each a hall of its own behind doorways, or all one hall.

use std::sync::Arc;

use alliance_museum::render::TextureSource;
use alliance_museum::scene::{
    Aabb, Camera, Cell, Environment, Instance, InstanceRole, Light, LightKind, Material, Mesh, Portal, Pose, Probe, Scene, Sh9, TextureFormat, TextureInfo,
    TextureKey, TextureRef,
};
use glam::{Affine3A, Quat, Vec3};

use super::stage::{environment, mesh, place, quad, sphere};

/// Works of one bay.
const WORKS_PER_BAY: usize = 50;
/// Edge of a bay, metres.
const BAY_M: f32 = 12.0;
/// Height of a bay, metres.
const HEIGHT_M: f32 = 4.5;
/// Spots of one bay.
const SPOTS_PER_BAY: usize = 8;
/// Spots of one cell: a hall is wired for so many, however many works hang in it.
const SPOTS_MAX: usize = 64;
/// Length of a step between two frames, metres: a walk of 1.5 m/s at 30 frames a second.
const STEP_M: f32 = 0.05;
/// Length of the walk before it turns back, metres.
const WALK_M: f32 = 36.0;
/// Edge of a work's own picture, texels.
const PICTURE_PX: u32 = 64;

/// How the works are housed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Halls of fifty works, joined by doorways: a museum as it is built.
    Halls,
    /// One hall without a wall to hide anything: the worst case.
    OneHall,
}

/// A floor of the museum and a visitor walking through its middle.
pub struct Floor {
    /// The scene; its eye cell follows the visitor.
    pub scene: Scene,
    plan: Plan,
    columns: usize,
    rows: usize,
    frame: u32,
}

/// Corner of a bay with the least x and the greatest z (one walks towards -z).
fn corner(column: usize, row: usize) -> Vec3 {
    Vec3::new(column as f32 * BAY_M, 0.0, -(row as f32) * BAY_M)
}

/// Walls and floor of a bay with baked light, and three works: a framed sheet, a vessel and a label.
struct Shapes {
    walls: Arc<Mesh>,
    floor: Arc<Mesh>,
    vessel: Mesh,
    sheet: Mesh,
    label: Mesh,
}

fn shapes() -> Shapes {
    let baked = |_: Vec3, n: Vec3| [Vec3::splat(6.0 + n.y), Vec3::splat(3.0)];
    let dark = |_: Vec3, _: Vec3| [Vec3::ZERO; 2];
    let plaster = Material { metallic: 0.0, roughness: 0.9, ..Material::default() };
    let (x, y, z) = (Vec3::X * BAY_M, Vec3::Y * HEIGHT_M, Vec3::NEG_Z * BAY_M);
    let (mut vertices, mut indices) = quad(Vec3::ZERO, y, z, 16, baked);
    for (from, e1, e2) in [(x, z, y), (y, z, x)] {
        let (more, faces) = quad(from, e1, e2, 16, baked);
        indices.extend(faces.into_iter().map(|i| i + vertices.len() as u32));
        vertices.extend(more);
    }
    let walls = mesh(vertices, indices, plaster.clone(), true);
    let (v, i) = quad(Vec3::ZERO, x, z, 16, baked);
    let floor = mesh(v, i, Material { base_color_texture: Some(TextureRef::new(TextureKey(1))), ..plaster.clone() }, true);
    let (v, i) = quad(Vec3::new(-0.4, -0.5, 0.0), Vec3::X * 0.8, Vec3::Y, 1, dark);
    let sheet = mesh(v, i, plaster.clone(), false);
    let (v, i) = quad(Vec3::new(-0.1, -0.06, 0.0), Vec3::X * 0.2, Vec3::Y * 0.12, 1, dark);
    let label = mesh(v, i, plaster.clone(), false);
    let relief = Some(TextureRef::new(TextureKey(2)));
    let vessel = sphere(Material { normal_texture: relief, metallic_roughness_texture: relief, ..plaster });
    Shapes { walls: Arc::new(walls), floor: Arc::new(floor), vessel, sheet, label }
}

/// The same shape as a mesh of its own, with its own picture: works are not copies of each other.
fn own(shape: &Mesh, picture: u64) -> Arc<Mesh> {
    let mut own = shape.clone();
    for material in &mut own.materials {
        material.base_color_texture = Some(TextureRef::new(TextureKey(picture)));
    }
    Arc::new(own)
}

/// Where the work with this number in its bay stands: along both walls, then on plinths.
fn stand(number: usize) -> Affine3A {
    let along = |i: usize, n: usize| (i as f32 + 0.5) / n as f32 * (BAY_M - 1.0) + 0.5;
    if number < 26 {
        let right = number % 2 == 1;
        let at = Vec3::new(if right { BAY_M - 0.05 } else { 0.05 }, 1.5, -along(number / 2, 13));
        let turn = if right { -std::f32::consts::FRAC_PI_2 } else { std::f32::consts::FRAC_PI_2 };
        Affine3A::from_rotation_translation(Quat::from_rotation_y(turn), at)
    } else {
        let i = number - 26;
        let at = Vec3::new(along(i % 4, 4), 1.2, -along(i / 4, 6));
        Affine3A::from_scale_rotation_translation(Vec3::splat(0.3), Quat::from_rotation_y(i as f32), at)
    }
}

fn spots(corner: Vec3) -> impl Iterator<Item = Light> {
    (0..SPOTS_PER_BAY).map(move |i| Light {
        kind: LightKind::Spot { inner_angle: 0.35, outer_angle: 0.6 },
        position: corner + Vec3::new(if i % 2 == 0 { 2.0 } else { BAY_M - 2.0 }, HEIGHT_M - 0.2, -1.5 - (i / 2) as f32 * 3.0),
        direction: Vec3::new(if i % 2 == 0 { -0.6 } else { 0.6 }, -0.8, 0.0),
        color: Vec3::new(1.0, 0.87, 0.7),
        intensity: 800.0,
        range: 9.0,
        casts_shadow: true,
        source_radius: 0.03,
    })
}

fn bay(shapes: &Shapes, bay: usize, corner: Vec3, works: usize, light: &Environment) -> Vec<Instance> {
    let here = Affine3A::from_translation(corner);
    let probe = Probe { indirect: light.irradiance, direct: Sh9::uniform(Vec3::splat(3.0)) };
    let mut instances = vec![place(1, Arc::clone(&shapes.walls), here, Probe::default()), place(2, Arc::clone(&shapes.floor), here, Probe::default())];
    for number in 0..works {
        let id = (bay * WORKS_PER_BAY + number) as u64;
        let role = InstanceRole::Work(id as u32);
        let at = here * stand(number);
        let shape = if number < 26 { &shapes.sheet } else { &shapes.vessel };
        instances.push(Instance { role, ..place(1000 + id * 2, own(shape, 1000 + id * 2), at, probe) });
        let below = Affine3A::from_translation(at.translation.into()) * Affine3A::from_translation(Vec3::NEG_Y * 0.7);
        let label = place(1001 + id * 2, own(&shapes.label, 1001 + id * 2), below, probe);
        instances.push(Instance { role, casts_shadow: false, ..label });
    }
    instances
}

fn bounds_of(instances: &[Instance]) -> Aabb {
    instances.iter().fold(Aabb::EMPTY, |b, i| b.union(i.world_bounds))
}

impl Floor {
    /// A floor with so many works.
    pub fn new(works: usize, plan: Plan) -> Self {
        let bays = works.div_ceil(WORKS_PER_BAY);
        let columns = (1..=bays).find(|c| c * c >= bays).unwrap_or(1);
        let rows = bays.div_ceil(columns);
        let light = Arc::new(environment(16, |d| Vec3::new(9.0, 8.0, 7.0) * (0.6 + 0.4 * d.y)));
        let shapes = shapes();
        let mut cells: Vec<Cell> = Vec::new();
        for b in 0..bays {
            let at = corner(b % columns, b / columns);
            let instances = bay(&shapes, b, at, WORKS_PER_BAY.min(works - b * WORKS_PER_BAY), &light);
            match cells.first_mut().filter(|_| plan == Plan::OneHall) {
                Some(hall) => {
                    hall.instances.extend(instances);
                    hall.lights.extend(spots(at));
                    hall.lights.truncate(SPOTS_MAX);
                }
                None => cells.push(Cell {
                    id: b as u32 + 1,
                    bounds: Aabb::EMPTY,
                    instances,
                    lights: spots(at).collect(),
                    environment: Arc::clone(&light),
                    exposure_ev100: 5.5,
                }),
            }
        }
        for cell in &mut cells {
            cell.bounds = bounds_of(&cell.instances);
        }
        let mut portals = Vec::new();
        if plan == Plan::Halls {
            for b in 0..bays {
                let at = corner(b % columns, b / columns);
                let door = |from: Vec3, across: Vec3| vec![from, from + across, from + across + Vec3::Y * 2.4, from + Vec3::Y * 2.4];
                if b % columns + 1 < columns && b + 1 < bays {
                    portals.push(Portal { cells: [b, b + 1], outline: door(at + Vec3::new(BAY_M, 0.0, -5.0), Vec3::NEG_Z * 2.0) });
                }
                if b + columns < bays {
                    portals.push(Portal { cells: [b, b + columns], outline: door(at + Vec3::new(5.0, 0.0, -BAY_M), Vec3::X * 2.0) });
                }
            }
        }
        Self { scene: Scene { cells, portals, eye_cell: 0, revision: 1 }, plan, columns, rows, frame: 0 }
    }

    /// One step on: the visitor walks the middle column to and fro, looking about.
    pub fn step(&mut self) -> Camera {
        self.frame += 1;
        self.at(self.frame as f32 * STEP_M, (self.frame as f32 * 0.02).sin() * 0.8)
    }

    /// Places to stand while everything comes to the device.
    pub fn stops(&mut self) -> Vec<(f32, f32)> {
        let yaws = [0.0, 0.8, -0.8];
        (0..=(WALK_M / 4.0) as usize * 2).flat_map(|i| yaws.map(|yaw| (i as f32 * 4.0, yaw))).collect()
    }

    /// The camera after so many metres of the walk, with the head turned by `yaw` radians.
    pub fn at(&mut self, walked_m: f32, yaw: f32) -> Camera {
        let length = WALK_M.min(self.rows as f32 * BAY_M - 3.0);
        let there = walked_m % (2.0 * length);
        let (z, back) = if there < length { (there, false) } else { (2.0 * length - there, true) };
        let column = (self.columns - 1) / 2;
        let eye = corner(column, 0) + Vec3::new(6.0, 1.6, -1.5 - z);
        if self.plan == Plan::Halls {
            let row = (-eye.z / BAY_M) as usize;
            self.scene.eye_cell = (row * self.columns + column).min(self.scene.cells.len() - 1);
        }
        let yaw = yaw + if back { std::f32::consts::PI } else { 0.0 };
        Camera::from_pose(Pose { eye, yaw, pitch: -0.05 }, 0.96)
    }
}

/// A picture for every key, each with all its levels.
pub struct Pictures;

impl TextureSource for Pictures {
    fn info(&self, _: TextureKey) -> Option<TextureInfo> {
        Some(TextureInfo { width: PICTURE_PX, height: PICTURE_PX, mip_count: PICTURE_PX.ilog2() + 1, format: TextureFormat::Rgba8Srgb })
    }

    fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>> {
        let edge = (PICTURE_PX >> level) as usize;
        Some([key.0 as u8, 140, 90, 255].repeat(edge * edge))
    }
}
