//! Surfaces that cover all or by cutoff, nearest first.

use super::surfaces::SurfacePipelines;
use crate::render::draws::Draw;
use crate::render::globals::Globals;
use crate::render::meshes::Meshes;
use crate::scene::Scene;

/// What recording draws needs.
pub(in crate::render) struct Recording<'a> {
    pub scene: &'a Scene,
    pub globals: &'a Globals,
    pub meshes: &'a Meshes,
    pub pipelines: &'a SurfacePipelines,
    pub view_group: &'a wgpu::BindGroup,
}

/// Draws a sorted list. Returns triangles.
pub(in crate::render) fn record(pass: &mut wgpu::RenderPass<'_>, r: &Recording<'_>, draws: &[Draw]) -> u64 {
    let mut triangles = 0;
    let (mut pipeline, mut cell, mut page) = (None, None, None);
    pass.set_bind_group(0, r.view_group, &[]);
    for draw in draws {
        let Some(mesh) = r.meshes.get(draw.mesh) else { continue };
        let Some(submesh) = mesh.submeshes.get(draw.submesh) else { continue };
        let Some(group) = mesh.materials.get(submesh.material).and_then(|m| m.bind_group()) else { continue };
        if pipeline != Some(draw.key) {
            let Some(p) = r.pipelines.get(draw.key) else { continue };
            pass.set_pipeline(p);
            pipeline = Some(draw.key);
        }
        if cell != Some(draw.cell) {
            let environment = r.scene.cells.get(draw.cell).and_then(|c| r.globals.environment(&c.environment));
            let Some(environment) = environment else { continue };
            pass.set_bind_group(1, environment, &[]);
            cell = Some(draw.cell);
        }
        if page != Some(mesh.page) {
            let Some((vertices, indices)) = r.meshes.buffers(mesh.page) else { continue };
            pass.set_vertex_buffer(0, vertices.slice(..));
            pass.set_index_buffer(indices.slice(..), wgpu::IndexFormat::Uint32);
            page = Some(mesh.page);
        }
        pass.set_bind_group(2, group, &[]);
        let range = submesh.first_index..submesh.first_index + submesh.index_count;
        pass.draw_indexed(range, mesh.base_vertex as i32, draw.slot..draw.slot + 1);
        triangles += u64::from(submesh.index_count / 3);
    }
    triangles
}
