//! Fewer triangles for things seen across a room.

use std::collections::HashMap;

use crate::scene::{Aabb, Mesh, Submesh};

/// Greatest departure from the true surface, as a share of the model's size.
const ERROR: f32 = 0.02;

/// The mesh with about `triangles` triangles (Garland & Heckbert 1997, as meshoptimizer collapses edges); a mesh with fewer stays as it is.
/// Each run keeps its material and its share of the triangles.
pub fn lighten(mesh: &Mesh, triangles: usize) -> Mesh {
    let total = mesh.indices.len() / 3;
    if total <= triangles {
        return mesh.clone();
    }
    let bytes: &[u8] = bytemuck::cast_slice(&mesh.vertices);
    let Ok(vertices) = meshopt::VertexDataAdapter::new(bytes, size_of::<crate::scene::Vertex>(), 0) else { return mesh.clone() };
    let keep = triangles as f32 / total as f32;
    let mut light = Mesh { materials: mesh.materials.clone(), baked_light: mesh.baked_light, ..Mesh::default() };
    let mut moved: HashMap<u32, u32> = HashMap::new();
    for run in &mesh.submeshes {
        let from = run.first_index as usize;
        let Some(indices) = mesh.indices.get(from..from + run.index_count as usize) else { continue };
        let target = ((indices.len() as f32 * keep) as usize / 3).max(4) * 3;
        let fewer = meshopt::simplify(indices, &vertices, target, ERROR, meshopt::SimplifyOptions::Permissive, None);
        if fewer.is_empty() {
            continue;
        }
        let first_index = light.indices.len() as u32;
        for index in fewer {
            let next = light.vertices.len() as u32;
            let at = *moved.entry(index).or_insert_with(|| {
                light.vertices.push(mesh.vertices[index as usize]);
                next
            });
            light.indices.push(at);
        }
        let run_indices = &light.indices[first_index as usize..];
        let bounds = Aabb::of_points(run_indices.iter().map(|i| light.vertices[*i as usize].position.into()));
        light.submeshes.push(Submesh { first_index, index_count: run_indices.len() as u32, material: run.material, bounds });
    }
    light.bounds = Aabb::of_points(light.vertices.iter().map(|v| v.position.into()));
    light
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Material, Vertex};

    /// A ball of many triangles.
    fn ball(rings: u32) -> Mesh {
        let mut mesh = Mesh { materials: vec![Material::default()], ..Mesh::default() };
        for i in 0..=rings {
            for j in 0..=rings {
                let (a, b) = (i as f32 / rings as f32 * std::f32::consts::PI, j as f32 / rings as f32 * std::f32::consts::TAU);
                let p = glam::Vec3::new(a.sin() * b.cos(), a.cos(), a.sin() * b.sin());
                mesh.vertices.push(Vertex { position: p.into(), normal_oct: crate::scene::mesh::oct_encode(p), ..Vertex::default() });
            }
        }
        for i in 0..rings {
            for j in 0..rings {
                let at = i * (rings + 1) + j;
                mesh.indices.extend([at, at + 1, at + rings + 1, at + 1, at + rings + 2, at + rings + 1]);
            }
        }
        mesh.bounds = Aabb::of_points(mesh.vertices.iter().map(|v| v.position.into()));
        mesh.submeshes = vec![Submesh { first_index: 0, index_count: mesh.indices.len() as u32, material: 0, bounds: mesh.bounds }];
        mesh
    }

    #[test]
    fn a_ball_stays_a_ball_with_far_fewer_triangles() {
        let full = ball(80);
        let light = lighten(&full, 2000);
        let triangles = light.indices.len() / 3;
        assert!(triangles < 3000 && triangles > 200, "{triangles}");
        assert!(light.indices.iter().all(|i| (*i as usize) < light.vertices.len()));
        assert!((light.bounds.radius() - full.bounds.radius()).abs() < 0.05);
        assert_eq!(light.submeshes.len(), 1);
        assert_eq!(lighten(&full, 1 << 20), full, "a light mesh stays as it is");
    }
}
