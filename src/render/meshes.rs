//! Meshes on the device: shared pages of vertices and indices, each mesh uploaded once by its key.

use std::collections::BTreeMap;

use glam::Vec3;

use super::gpu::Gpu;
use super::materials::{MaterialOnGpu, Materials};
use crate::scene::{Aabb, Mesh, MeshKey, Vertex};

/// Vertices per page (2.5 MiB); larger meshes get a page of their own.
const PAGE_VERTICES: u32 = 1 << 16;
/// Indices per page (1 MiB).
const PAGE_INDICES: u32 = 1 << 18;

/// Free stretches of a page, in order, never touching each other.
#[derive(Debug)]
struct FreeList {
    free: Vec<(u32, u32)>,
}

impl FreeList {
    fn new(size: u32) -> Self {
        Self { free: vec![(0, size)] }
    }

    /// First fit.
    fn take(&mut self, count: u32) -> Option<u32> {
        let i = self.free.iter().position(|(_, n)| *n >= count)?;
        let stretch = self.free.get_mut(i)?;
        let at = stretch.0;
        stretch.0 += count;
        stretch.1 -= count;
        if stretch.1 == 0 {
            self.free.remove(i);
        }
        Some(at)
    }

    fn give(&mut self, at: u32, count: u32) {
        if count == 0 {
            return;
        }
        let i = self.free.partition_point(|(a, _)| *a < at);
        self.free.insert(i, (at, count));
        if let (Some(a), Some(b)) = (self.free.get(i).copied(), self.free.get(i + 1).copied())
            && a.0 + a.1 == b.0
        {
            self.free[i].1 += b.1;
            self.free.remove(i + 1);
        }
        if i > 0 && self.free[i - 1].0 + self.free[i - 1].1 == self.free[i].0 {
            self.free[i - 1].1 += self.free[i].1;
            self.free.remove(i);
        }
    }

    fn is_whole(&self, size: u32) -> bool {
        self.free == [(0, size)]
    }
}

struct Page {
    vertices: wgpu::Buffer,
    indices: wgpu::Buffer,
    vertex_capacity: u32,
    index_capacity: u32,
    free_vertices: FreeList,
    free_indices: FreeList,
}

/// One run of indices with one material.
pub(super) struct SubmeshOnGpu {
    pub first_index: u32,
    pub index_count: u32,
    /// Index into [`MeshOnGpu::materials`].
    pub material: usize,
    pub bounds: Aabb,
    /// How much texture coordinates advance per metre of surface, the square root of area over area.
    pub uv_per_metre: f32,
}

/// A mesh on the device.
pub(super) struct MeshOnGpu {
    pub page: usize,
    pub base_vertex: u32,
    pub vertex_count: u32,
    pub first_index: u32,
    pub index_count: u32,
    pub submeshes: Vec<SubmeshOnGpu>,
    pub materials: Vec<MaterialOnGpu>,
    used_in_frame: u64,
}

/// All meshes on the device.
#[derive(Default)]
pub(super) struct Meshes {
    pages: Vec<Option<Page>>,
    meshes: BTreeMap<MeshKey, MeshOnGpu>,
    bytes: u64,
}

impl Meshes {
    pub fn get(&self, key: MeshKey) -> Option<&MeshOnGpu> {
        self.meshes.get(&key)
    }

    pub fn get_mut(&mut self, key: MeshKey) -> Option<&mut MeshOnGpu> {
        self.meshes.get_mut(&key)
    }

    /// Notes that the mesh is needed in this frame; whether it is on the device.
    pub fn touch(&mut self, key: MeshKey, frame: u64) -> bool {
        self.meshes.get_mut(&key).is_some_and(|m| {
            m.used_in_frame = frame;
            true
        })
    }

    /// Bytes of all pages.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Vertex and index buffer of a page.
    pub fn buffers(&self, page: usize) -> Option<(&wgpu::Buffer, &wgpu::Buffer)> {
        self.pages.get(page).and_then(|p| p.as_ref()).map(|p| (&p.vertices, &p.indices))
    }

    /// Uploads a mesh. Returns bytes uploaded; an empty mesh, or one too large for the device, is kept without submeshes.
    pub fn upload(&mut self, gpu: &Gpu, materials: &Materials, key: MeshKey, mesh: &Mesh, frame: u64) -> u64 {
        let (vertices, indices) = (mesh.vertices.len() as u32, mesh.indices.len() as u32);
        let most = gpu.device.limits().max_buffer_size;
        let too_large = u64::from(vertices) * size_of::<Vertex>() as u64 > most || u64::from(indices) * 4 > most;
        let empty = vertices == 0 || indices == 0 || too_large;
        if too_large {
            log::error!("a mesh of {vertices} vertices is too large for this graphics adapter and is left out");
        }
        let place = if empty { None } else { self.place(gpu, vertices, indices) };
        let Some((page, base_vertex, first_index)) = place else {
            let hollow = MeshOnGpu {
                page: 0,
                base_vertex: 0,
                vertex_count: 0,
                first_index: 0,
                index_count: 0,
                submeshes: Vec::new(),
                materials: Vec::new(),
                used_in_frame: frame,
            };
            self.meshes.insert(key, hollow);
            return 0;
        };
        if let Some((vertex_buffer, index_buffer)) = self.buffers(page) {
            gpu.queue.write_buffer(vertex_buffer, u64::from(base_vertex) * size_of::<Vertex>() as u64, bytemuck::cast_slice(&mesh.vertices));
            gpu.queue.write_buffer(index_buffer, u64::from(first_index) * 4, bytemuck::cast_slice(&mesh.indices));
        }
        let submeshes = mesh
            .submeshes
            .iter()
            .filter(|s| (s.material as usize) < mesh.materials.len() && s.first_index + s.index_count <= indices)
            .map(|s| SubmeshOnGpu {
                first_index: first_index + s.first_index,
                index_count: s.index_count,
                material: s.material as usize,
                bounds: s.bounds,
                uv_per_metre: uv_per_metre(mesh, s.first_index, s.index_count),
            })
            .collect();
        let materials = mesh.materials.iter().map(|m| materials.make(gpu, m)).collect();
        let made = MeshOnGpu { page, base_vertex, vertex_count: vertices, first_index, index_count: indices, submeshes, materials, used_in_frame: frame };
        self.meshes.insert(key, made);
        u64::from(vertices) * size_of::<Vertex>() as u64 + u64::from(indices) * 4
    }

    /// Drops meshes unused for the longest time while the pages hold more than `budget_bytes`; never one used in this frame.
    pub fn evict(&mut self, budget_bytes: u64, frame: u64) {
        while self.bytes > budget_bytes {
            let oldest = self.meshes.iter().filter(|(_, m)| m.used_in_frame < frame).min_by_key(|(k, m)| (m.used_in_frame, **k));
            let Some((key, _)) = oldest else { return };
            let key = *key;
            self.remove(key);
        }
    }

    fn remove(&mut self, key: MeshKey) {
        let Some(mesh) = self.meshes.remove(&key) else { return };
        let Some(slot) = self.pages.get_mut(mesh.page) else { return };
        let Some(page) = slot else { return };
        page.free_vertices.give(mesh.base_vertex, mesh.vertex_count);
        page.free_indices.give(mesh.first_index, mesh.index_count);
        if page.free_vertices.is_whole(page.vertex_capacity) && page.free_indices.is_whole(page.index_capacity) {
            self.bytes -= page.vertices.size() + page.indices.size();
            *slot = None;
        }
    }

    fn place(&mut self, gpu: &Gpu, vertices: u32, indices: u32) -> Option<(usize, u32, u32)> {
        for (i, page) in self.pages.iter_mut().enumerate() {
            let Some(page) = page else { continue };
            if let Some(v) = page.free_vertices.take(vertices) {
                if let Some(x) = page.free_indices.take(indices) {
                    return Some((i, v, x));
                }
                page.free_vertices.give(v, vertices);
            }
        }
        // A mesh that fills more than a quarter of a page would leave holes behind: it gets one of its own size.
        let own = vertices > PAGE_VERTICES / 4 || indices > PAGE_INDICES / 4;
        let (vertex_capacity, index_capacity) = if own { (vertices, indices) } else { (PAGE_VERTICES, PAGE_INDICES) };
        let buffer = |label, size, usage| {
            gpu.device.create_buffer(&wgpu::BufferDescriptor {
                label: Some(label),
                size,
                usage: usage | wgpu::BufferUsages::COPY_DST,
                mapped_at_creation: false,
            })
        };
        let mut page = Page {
            vertices: buffer("vertices", u64::from(vertex_capacity) * size_of::<Vertex>() as u64, wgpu::BufferUsages::VERTEX),
            indices: buffer("indices", u64::from(index_capacity) * 4, wgpu::BufferUsages::INDEX),
            vertex_capacity,
            index_capacity,
            free_vertices: FreeList::new(vertex_capacity),
            free_indices: FreeList::new(index_capacity),
        };
        self.bytes += page.vertices.size() + page.indices.size();
        let place = (page.free_vertices.take(vertices)?, page.free_indices.take(indices)?);
        let free = self.pages.iter().position(Option::is_none);
        let index = free.unwrap_or(self.pages.len());
        match free {
            Some(i) => self.pages[i] = Some(page),
            None => self.pages.push(Some(page)),
        }
        Some((index, place.0, place.1))
    }
}

/// Texture coordinate units per metre over a run (0 when it has no coordinates).
fn uv_per_metre(mesh: &Mesh, first: u32, count: u32) -> f32 {
    let run = mesh.indices.get(first as usize..(first + count) as usize).unwrap_or_default();
    let (mut uv_area, mut area) = (0.0_f64, 0.0_f64);
    // Every eighth triangle of a large run is enough for a mean.
    let stride = if run.len() > 3 * 4096 { 8 } else { 1 };
    for t in run.chunks_exact(3).step_by(stride) {
        let corner = |i: usize| mesh.vertices.get(t[i] as usize);
        let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) else { continue };
        let p = |v: &Vertex| Vec3::from(v.position);
        area += f64::from((p(b) - p(a)).cross(p(c) - p(a)).length());
        let d = |v: &Vertex| [v.uv0[0] - a.uv0[0], v.uv0[1] - a.uv0[1]];
        let (e, f) = (d(b), d(c));
        uv_area += f64::from((e[0] * f[1] - e[1] * f[0]).abs());
    }
    if area > 0.0 { (uv_area / area).sqrt() as f32 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Material, Submesh};

    #[test]
    fn stretches_given_back_grow_together() {
        let mut list = FreeList::new(100);
        let taken: Vec<u32> = (0..10).map(|_| list.take(10).unwrap()).collect();
        assert_eq!(list.take(1), None);
        for i in [3, 1, 2, 9, 7, 8, 0, 5, 4, 6] {
            list.give(taken[i], 10);
        }
        assert!(list.is_whole(100));
    }

    #[test]
    fn first_fit_fills_the_first_hole() {
        let mut list = FreeList::new(100);
        let a = list.take(20).unwrap();
        let _b = list.take(20).unwrap();
        list.give(a, 20);
        assert_eq!(list.take(15), Some(0));
        assert_eq!(list.take(60), Some(40));
        assert_eq!(list.take(6), None);
        assert_eq!(list.take(5), Some(15));
    }

    fn square(edge: f32, uv: f32) -> Mesh {
        let v = |x: f32, y: f32| Vertex { position: [x * edge, y * edge, 0.0], uv0: [x * uv, y * uv], ..Default::default() };
        Mesh {
            vertices: vec![v(0.0, 0.0), v(1.0, 0.0), v(1.0, 1.0), v(0.0, 1.0)],
            indices: vec![0, 1, 2, 0, 2, 3],
            submeshes: vec![Submesh { first_index: 0, index_count: 6, material: 0, bounds: Aabb { min: Vec3::ZERO, max: Vec3::new(edge, edge, 0.0) } }],
            materials: vec![Material::default()],
            baked_light: false,
            bounds: Aabb { min: Vec3::ZERO, max: Vec3::new(edge, edge, 0.0) },
        }
    }

    #[test]
    fn texture_density_is_coordinates_per_metre() {
        assert!((uv_per_metre(&square(2.0, 6.0), 0, 6) - 3.0).abs() < 1e-5);
        assert_eq!(uv_per_metre(&Mesh::default(), 0, 0), 0.0);
    }

    #[test]
    fn meshes_are_dropped_when_unused_and_over_budget() {
        let gpu = Gpu::noop().unwrap();
        let globals = super::super::globals::Globals::new(&gpu);
        let materials = Materials::new(&gpu, &globals);
        let mut meshes = Meshes::default();
        for k in 0..4 {
            meshes.upload(&gpu, &materials, MeshKey(k), &square(1.0, 1.0), k);
        }
        assert_eq!(meshes.pages.len(), 1, "small meshes share a page");
        meshes.evict(0, 3);
        assert!(meshes.get(MeshKey(3)).is_some() && meshes.get(MeshKey(0)).is_none());
        meshes.evict(0, 4);
        assert!(meshes.pages.iter().all(Option::is_none) && meshes.bytes() == 0);
    }
}
