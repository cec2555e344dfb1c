//! A small museum that can be walked and drawn: the test catalogue with real rooms and a picture in the place of its triangle.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use alliance_museum::catalogue::*;
use alliance_museum::scene::{Aabb, Material, Mesh, Submesh, TextureKey, TextureRef, Vertex};
use glam::Vec3;

use super::common::contents;

/// Half the edge of a room, metres.
const HALF: f32 = 4.0;
/// Height of a room, metres.
const HEIGHT: f32 = 3.5;

/// Normals as the two bytes pairs of a vertex: only those along an axis are needed here.
fn oct(normal: Vec3) -> [i16; 2] {
    let p = normal.truncate() / normal.abs().element_sum();
    let folded = (glam::Vec2::ONE - glam::Vec2::new(p.y, p.x).abs()) * glam::Vec2::new(1.0_f32.copysign(p.x), 1.0_f32.copysign(p.y));
    (if normal.z >= 0.0 { p } else { folded }).to_array().map(|v| (v * 32767.0).round() as i16)
}

/// Rectangles, each given by a corner and two edges; the normal is their product.
fn mesh(quads: &[[Vec3; 3]], material: Material) -> Mesh {
    let mut vertices = Vec::new();
    let mut indices = Vec::new();
    for [corner, e1, e2] in quads {
        let base = vertices.len() as u32;
        let (normal, tangent) = (e1.cross(*e2).normalize(), e1.normalize() * 127.0);
        for (u, v) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)] {
            vertices.push(Vertex {
                position: (*corner + *e1 * u + *e2 * v).to_array(),
                normal_oct: oct(normal),
                tangent: [tangent.x as i8, tangent.y as i8, tangent.z as i8, 127],
                uv0: [u, 1.0 - v],
                color: [255; 4],
                uv1_or_light: [0; 2],
            });
        }
        indices.extend([0, 1, 2, 0, 2, 3].map(|i| base + i));
    }
    let bounds = Aabb::of_points(vertices.iter().map(|v| Vec3::from(v.position)));
    let submeshes = vec![Submesh { first_index: 0, index_count: indices.len() as u32, material: 0, bounds }];
    Mesh { vertices, indices, submeshes, materials: vec![material], baked_light: false, bounds }
}

fn room() -> Mesh {
    let (x, y, z) = (Vec3::X * HALF * 2.0, Vec3::Y * HEIGHT, Vec3::Z * HALF * 2.0);
    let corner = Vec3::new(-HALF, 0.0, -HALF);
    mesh(&[[corner, z, x], [corner, x, y], [corner, y, z], [corner + x + z, -x, y], [corner + x, z, y]], Material::default())
}

/// A painted board one metre wide that faces south.
fn board() -> Mesh {
    let material = Material { base_color_texture: Some(TextureRef::new(TextureKey(0))), ..Material::default() };
    mesh(&[[Vec3::new(-0.5, -0.35, 0.0), Vec3::X, Vec3::Y * 0.7]], material)
}

fn square(half: f32) -> Vec<[f32; 2]> {
    vec![[-half, -half], [half, -half], [half, half], [-half, half]]
}

/// Writes the small museum into a folder: two rooms, four works, a tour.
pub fn small_museum(folder: &Path) -> PathBuf {
    let mut all = contents();
    let form = |mesh: &Mesh| Arc::from(mesh_form::write(mesh).unwrap());
    all.meshes =
        vec![MeshRow { name: "room".into(), form: form(&room()), textures: vec![] }, MeshRow { name: "board".into(), form: form(&board()), textures: vec![1] }];
    for work in &mut all.works {
        work.mesh = Some(1);
        work.opened_mesh = work.opened_mesh.map(|_| 1);
    }
    for hall in &mut all.halls {
        hall.quarter_turns = 0;
        hall.floor = FloorPlan { walkable: square(HALF - 0.5), obstacles: vec![], outline: square(HALF) };
        hall.lights.iter_mut().for_each(|light| {
            light.position = Vec3::new(0.0, HEIGHT - 0.3, 0.0);
            light.intensity = 400.0;
        });
        for (i, placement) in hall.placements.iter_mut().enumerate() {
            let x = i as f32 * 2.4 - 1.2;
            placement.form = PlacementForm {
                hall_from_work: [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, x, 1.5, 0.05 - HALF],
                view_from: [x, -1.8],
                view_target: [x, 1.5, -HALF],
                bounds: [[x - 0.5, 1.15, 0.05 - HALF], [x + 0.5, 1.85, 0.06 - HALF]],
                label: None,
            };
        }
    }
    let path = folder.join("catalogue.sqlite");
    write(&path, &all).unwrap();
    path
}
