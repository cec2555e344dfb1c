//! The placed things of the scene as the shaders read them, in one buffer that is renewed when the scene changes.

use bytemuck::{Pod, Zeroable};

use super::gpu::Gpu;
use crate::scene::{Cell, Instance, Scene, Sh9};
use glam::Vec3;

/// `Instance` of common.inc.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(super) struct InstanceGpu {
    pub world_from_mesh_0: [f32; 4],
    pub world_from_mesh_1: [f32; 4],
    pub world_from_mesh_2: [f32; 4],
    pub params: [f32; 4],
    pub indirect: [[f32; 4]; 9],
    pub direct: [[f32; 4]; 9],
}

/// Things on the device.
pub(super) struct SceneOnGpu {
    pub buffer: wgpu::Buffer,
    capacity: usize,
    staging: Vec<InstanceGpu>,
    /// First slot of each cell.
    starts: Vec<u32>,
    uploaded: Option<(u64, usize)>,
}

impl SceneOnGpu {
    pub fn new(gpu: &Gpu) -> Self {
        let capacity = 256;
        Self { buffer: buffer(gpu, capacity), capacity, staging: Vec::new(), starts: Vec::new(), uploaded: None }
    }

    /// Slot of a thing in the buffer.
    pub fn slot(&self, cell: usize, instance: usize) -> u32 {
        self.starts.get(cell).copied().unwrap_or(0) + instance as u32
    }

    /// Uploads the things when the scene's revision (or their number) changed. Returns bytes uploaded and whether the buffer is another one.
    pub fn update(&mut self, gpu: &Gpu, scene: &Scene) -> (u64, bool) {
        let count: usize = scene.cells.iter().map(|c| c.instances.len()).sum();
        if self.uploaded == Some((scene.revision, count)) {
            return (0, false);
        }
        self.staging.clear();
        self.starts.clear();
        for (index, cell) in scene.cells.iter().enumerate() {
            self.starts.push(self.staging.len() as u32);
            self.staging.extend(cell.instances.iter().map(|i| instance(index, cell, i)));
        }
        let grown = count > self.capacity;
        if grown {
            self.capacity = count.next_power_of_two();
            self.buffer = buffer(gpu, self.capacity);
        }
        if !self.staging.is_empty() {
            gpu.queue.write_buffer(&self.buffer, 0, bytemuck::cast_slice(&self.staging));
        }
        self.uploaded = Some((scene.revision, count));
        ((count * size_of::<InstanceGpu>()) as u64, grown)
    }
}

fn buffer(gpu: &Gpu, capacity: usize) -> wgpu::Buffer {
    gpu.device.create_buffer(&wgpu::BufferDescriptor {
        label: Some("things"),
        size: (capacity * size_of::<InstanceGpu>()) as u64,
        usage: wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

fn instance(cell_index: usize, cell: &Cell, i: &Instance) -> InstanceGpu {
    let m = i.world_from_mesh.matrix3;
    let t = i.world_from_mesh.translation;
    let row = |x: f32, y: f32, z: f32, w: f32| [x, y, z, w];
    // A thing that was given no light at all stands in the hall's mean light.
    let indirect = if i.probe.indirect == Sh9::default() { cell.environment.irradiance } else { i.probe.indirect };
    let four = |s: Sh9| s.0.map(|c: Vec3| c.extend(0.0).to_array());
    InstanceGpu {
        world_from_mesh_0: row(m.x_axis.x, m.y_axis.x, m.z_axis.x, t.x),
        world_from_mesh_1: row(m.x_axis.y, m.y_axis.y, m.z_axis.y, t.y),
        world_from_mesh_2: row(m.x_axis.z, m.y_axis.z, m.z_axis.z, t.z),
        params: [i.gain, cell_index as f32, f32::from(u8::from(i.mesh.baked_light)), if m.determinant() < 0.0 { -1.0 } else { 1.0 }],
        indirect: four(indirect),
        direct: four(i.probe.direct),
    }
}
