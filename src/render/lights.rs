//! Lamps for the shaders: one array of those in view, and for each piece of the view pyramid the list of lamps that reach it.
//!
//! | technique | cost | why (not) |
//! | --- | --- | --- |
//! | a list per thing | nothing on the device | a hall's walls are one mesh: at most a few of its lamps would light it |
//! | clusters built by compute | a pass, storage writes | CPU needs 0.1 ms for a hundred lamps, and devices without compute stay served |
//! | clusters built on the CPU, sixteen one-byte lamps each | 55 KiB a frame | exact per pixel, bounded, strongest first. **Taken** |

use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec3};

use super::globals::entry;
use super::gpu::Gpu;
use super::shadows::Shadows;
use crate::scene::visible::Visibility;
use crate::scene::{Aabb, Camera, Light, LightKind, Scene};

pub(super) const TILES_X: u32 = 16;
pub(super) const TILES_Y: u32 = 9;
pub(super) const SLICES: u32 = 24;
const PER_CLUSTER: usize = 16;
const NONE: u8 = 255;
/// One byte names a lamp and 255 ends a list.
const MAX_LAMPS: usize = 255;
/// Depth range of the slices, metres; what is nearer or farther falls into the first or last.
const NEAR: f32 = 0.4;
const FAR: f32 = 80.0;
/// A lamp without range is cut where it gives less than this, lux.
const FAINT_LUX: f32 = 0.05;

/// `Lamp` of lamps.inc.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(super) struct LampGpu {
    pub position: [f32; 4],
    pub intensity: [f32; 4],
    pub direction: [f32; 4],
    pub cone: [f32; 4],
    pub shadow: [f32; 4],
    pub shadow_from_world: [[f32; 4]; 4],
}

/// Names a lamp within the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LampId {
    pub cell: usize,
    pub light: usize,
}

/// Lamps on the device.
pub(super) struct Lamps {
    lamp_buffer: wgpu::Buffer,
    list_buffer: wgpu::Buffer,
    /// The lamps in view, strongest first.
    pub ids: Vec<(LampId, f32)>,
    gpu_lamps: Vec<LampGpu>,
    lists: Vec<[u8; PER_CLUSTER]>,
}

/// `cluster` of the view: tiles per pixel and the scale and offset that turn log2 of depth into a slice.
pub(super) fn cluster_params(size_px: [u32; 2]) -> [f32; 4] {
    let scale = SLICES as f32 / (FAR / NEAR).log2();
    [TILES_X as f32 / size_px[0] as f32, TILES_Y as f32 / size_px[1] as f32, scale, -NEAR.log2() * scale]
}

/// Distance at which a lamp ends, metres.
pub(super) fn reach(light: &Light) -> f32 {
    if light.range.is_finite() { light.range } else { (light.intensity * light.color.max_element() / FAINT_LUX).max(0.0).sqrt() }
}

/// Smallest sphere around what a lamp lights; `None` when that is everything.
pub(super) fn bounding_sphere(light: &Light) -> Option<(Vec3, f32)> {
    let range = reach(light);
    match light.kind {
        LightKind::Directional => None,
        LightKind::Point => Some((light.position, range)),
        LightKind::Spot { outer_angle, .. } => {
            let (sin, cos) = outer_angle.clamp(0.01, std::f32::consts::FRAC_PI_2).sin_cos();
            if outer_angle < std::f32::consts::FRAC_PI_4 {
                let r = range / (2.0 * cos);
                Some((light.position + light.direction * r, r))
            } else {
                Some((light.position + light.direction * (range * cos), range * sin))
            }
        }
    }
}

impl Lamps {
    pub fn new(gpu: &Gpu) -> Self {
        let buffer = |label, size| {
            gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size,
                usage: wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            })
        };
        let clusters = (TILES_X * TILES_Y * SLICES) as usize;
        Self {
            lamp_buffer: buffer("lamps", (MAX_LAMPS * size_of::<LampGpu>()) as u64),
            list_buffer: buffer("lamp lists", (clusters * PER_CLUSTER) as u64),
            ids: Vec::new(),
            gpu_lamps: Vec::new(),
            lists: vec![[NONE; PER_CLUSTER]; clusters],
        }
    }

    /// Their entries of the view's bind group.
    pub fn entries(&self) -> [wgpu::BindGroupEntry<'_>; 2] {
        [entry(2, self.lamp_buffer.as_entire_binding()), entry(3, self.list_buffer.as_entire_binding())]
    }

    /// Chooses the lamps of the cells in view that can reach something in view, strongest at the eye first.
    pub fn choose(&mut self, scene: &Scene, visibility: &Visibility, eye: Vec3) {
        self.ids.clear();
        for &cell in &visibility.cells {
            let Some(c) = scene.cells.get(cell) else { continue };
            for (light, l) in c.lights.iter().enumerate() {
                let strength = match bounding_sphere(l) {
                    None => f32::INFINITY,
                    Some((center, radius)) => {
                        if !visibility.touches(cell, &Aabb { min: center - radius, max: center + radius }) {
                            continue;
                        }
                        l.intensity * l.color.max_element() / (l.position - eye).length_squared().max(1.0)
                    }
                };
                if l.intensity > 0.0 {
                    self.ids.push((LampId { cell, light }, strength));
                }
            }
        }
        self.ids.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        self.ids.truncate(MAX_LAMPS);
    }

    /// Uploads the chosen lamps and the lists for a picture of the camera, at most `most_per_pixel` (up to sixteen) lamps in each. Returns
    /// bytes uploaded.
    pub fn upload(&mut self, gpu: &Gpu, most_per_pixel: usize, scene: &Scene, camera: &Camera, aspect: f32, shadows: &Shadows) -> u64 {
        self.gpu_lamps.clear();
        self.lists.fill([NONE; PER_CLUSTER]);
        let grid = Grid::new(camera, aspect);
        for (index, (id, _)) in self.ids.iter().enumerate() {
            let Some(light) = scene.cells.get(id.cell).and_then(|c| c.lights.get(id.light)) else { continue };
            self.gpu_lamps.push(lamp(light, *id, shadows));
            grid.add(light, index as u8, most_per_pixel, &mut self.lists);
        }
        if !self.gpu_lamps.is_empty() {
            gpu.queue.write_buffer(&self.lamp_buffer, 0, bytemuck::cast_slice(&self.gpu_lamps));
        }
        gpu.queue.write_buffer(&self.list_buffer, 0, bytemuck::cast_slice(&self.lists));
        (self.gpu_lamps.len() * size_of::<LampGpu>() + self.lists.len() * PER_CLUSTER) as u64
    }
}

fn lamp(light: &Light, id: LampId, shadows: &Shadows) -> LampGpu {
    let range = reach(light);
    let inverse_range2 = if range > 0.0 { 1.0 / (range * range) } else { 0.0 };
    let (kind, cone) = match light.kind {
        LightKind::Point => (0.0, [0.0, 1.0]),
        LightKind::Spot { inner_angle, outer_angle } => {
            // KHR_lights_punctual: a linear ramp of the cosine, squared in the shader.
            let (inner, outer) = (inner_angle.min(outer_angle - 0.01).max(0.0).cos(), outer_angle.cos());
            let scale = 1.0 / (inner - outer).max(0.001);
            (1.0, [scale, -outer * scale])
        }
        LightKind::Directional => (2.0, [0.0, 1.0]),
    };
    let shadow = shadows.of(id);
    LampGpu {
        position: light.position.extend(inverse_range2).to_array(),
        intensity: (light.color * light.intensity).extend(kind).to_array(),
        direction: light.direction.normalize_or(Vec3::NEG_Y).extend(light.source_radius.max(0.0)).to_array(),
        cone: [cone[0], cone[1], id.cell as f32, shadow.map_or(-1.0, |s| s.layer as f32)],
        shadow: shadow.map_or([0.0; 4], |s| [s.texel_world, 1.0 / shadows.edge_px() as f32, shadows.widest_kernel(), 0.0]),
        shadow_from_world: shadow.map_or(Mat4::IDENTITY, |s| s.clip_from_world).to_cols_array_2d(),
    }
}

/// The pieces of a camera's pyramid.
struct Grid {
    view_from_world: glam::Affine3A,
    tan_x: f32,
    tan_y: f32,
    scale: f32,
}

impl Grid {
    fn new(camera: &Camera, aspect: f32) -> Self {
        let tan_y = (camera.fov_y * 0.5).tan();
        let scale = SLICES as f32 / (FAR / NEAR).log2();
        Self { view_from_world: camera.world_from_view.inverse(), tan_x: tan_y * aspect, tan_y, scale }
    }

    fn slice_of(&self, depth: f32) -> u32 {
        (((depth.max(1e-3) / NEAR).log2() * self.scale).max(0.0) as u32).min(SLICES - 1)
    }

    fn slice_start(&self, slice: u32) -> f32 {
        if slice == 0 { 1e-3 } else { NEAR * (slice as f32 / self.scale).exp2() }
    }

    fn add(&self, light: &Light, index: u8, most: usize, lists: &mut [[u8; PER_CLUSTER]]) {
        let Some((center, radius)) = bounding_sphere(light) else {
            lists.iter_mut().for_each(|l| push(l, index, most));
            return;
        };
        let c = self.view_from_world.transform_point3(center);
        let depth = -c.z;
        if depth + radius <= 0.0 {
            return;
        }
        for slice in self.slice_of(depth - radius)..=self.slice_of(depth + radius) {
            let near = self.slice_start(slice);
            let far = if slice + 1 == SLICES { f32::INFINITY } else { self.slice_start(slice + 1) };
            // The sphere's widest cross-section within the slice.
            let off = (near - depth).max(depth - far).max(0.0);
            let r = (radius * radius - off * off).max(0.0).sqrt();
            let x = span(c.x, r, self.tan_x, near, far.min(depth + radius), TILES_X);
            // Tiles count from the top.
            let y = span(-c.y, r, self.tan_y, near, far.min(depth + radius), TILES_Y);
            let (Some((x0, x1)), Some((y0, y1))) = (x, y) else { continue };
            for ty in y0..=y1 {
                for tx in x0..=x1 {
                    if let Some(list) = lists.get_mut(((slice * TILES_Y + ty) * TILES_X + tx) as usize) {
                        push(list, index, most);
                    }
                }
            }
        }
    }
}

/// Tiles that `center +- radius` covers between two depths, first and last; `None` when outside the picture.
fn span(center: f32, radius: f32, tan: f32, near: f32, far: f32, tiles: u32) -> Option<(u32, u32)> {
    let far = far.max(near);
    let (low, high) = (center - radius, center + radius);
    let low = (low / (near * tan)).min(low / (far * tan));
    let high = (high / (near * tan)).max(high / (far * tan));
    // A hundredth of a tile more on either side covers the jitter at rest.
    let tile = |ndc: f32| (ndc * 0.5 + 0.5) * tiles as f32;
    let (a, b) = (tile(low) - 0.1, tile(high) + 0.1);
    if b < 0.0 || a >= tiles as f32 {
        return None;
    }
    Some((a.max(0.0) as u32, (b as u32).min(tiles - 1)))
}

fn push(list: &mut [u8; PER_CLUSTER], index: u8, most: usize) {
    if let Some(slot) = list.iter_mut().take(most).find(|s| **s == NONE) {
        *slot = index;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Pose;

    fn spot(position: Vec3, direction: Vec3, angle: f32, range: f32) -> Light {
        Light {
            kind: LightKind::Spot { inner_angle: angle * 0.5, outer_angle: angle },
            position,
            direction: direction.normalize(),
            color: Vec3::ONE,
            intensity: 100.0,
            range,
            casts_shadow: false,
            source_radius: 0.0,
        }
    }

    fn list_at(lists: &[[u8; PER_CLUSTER]], grid: &Grid, aspect: f32, p_view: Vec3) -> [u8; PER_CLUSTER] {
        let depth = -p_view.z;
        let ndc = [p_view.x / (depth * grid.tan_y * aspect), p_view.y / (depth * grid.tan_y)];
        let tx = (((ndc[0] * 0.5 + 0.5) * TILES_X as f32) as u32).min(TILES_X - 1);
        let ty = (((0.5 - ndc[1] * 0.5) * TILES_Y as f32) as u32).min(TILES_Y - 1);
        let params = cluster_params([1600, 900]);
        let slice = (depth.log2() * params[2] + params[3]).clamp(0.0, SLICES as f32 - 1.0) as u32;
        lists[((slice * TILES_Y + ty) * TILES_X + tx) as usize]
    }

    #[test]
    fn every_point_a_lamp_reaches_lists_it() {
        let aspect = 16.0 / 9.0;
        let camera = Camera::from_pose(Pose { eye: Vec3::new(1.0, 1.6, 2.0), yaw: 0.4, pitch: -0.2 }, 1.0);
        let grid = Grid::new(&camera, aspect);
        let lights = [
            spot(Vec3::new(0.0, 3.0, -3.0), Vec3::NEG_Y, 0.5, 4.0),
            spot(Vec3::new(-2.0, 2.5, -1.0), Vec3::new(0.3, -1.0, -0.5), 1.2, 6.0),
            Light { kind: LightKind::Point, ..spot(Vec3::new(1.0, 1.5, 1.0), Vec3::NEG_Y, 0.1, 3.0) },
        ];
        let mut lists = vec![[NONE; PER_CLUSTER]; (TILES_X * TILES_Y * SLICES) as usize];
        for (i, l) in lights.iter().enumerate() {
            grid.add(l, i as u8, PER_CLUSTER, &mut lists);
        }
        let mut tried = 0;
        for n in 0..40_000_u32 {
            let f = |k: u32| ((n.wrapping_mul(2_654_435_761).wrapping_add(k.wrapping_mul(40_503_001))) >> 8) as f32 / 16_777_216.0;
            let depth = 0.06 + f(1) * 12.0;
            let p = Vec3::new((f(2) * 2.0 - 1.0) * depth * grid.tan_x, (f(3) * 2.0 - 1.0) * depth * grid.tan_y, -depth);
            let world = camera.world_from_view.transform_point3(p);
            for (i, l) in lights.iter().enumerate() {
                let d = world - l.position;
                let inside = match l.kind {
                    LightKind::Spot { outer_angle, .. } => d.normalize().dot(l.direction) > outer_angle.cos(),
                    _ => true,
                };
                if inside && d.length() < l.range {
                    tried += 1;
                    assert!(list_at(&lists, &grid, aspect, p).contains(&(i as u8)), "lamp {i} at {p}");
                }
            }
        }
        assert!(tried > 2000, "{tried}");
    }

    #[test]
    fn far_pieces_do_not_list_a_near_lamp() {
        let camera = Camera::from_pose(Pose { eye: Vec3::ZERO, yaw: 0.0, pitch: 0.0 }, 1.0);
        let grid = Grid::new(&camera, 1.0);
        let mut lists = vec![[NONE; PER_CLUSTER]; (TILES_X * TILES_Y * SLICES) as usize];
        grid.add(&Light { kind: LightKind::Point, ..spot(Vec3::new(0.0, 0.0, -2.0), Vec3::NEG_Y, 0.1, 1.0) }, 0, PER_CLUSTER, &mut lists);
        assert_eq!(list_at(&lists, &grid, 1.0, Vec3::new(0.0, 0.0, -20.0))[0], NONE);
        assert_eq!(list_at(&lists, &grid, 1.0, Vec3::new(0.0, 0.0, -2.0))[0], 0);
        let used = lists.iter().filter(|l| l[0] == 0).count();
        assert!(used < lists.len() / 2, "{used} of {}", lists.len());
    }

    #[test]
    fn the_sphere_of_a_spot_holds_its_cone() {
        for angle in [0.1, 0.5, 0.78, 0.8, 1.2, 1.5] {
            let l = spot(Vec3::ZERO, Vec3::NEG_Z, angle, 5.0);
            let (c, r) = bounding_sphere(&l).unwrap();
            for k in 0..64 {
                let t = k as f32 * 0.1;
                for a in [0.0, angle * 0.5, angle] {
                    let p = Vec3::new(a.sin() * t.cos(), a.sin() * t.sin(), -a.cos()) * 5.0;
                    assert!((p - c).length() <= r + 1e-3, "{angle}: {p}");
                }
            }
            assert!(c.length() <= r + 1e-3);
        }
    }

    #[test]
    fn a_lamp_without_range_ends_where_it_is_faint() {
        let l = Light { range: f32::INFINITY, ..spot(Vec3::ZERO, Vec3::NEG_Y, 0.5, 0.0) };
        let d = reach(&l);
        assert!((100.0 / (d * d) - FAINT_LUX).abs() < 1e-3);
    }
}
