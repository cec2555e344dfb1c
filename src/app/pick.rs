//! What a finger points at: a ray into the hall, against the triangles that are seen.

use std::collections::HashMap;
use std::sync::Arc;

use glam::{Vec2, Vec3};

use crate::catalogue::WorkId;
use crate::scene::bvh::{Bvh, Ray};
use crate::scene::{Camera, InstanceRole, MeshKey, Scene};

/// A thing that was pointed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Picked {
    /// A work (or its label).
    Work(WorkId),
    /// A point of the floor.
    Floor(Vec3),
    /// A wall or furniture.
    Else(Vec3),
}

/// Steepest slope that still counts as floor: cosine of the angle to the vertical.
const FLOOR_UP: f32 = 0.9;
/// Greatest height that still counts as floor, metres.
const FLOOR_HEIGHT_M: f32 = 0.25;

/// Triangle hierarchies of the meshes in sight, each built when first pointed at.
#[derive(Default)]
pub struct Picker {
    trees: HashMap<MeshKey, Arc<Bvh>>,
}

/// The ray through a point of the view (0..1 from the top left).
pub fn view_ray(camera: &Camera, aspect: f32, at: Vec2) -> (Vec3, Vec3) {
    let tan = (camera.fov_y * 0.5).tan();
    let d = Vec3::new((at.x * 2.0 - 1.0) * tan * aspect, (1.0 - at.y * 2.0) * tan, -1.0);
    (camera.eye(), camera.world_from_view.transform_vector3(d).normalize())
}

impl Picker {
    /// The nearest thing on the ray.
    pub fn pick(&mut self, scene: &Scene, origin: Vec3, direction: Vec3) -> Option<Picked> {
        let mut nearest = f32::INFINITY;
        let mut found = None;
        for instance in scene.cells.iter().flat_map(|c| &c.instances) {
            let Some(enter) = box_distance(instance.world_bounds.min, instance.world_bounds.max, origin, direction) else { continue };
            if enter > nearest {
                continue;
            }
            let tree = self.trees.entry(instance.key).or_insert_with(|| {
                let positions: Vec<Vec3> = instance.mesh.vertices.iter().map(|v| v.position.into()).collect();
                Arc::new(Bvh::build(&positions, &instance.mesh.indices))
            });
            let mesh_from_world = instance.world_from_mesh.inverse();
            // Not normalised: distances along the ray stay those of the world.
            let ray = Ray::new(mesh_from_world.transform_point3(origin), mesh_from_world.transform_vector3(direction));
            let Some(hit) = tree.closest(&ray) else { continue };
            if hit.t >= nearest {
                continue;
            }
            nearest = hit.t;
            let point = origin + direction * hit.t;
            found = Some(match instance.role {
                InstanceRole::Work(id) => Picked::Work(WorkId(id)),
                InstanceRole::Architecture => {
                    let up = corner_normal(instance, hit.triangle).is_some_and(|n| n.y > FLOOR_UP);
                    if up && point.y < FLOOR_HEIGHT_M { Picked::Floor(point) } else { Picked::Else(point) }
                }
            });
        }
        found
    }
}

fn corner_normal(instance: &crate::scene::Instance, triangle: u32) -> Option<Vec3> {
    let at = triangle as usize * 3;
    let corners = instance.mesh.indices.get(at..at + 3)?;
    let p = |i: usize| instance.mesh.vertices.get(corners[i] as usize).map(|v| instance.world_from_mesh.transform_point3(v.position.into()));
    let (a, b, c) = (p(0)?, p(1)?, p(2)?);
    Some((b - a).cross(c - a).normalize_or_zero())
}

/// Distance at which a ray enters a box (slab method), or `None` when it misses.
fn box_distance(min: Vec3, max: Vec3, origin: Vec3, direction: Vec3) -> Option<f32> {
    let inverse = direction.recip();
    let (a, b) = ((min - origin) * inverse, (max - origin) * inverse);
    let enter = a.min(b).max_element().max(0.0);
    let leave = a.max(b).min_element();
    (enter <= leave).then_some(enter)
}
