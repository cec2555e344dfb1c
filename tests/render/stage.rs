//! A small scene made in code: a room with spheres, a lamp that throws a shadow, a pane of glass, and a second room behind a doorway.

use std::f32::consts::{PI, TAU};
use std::sync::Arc;

use alliance_museum::render::TextureSource;
use alliance_museum::scene::mesh::{oct_encode, rgb9e5_encode};
use alliance_museum::scene::{
    Aabb, AlphaMode, Camera, Cell, Environment, Instance, InstanceRole, Light, LightKind, Material, Mesh, MeshKey, Portal, Pose, Probe, Scene, Sh9, Submesh,
    TextureFormat, TextureInfo, TextureKey, TextureRef, Vertex,
};
use glam::{Affine3A, Vec3};

/// A mesh of one run.
pub fn mesh(vertices: Vec<Vertex>, indices: Vec<u32>, material: Material, baked_light: bool) -> Mesh {
    let bounds = Aabb::of_points(vertices.iter().map(|v| Vec3::from(v.position)));
    let submeshes = vec![Submesh { first_index: 0, index_count: indices.len() as u32, material: 0, bounds }];
    Mesh { vertices, indices, submeshes, materials: vec![material], baked_light, bounds }
}

/// A quad: corner, two edges (normal = edge1 x edge2), divided so that baked light has somewhere to live.
pub fn quad(corner: Vec3, e1: Vec3, e2: Vec3, parts: u32, light: impl Fn(Vec3, Vec3) -> [Vec3; 2]) -> (Vec<Vertex>, Vec<u32>) {
    let n = e1.cross(e2).normalize();
    let t = e1.normalize();
    let mut vertices = Vec::new();
    for j in 0..=parts {
        for i in 0..=parts {
            let (u, v) = (i as f32 / parts as f32, j as f32 / parts as f32);
            let p = corner + e1 * u + e2 * v;
            let [indirect, direct] = light(p, n);
            vertices.push(Vertex {
                position: p.to_array(),
                normal_oct: oct_encode(n),
                tangent: [(t.x * 127.0) as i8, (t.y * 127.0) as i8, (t.z * 127.0) as i8, 127],
                uv0: [u * e1.length(), v * e2.length()],
                color: [255; 4],
                uv1_or_light: [rgb9e5_encode(indirect), rgb9e5_encode(direct)],
            });
        }
    }
    let row = parts + 1;
    let indices = (0..parts * parts)
        .flat_map(|k| {
            let a = (k / parts) * row + k % parts;
            [a, a + 1, a + row + 1, a, a + row + 1, a + row]
        })
        .collect();
    (vertices, indices)
}

/// A unit sphere.
pub fn sphere(material: Material) -> Mesh {
    let (across, down) = (48, 24);
    let mut vertices = Vec::new();
    for j in 0..=down {
        for i in 0..=across {
            let (u, v) = (i as f32 / across as f32, j as f32 / down as f32);
            let (theta, phi) = (v * PI, u * TAU);
            let n = Vec3::new(theta.sin() * phi.cos(), theta.cos(), -theta.sin() * phi.sin());
            let t = Vec3::new(-phi.sin(), 0.0, -phi.cos());
            vertices.push(Vertex {
                position: n.to_array(),
                normal_oct: oct_encode(n),
                tangent: [(t.x * 127.0) as i8, 0, (t.z * 127.0) as i8, 127],
                uv0: [u * 4.0, v * 2.0],
                color: [255; 4],
                uv1_or_light: [0; 2],
            });
        }
    }
    let row = across + 1;
    let indices = (0..across * down)
        .flat_map(|k| {
            let a = (k / across) * row + k % across;
            [a, a + row, a + row + 1, a, a + row + 1, a + 1]
        })
        .collect();
    mesh(vertices, indices, material, false)
}

/// A cube of light that is a function of direction, the same at every roughness.
pub fn environment(face_size: u32, light: impl Fn(Vec3) -> Vec3) -> Environment {
    let mip_count = face_size.ilog2() + 1;
    let mut cube = Vec::new();
    for level in 0..mip_count {
        let edge = face_size >> level;
        for face in 0..6 {
            for y in 0..edge {
                for x in 0..edge {
                    let u = (x as f32 + 0.5) / edge as f32 * 2.0 - 1.0;
                    let v = (y as f32 + 0.5) / edge as f32 * 2.0 - 1.0;
                    let d = [
                        Vec3::new(1.0, -v, -u),
                        Vec3::new(-1.0, -v, u),
                        Vec3::new(u, 1.0, v),
                        Vec3::new(u, -1.0, -v),
                        Vec3::new(u, -v, 1.0),
                        Vec3::new(-u, -v, -1.0),
                    ][face]
                        .normalize();
                    let c = light(d);
                    cube.push([c.x, c.y, c.z, 1.0].map(|f| half::f16::from_f32(f).to_bits()));
                }
            }
        }
    }
    // Projection on the harmonics by a spiral of directions, then the cosine lobe's weights over pi.
    let mut sh = [Vec3::ZERO; 9];
    let n = 4096;
    for i in 0..n {
        let z = 1.0 - (i as f32 + 0.5) * 2.0 / n as f32;
        let (r, a) = ((1.0 - z * z).sqrt(), i as f32 * 2.399_963);
        let d = Vec3::new(r * a.cos(), r * a.sin(), z);
        for (s, b) in sh.iter_mut().zip(Sh9::basis(d)) {
            *s += light(d) * b * (4.0 * PI / n as f32);
        }
    }
    for (i, s) in sh.iter_mut().enumerate() {
        *s *= [1.0, 2.0 / 3.0, 0.25][[0, 1, 1, 1, 2, 2, 2, 2, 2][i]];
    }
    Environment { face_size, mip_count, cube, irradiance: Sh9(sh), proxy_box: None, center: Vec3::ZERO }
}

/// A placed mesh.
pub fn place(key: u64, mesh: Arc<Mesh>, world_from_mesh: Affine3A, probe: Probe) -> Instance {
    Instance {
        key: MeshKey(key),
        world_bounds: mesh.bounds.transformed(&world_from_mesh),
        mesh,
        world_from_mesh,
        role: InstanceRole::Architecture,
        probe,
        gain: 1.0,
        casts_shadow: true,
    }
}

fn paint(color: [f32; 3], roughness: f32) -> Material {
    let [r, g, b] = color;
    Material { base_color: [r, g, b, 1.0], metallic: 0.0, roughness, ..Material::default() }
}

fn spot(position: Vec3, target: Vec3, candela: f32, color: Vec3) -> Light {
    Light {
        kind: LightKind::Spot { inner_angle: 0.35, outer_angle: 0.55 },
        position,
        direction: (target - position).normalize(),
        color,
        intensity: candela,
        range: 12.0,
        casts_shadow: true,
        source_radius: 0.03,
    }
}

/// One box of a room, seen from inside, open where `doorway` is (in the wall at least z).
fn room(min: Vec3, max: Vec3, color: [f32; 3], floor_texture: Option<TextureKey>, ambient: Vec3, door_back: bool, door_front: bool) -> (Mesh, Mesh) {
    let s = max - min;
    let light = move |p: Vec3, n: Vec3| {
        let up = 0.7 + 0.3 * n.y;
        let near_floor = 0.6 + 0.4 * ((p.y - min.y) / s.y);
        [ambient * up * near_floor, ambient * 0.5 * (0.5 + 0.5 * n.y)]
    };
    let mut walls: (Vec<Vertex>, Vec<u32>) = (Vec::new(), Vec::new());
    let mut add = |corner: Vec3, e1: Vec3, e2: Vec3| {
        let (v, i) = quad(corner, e1, e2, 8, light);
        let base = walls.0.len() as u32;
        walls.0.extend(v);
        walls.1.extend(i.into_iter().map(|i| i + base));
    };
    let (x, y, z) = (Vec3::X * s.x, Vec3::Y * s.y, Vec3::Z * s.z);
    add(min, y, z); // left, facing +x
    add(min + x, z, y); // right
    add(min + y, x, z); // ceiling
    for (front, doorway) in [(false, door_back), (true, door_front)] {
        let at = if front { min + z } else { min };
        let mut wall = |from: f32, to: f32, low: f32, high: f32| {
            let corner = Vec3::new(from, low, at.z);
            let (w, h) = (Vec3::X * (to - from), Vec3::Y * (high - low));
            if front { add(corner + w, -w, h) } else { add(corner, w, h) }
        };
        if doorway {
            wall(min.x, 1.0, min.y, max.y);
            wall(2.2, max.x, min.y, max.y);
            wall(1.0, 2.2, 2.1, max.y);
        } else {
            wall(min.x, max.x, min.y, max.y);
        }
    }
    let (v, i) = quad(min, z, x, 8, light);
    let mut floor = paint([0.9; 3], 0.45);
    floor.base_color_texture = floor_texture.map(TextureRef::new);
    (mesh(walls.0, walls.1, paint(color, 0.9), true), mesh(v, i, floor, true))
}

/// The two rooms.
pub fn rooms() -> Scene {
    let warm = Arc::new(Environment {
        proxy_box: Some((Vec3::new(-3.0, 0.0, -3.0), Vec3::new(3.0, 3.0, 3.0))),
        center: Vec3::new(0.0, 1.5, 0.0),
        ..environment(16, |d| Vec3::new(14.0, 12.0, 9.0) * (0.5 + 0.5 * d.y).powi(2) + 3.0)
    });
    let cool = Arc::new(environment(16, |d| Vec3::new(8.0, 11.0, 16.0) * (0.6 + 0.4 * d.y)));
    let probe = |e: &Environment| Probe { indirect: e.irradiance, direct: Sh9::uniform(Vec3::splat(4.0)) };

    let (walls, floor) =
        room(Vec3::new(-3.0, 0.0, -3.0), Vec3::new(3.0, 3.0, 3.0), [0.55, 0.42, 0.33], Some(TextureKey(1)), Vec3::new(9.0, 8.0, 6.5), true, false);
    let still = Affine3A::IDENTITY;
    let mut first = vec![place(1, Arc::new(walls), still, Probe::default()), place(2, Arc::new(floor), still, Probe::default())];
    for metal in 0..2 {
        for rough in 0..5 {
            let mut m = paint([0.95, 0.72, 0.35], 0.08 + rough as f32 * 0.23);
            if metal == 0 {
                m.base_color = [0.6, 0.12, 0.14, 1.0];
            }
            m.metallic = metal as f32;
            let at = Vec3::new(-2.1 + rough as f32 * 0.75, 0.8 + metal as f32 * 0.8, -1.6);
            let turned = Affine3A::from_scale_rotation_translation(Vec3::splat(0.32), glam::Quat::IDENTITY, at);
            first.push(place(10 + metal * 5 + rough, Arc::new(sphere(m)), turned, probe(&warm)));
        }
    }
    let (v, i) = quad(Vec3::new(-0.2, 0.4, -0.4), Vec3::X * 1.3, Vec3::Y * 1.6, 1, |_, _| [Vec3::ZERO; 2]);
    let pane = Material { transmission: 1.0, roughness: 0.06, metallic: 0.0, double_sided: true, base_color: [0.9, 0.97, 0.95, 1.0], ..Material::default() };
    let mut pane = place(30, Arc::new(mesh(v, i, pane, false)), still, probe(&warm));
    pane.casts_shadow = false;
    first.push(pane);
    let label = Material {
        unlit: true,
        base_color_texture: Some(TextureRef { repeat: [false; 2], ..TextureRef::new(TextureKey(2)) }),
        alpha_mode: AlphaMode::Mask(0.5),
        ..paint([1.0; 3], 1.0)
    };
    let (mut v, i) = quad(Vec3::new(-2.9, 1.2, -0.2), Vec3::NEG_Z * 0.8, Vec3::Y * 0.8, 1, |_, _| [Vec3::ZERO; 2]);
    for vertex in &mut v {
        vertex.uv0 = [vertex.uv0[0] / 0.8, 1.0 - vertex.uv0[1] / 0.8];
    }
    first.push(place(31, Arc::new(mesh(v, i, label, false)), still, probe(&warm)));

    let (walls, floor) =
        room(Vec3::new(-3.0, 0.0, -8.0), Vec3::new(4.0, 3.0, -3.0), [0.35, 0.45, 0.6], Some(TextureKey(1)), Vec3::new(5.0, 7.0, 10.0), false, true);
    let mut second = vec![place(3, Arc::new(walls), still, Probe::default()), place(4, Arc::new(floor), still, Probe::default())];
    let turned = Affine3A::from_scale_rotation_translation(Vec3::splat(0.5), glam::Quat::IDENTITY, Vec3::new(1.8, 0.9, -5.5));
    second.push(place(40, Arc::new(sphere(paint([0.8, 0.8, 0.75], 0.3))), turned, probe(&cool)));

    Scene {
        cells: vec![
            Cell {
                id: 1,
                instances: first,
                lights: vec![
                    spot(Vec3::new(-2.0, 2.9, 1.5), Vec3::new(-0.6, 0.6, -1.8), 900.0, Vec3::new(1.0, 0.86, 0.66)),
                    spot(Vec3::new(2.2, 2.9, 0.8), Vec3::new(0.6, 0.2, -1.0), 500.0, Vec3::new(1.0, 0.9, 0.75)),
                ],
                environment: warm,
                exposure_ev100: 5.2,
                bounds: Aabb { min: Vec3::new(-3.0, 0.0, -3.0), max: Vec3::new(3.0, 3.0, 3.0) },
            },
            Cell {
                id: 2,
                instances: second,
                lights: vec![spot(Vec3::new(1.0, 2.9, -4.0), Vec3::new(1.8, 0.6, -5.5), 700.0, Vec3::new(0.8, 0.9, 1.0))],
                environment: cool,
                exposure_ev100: 5.0,
                bounds: Aabb { min: Vec3::new(-3.0, 0.0, -8.0), max: Vec3::new(4.0, 3.0, -3.0) },
            },
        ],
        portals: vec![Portal {
            cells: [0, 1],
            outline: vec![Vec3::new(1.0, 0.0, -3.0), Vec3::new(2.2, 0.0, -3.0), Vec3::new(2.2, 2.1, -3.0), Vec3::new(1.0, 2.1, -3.0)],
        }],
        eye_cell: 0,
        revision: 1,
    }
}

/// The place all pictures of the rooms are taken from.
pub fn camera() -> Camera {
    Camera::from_pose(Pose::looking_at(Vec3::new(0.1, 1.6, 2.6), Vec3::new(0.0, 1.15, -2.0)), 0.95)
}

/// A white ball in white light, for the furnace.
pub fn furnace(roughness: f32, metallic: f32) -> Scene {
    let white = Arc::new(environment(8, |_| Vec3::ONE));
    let material = Material { base_color: [1.0; 4], roughness, metallic, ..Material::default() };
    let probe = Probe { indirect: Sh9::uniform(Vec3::ONE), direct: Sh9::default() };
    let key = 1000 + (roughness * 100.0) as u64 * 10 + metallic as u64;
    let ball = place(key, Arc::new(sphere(material)), Affine3A::IDENTITY, probe);
    let bounds = ball.world_bounds;
    Scene {
        cells: vec![Cell { id: 0, instances: vec![ball], lights: Vec::new(), environment: white, exposure_ev100: 0.0, bounds }],
        portals: Vec::new(),
        eye_cell: 0,
        revision: key,
    }
}

/// Two pictures: 1 is a chequered floor, 2 a ring with empty corners.
pub struct Pictures;

impl TextureSource for Pictures {
    fn info(&self, key: TextureKey) -> Option<TextureInfo> {
        (key.0 == 1 || key.0 == 2).then_some(TextureInfo { width: 128, height: 128, mip_count: 8, format: TextureFormat::Rgba8Srgb })
    }

    fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>> {
        let edge = 128_u32 >> level;
        let texel = |x: u32, y: u32| {
            let (u, v) = ((x as f32 + 0.5) / edge as f32, (y as f32 + 0.5) / edge as f32);
            if key.0 == 1 {
                // The mean of black and white once a square is below a texel.
                let dark = ((u * 4.0) as u32 + (v * 4.0) as u32).is_multiple_of(2);
                let c: u8 = if edge <= 4 {
                    150
                } else if dark {
                    90
                } else {
                    190
                };
                [c, c, (f32::from(c) * 0.9) as u8, 255]
            } else {
                let r = ((u - 0.5).powi(2) + (v - 0.5).powi(2)).sqrt();
                if r > 0.5 {
                    [0, 0, 0, 0]
                } else if r > 0.3 {
                    [142, 47, 60, 255]
                } else {
                    [244, 236, 220, 255]
                }
            }
        };
        Some((0..edge).flat_map(|y| (0..edge).flat_map(move |x| texel(x, y))).collect())
    }
}
