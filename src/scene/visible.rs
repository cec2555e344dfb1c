//! What can be seen: cells and portals (Teller & Séquin 1991) narrowed by the view pyramid, on the CPU, without a device.
//!
//! | technique | cost | why (not) |
//! | --- | --- | --- |
//! | pyramid only | one box test per thing | draws every hall behind the wall |
//! | cells and portals, pyramid narrowed through each doorway | a polygon clip per doorway in view | exact for halls joined by doors; nothing to precompute. **Taken** |
//! | occlusion queries, depth pyramid | a frame late, needs the GPU | pays in open scenes with large occluders only |

use glam::{Vec3, Vec4};

use super::{Aabb, Camera, Portal, Scene};

/// Doorways followed in a row before giving up.
const MAX_DEPTH: usize = 8;
/// Pyramids kept per cell; further ones are merged into "everything the camera sees".
const MAX_REGIONS: usize = 4;
/// Nearer to a doorway than this, metres, it does not narrow the view: clipping would be ill-conditioned.
const DOORSTEP: f32 = 0.25;
/// Things whose bounding sphere is smaller on the picture than this are left out; radians of the half angle.
const MIN_HALF_ANGLE: f32 = 0.000_4;

/// A convex region: inside where `dot(plane.xyz, p) + plane.w >= 0` for all planes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Region {
    planes: Vec<Vec4>,
}

impl Region {
    /// The camera's pyramid: four sides and the plane through the eye.
    pub fn of_camera(camera: &Camera, aspect: f32) -> Self {
        let m = camera.world_from_view;
        let (right, up, back) = (Vec3::from(m.matrix3.x_axis), Vec3::from(m.matrix3.y_axis), Vec3::from(m.matrix3.z_axis));
        let tan_y = (camera.fov_y * 0.5).tan();
        let tan_x = tan_y * aspect;
        let eye = camera.eye();
        let planes = [right + -back * tan_x, -right + -back * tan_x, up + -back * tan_y, -up + -back * tan_y, -back]
            .into_iter()
            .map(|n| through(n.normalize_or_zero(), eye))
            .collect();
        Self { planes }
    }

    /// The part of the region seen from `eye` through a convex outline; `None` when nothing of the outline is inside.
    pub fn through_portal(&self, eye: Vec3, outline: &[Vec3]) -> Option<Self> {
        let mut polygon = outline.to_vec();
        let mut scratch = Vec::with_capacity(polygon.len() + 4);
        for plane in &self.planes {
            clip(&polygon, *plane, &mut scratch);
            std::mem::swap(&mut polygon, &mut scratch);
            if polygon.len() < 3 {
                return None;
            }
        }
        let center = polygon.iter().sum::<Vec3>() / polygon.len() as f32;
        let mut planes = Vec::with_capacity(polygon.len() + 1);
        for (i, a) in polygon.iter().enumerate() {
            let b = polygon[(i + 1) % polygon.len()];
            let n = (*a - eye).cross(b - eye);
            if n.length_squared() < 1e-12 {
                continue;
            }
            let plane = through(n.normalize(), eye);
            planes.push(if signed(plane, center) >= 0.0 { plane } else { -plane });
        }
        // Only what lies behind the doorway.
        let n = newell(outline);
        if n != Vec3::ZERO {
            let plane = through(n, center);
            planes.push(if signed(plane, eye) <= 0.0 { plane } else { -plane });
        }
        Some(Self { planes })
    }

    /// Whether some of the box may be inside (never wrong when it says no).
    pub fn touches(&self, b: &Aabb) -> bool {
        let (c, h) = (b.center(), b.half_extent());
        self.planes.iter().all(|p| {
            let n = p.truncate();
            n.dot(c) + p.w + n.abs().dot(h) >= 0.0
        })
    }
}

fn through(normal: Vec3, point: Vec3) -> Vec4 {
    normal.extend(-normal.dot(point))
}

fn signed(plane: Vec4, p: Vec3) -> f32 {
    plane.truncate().dot(p) + plane.w
}

/// Unit normal of a polygon (Newell), zero when it has no area.
fn newell(outline: &[Vec3]) -> Vec3 {
    let mut n = Vec3::ZERO;
    for (i, a) in outline.iter().enumerate() {
        n += a.cross(outline[(i + 1) % outline.len()]);
    }
    n.normalize_or_zero()
}

/// Sutherland-Hodgman against one plane.
fn clip(polygon: &[Vec3], plane: Vec4, out: &mut Vec<Vec3>) {
    out.clear();
    for (i, a) in polygon.iter().enumerate() {
        let b = polygon[(i + 1) % polygon.len()];
        let (da, db) = (signed(plane, *a), signed(plane, b));
        if da >= 0.0 {
            out.push(*a);
        }
        if (da >= 0.0) != (db >= 0.0) {
            out.push(a.lerp(b, da / (da - db)));
        }
    }
}

/// A thing that may be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen {
    /// Index into [`Scene::cells`].
    pub cell: usize,
    /// Index into the cell's instances.
    pub instance: usize,
    /// From the eye to the nearest point of its bounds, metres.
    pub distance: f32,
}

/// What can be seen from a camera. Kept between frames so that its buffers are reused.
#[derive(Clone, Debug, Default)]
pub struct Visibility {
    regions: Vec<Vec<Region>>,
    /// Indices of cells in view, ascending.
    pub cells: Vec<usize>,
    /// Things in view, ordered by cell and place in the cell.
    pub seen: Vec<Seen>,
}

impl Visibility {
    /// Finds what `camera` sees of `scene` for a picture of the given width/height ratio.
    pub fn find(&mut self, scene: &Scene, camera: &Camera, aspect: f32) {
        self.regions.iter_mut().for_each(Vec::clear);
        self.regions.resize_with(scene.cells.len(), Vec::new);
        self.cells.clear();
        self.seen.clear();
        if scene.eye_cell >= scene.cells.len() {
            return;
        }
        let eye = camera.eye();
        let pyramid = Region::of_camera(camera, aspect);
        let mut path = Vec::with_capacity(MAX_DEPTH);
        visit(scene, eye, &pyramid, scene.eye_cell, &pyramid, &mut path, &mut self.regions);
        for (cell_index, regions) in self.regions.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
            self.cells.push(cell_index);
            for (instance, thing) in scene.cells[cell_index].instances.iter().enumerate() {
                let b = &thing.world_bounds;
                if b.is_empty() || !regions.iter().any(|r| r.touches(b)) {
                    continue;
                }
                let distance = (eye.clamp(b.min, b.max) - eye).length();
                if b.radius() < distance * MIN_HALF_ANGLE {
                    continue;
                }
                self.seen.push(Seen { cell: cell_index, instance, distance });
            }
        }
    }

    /// Whether a box of a cell may be in view.
    pub fn touches(&self, cell: usize, b: &Aabb) -> bool {
        self.regions.get(cell).is_some_and(|regions| regions.iter().any(|r| r.touches(b)))
    }
}

fn visit(scene: &Scene, eye: Vec3, pyramid: &Region, cell: usize, region: &Region, path: &mut Vec<usize>, out: &mut [Vec<Region>]) {
    let Some(regions) = out.get_mut(cell) else { return };
    if !regions.contains(region) {
        if regions.len() < MAX_REGIONS {
            regions.push(region.clone());
        } else {
            regions.clear();
            regions.push(pyramid.clone());
        }
    }
    if path.len() >= MAX_DEPTH {
        return;
    }
    for (index, portal) in scene.portals.iter().enumerate() {
        let Some(next) = other_side(portal, cell) else { continue };
        if path.contains(&index) || portal.outline.len() < 3 {
            continue;
        }
        let narrowed = if on_doorstep(portal, eye) { Some(region.clone()) } else { region.through_portal(eye, &portal.outline) };
        if let Some(narrowed) = narrowed {
            path.push(index);
            visit(scene, eye, pyramid, next, &narrowed, path, out);
            path.pop();
        }
    }
}

fn other_side(portal: &Portal, cell: usize) -> Option<usize> {
    match portal.cells {
        [a, b] if a == cell => Some(b),
        [a, b] if b == cell => Some(a),
        _ => None,
    }
}

/// Whether the eye stands in the doorway, so near its plane that everything behind may be seen.
fn on_doorstep(portal: &Portal, eye: Vec3) -> bool {
    let n = newell(&portal.outline);
    let Some(first) = portal.outline.first() else { return false };
    let b = Aabb::of_points(portal.outline.iter().copied());
    let near = (eye.clamp(b.min, b.max) - eye).length() < DOORSTEP * 2.0;
    near && (eye - *first).dot(n).abs() < DOORSTEP
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use glam::Affine3A;

    use super::*;
    use crate::scene::{Cell, Environment, Instance, InstanceRole, Mesh, MeshKey, Pose, Probe, Sh9};

    fn thing(at: Vec3, half: f32) -> Instance {
        Instance {
            key: MeshKey(1),
            mesh: Arc::new(Mesh::default()),
            world_from_mesh: Affine3A::IDENTITY,
            world_bounds: Aabb { min: at - half, max: at + half },
            role: InstanceRole::Architecture,
            probe: Probe::default(),
            gain: 1.0,
            casts_shadow: false,
        }
    }

    fn cell(id: u32, min: Vec3, max: Vec3, things: &[Vec3]) -> Cell {
        Cell {
            id,
            instances: things.iter().map(|p| thing(*p, 0.2)).collect(),
            lights: Vec::new(),
            environment: Arc::new(Environment {
                face_size: 1,
                mip_count: 1,
                cube: vec![[0; 4]; 6],
                irradiance: Sh9::default(),
                proxy_box: None,
                center: Vec3::ZERO,
            }),
            exposure_ev100: 0.0,
            bounds: Aabb { min, max },
        }
    }

    /// Three rooms in a row along -z, doors (1 m wide) in the walls at z = -5 and z = -10.
    fn enfilade() -> Scene {
        let door = |z: f32| vec![Vec3::new(-0.5, 0.0, z), Vec3::new(0.5, 0.0, z), Vec3::new(0.5, 2.0, z), Vec3::new(-0.5, 2.0, z)];
        Scene {
            cells: vec![
                cell(1, Vec3::new(-5.0, 0.0, -5.0), Vec3::new(5.0, 3.0, 5.0), &[Vec3::new(0.0, 1.0, -3.0), Vec3::new(0.0, 1.0, 4.5)]),
                cell(2, Vec3::new(-5.0, 0.0, -10.0), Vec3::new(5.0, 3.0, -5.0), &[Vec3::new(0.0, 1.0, -7.0), Vec3::new(4.0, 1.0, -6.0)]),
                cell(3, Vec3::new(-5.0, 0.0, -15.0), Vec3::new(5.0, 3.0, -10.0), &[Vec3::new(0.0, 1.0, -12.0), Vec3::new(4.5, 1.0, -11.0)]),
            ],
            portals: vec![Portal { cells: [0, 1], outline: door(-5.0) }, Portal { cells: [1, 2], outline: door(-10.0) }],
            eye_cell: 0,
            revision: 1,
        }
    }

    fn seen(scene: &Scene, eye: Vec3, target: Vec3) -> Vec<(usize, usize)> {
        let mut v = Visibility::default();
        v.find(scene, &Camera::from_pose(Pose::looking_at(eye, target), 1.0), 16.0 / 9.0);
        v.seen.iter().map(|s| (s.cell, s.instance)).collect()
    }

    #[test]
    fn one_looks_through_two_doors_but_not_round_the_corner() {
        let eye = Vec3::new(0.0, 1.5, 0.0);
        assert_eq!(seen(&enfilade(), eye, Vec3::new(0.0, 1.5, -10.0)), [(0, 0), (1, 0), (2, 0)]);
    }

    #[test]
    fn facing_away_from_the_door_only_the_own_room_is_seen() {
        let eye = Vec3::new(0.0, 1.5, 0.0);
        assert_eq!(seen(&enfilade(), eye, Vec3::new(0.0, 1.5, 5.0)), [(0, 1)]);
    }

    #[test]
    fn from_the_side_the_second_door_is_hidden() {
        let eye = Vec3::new(-4.0, 1.5, -3.0);
        let cells: Vec<usize> = seen(&enfilade(), eye, Vec3::new(0.0, 1.5, -5.5)).into_iter().map(|s| s.0).collect();
        assert!(!cells.contains(&2));
    }

    #[test]
    fn standing_in_the_doorway_the_next_room_is_whole() {
        let mut scene = enfilade();
        scene.eye_cell = 0;
        let found = seen(&scene, Vec3::new(0.0, 1.5, -4.95), Vec3::new(2.0, 1.4, -6.0));
        assert!(found.contains(&(1, 1)), "{found:?}");
    }

    #[test]
    fn backwards_through_the_same_doors_works_as_well() {
        let mut scene = enfilade();
        scene.eye_cell = 2;
        let found = seen(&scene, Vec3::new(0.0, 1.5, -14.0), Vec3::new(0.0, 1.5, 0.0));
        assert!(found.contains(&(1, 0)) && found.contains(&(0, 0)), "{found:?}");
    }

    #[test]
    fn a_ring_of_rooms_ends() {
        let mut scene = enfilade();
        scene.portals.push(Portal { cells: [2, 0], outline: scene.portals[0].outline.clone() });
        assert!(!seen(&scene, Vec3::new(0.0, 1.5, 0.0), Vec3::new(0.0, 1.5, -10.0)).is_empty());
    }

    #[test]
    fn nothing_in_view_is_ever_lost_by_the_pyramid() {
        // Points on the picture, unprojected, must lie inside; points just outside need not.
        let camera = Camera::from_pose(Pose { eye: Vec3::new(3.0, 1.0, -2.0), yaw: 0.7, pitch: -0.3 }, 0.9);
        let aspect = 1.5;
        let region = Region::of_camera(&camera, aspect);
        let tan_y = (camera.fov_y * 0.5).tan();
        for i in 0..500 {
            let (a, b, d) = ((i * 7 % 101) as f32 / 50.0 - 1.0, (i * 13 % 97) as f32 / 48.0 - 1.0, 0.1 + (i % 40) as f32);
            let (a, b) = (a.clamp(-1.0, 1.0), b.clamp(-1.0, 1.0));
            let p = camera.world_from_view.transform_point3(Vec3::new(a * tan_y * aspect, b * tan_y, -1.0) * d);
            assert!(region.touches(&Aabb { min: p - 1e-3, max: p + 1e-3 }));
        }
    }

    #[test]
    fn a_scene_without_cells_is_dark_and_does_not_fail() {
        assert!(seen(&Scene::default(), Vec3::ZERO, Vec3::NEG_Z).is_empty());
    }
}
