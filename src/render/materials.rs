//! Materials on the device: one small buffer each, and a bind group that is renewed when a texture's resident levels change.

use bytemuck::{Pod, Zeroable};

use super::globals::{Globals, entry};
use super::gpu::Gpu;
use super::textures::Textures;
use crate::scene::{AlphaMode, Material, TextureKey, TextureRef};

/// `Material` of material.inc.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(super) struct MaterialUniform {
    pub base_color: [f32; 4],
    pub emissive_f0: [f32; 4],
    pub factors: [f32; 4],
    pub coverage: [f32; 4],
    pub flags: [u32; 4],
    pub uv_rows: [[f32; 4]; 10],
}

const UNLIT: u32 = 32;
const SECOND_UV: u32 = 256;

/// How a material is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Coverage {
    /// Covers all.
    Opaque,
    /// Covers where alpha is at least the cutoff.
    Mask,
    /// Blended, back to front.
    Blend,
}

/// A material on the device.
pub(super) struct MaterialOnGpu {
    pub coverage: Coverage,
    pub double_sided: bool,
    /// The textures of the five slots: base, roughness, normal, occlusion, emissive.
    pub slots: [Option<TextureRef>; 5],
    uniform: MaterialUniform,
    buffer: wgpu::Buffer,
    bind_group: Option<(u64, wgpu::BindGroup)>,
}

impl MaterialOnGpu {
    /// The bind group made last.
    pub fn bind_group(&self) -> Option<&wgpu::BindGroup> {
        self.bind_group.as_ref().map(|(_, g)| g)
    }

    /// The keys of its textures.
    pub fn keys(&self) -> impl Iterator<Item = TextureKey> + '_ {
        self.slots.iter().flatten().map(|t| t.key)
    }

    /// The largest scale of texture coordinates among its slots.
    pub fn uv_scale(&self) -> f32 {
        self.slots.iter().flatten().map(|t| t.transform.scale[0].abs().max(t.transform.scale[1].abs())).fold(0.0, f32::max)
    }
}

/// Makes materials.
pub(super) struct Materials {
    layout: wgpu::BindGroupLayout,
    white: wgpu::TextureView,
}

impl Materials {
    pub fn new(gpu: &Gpu, globals: &Globals) -> Self {
        let white = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("white"),
            size: wgpu::Extent3d { width: 1, height: 1, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        gpu.queue.write_texture(
            white.as_image_copy(),
            &[255; 4],
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4), rows_per_image: None },
            white.size(),
        );
        Self { layout: globals.layouts.material.clone(), white: white.create_view(&wgpu::TextureViewDescriptor::default()) }
    }

    /// A material with its buffer; the bind group comes with [`Self::bind`].
    pub fn make(&self, gpu: &Gpu, m: &Material) -> MaterialOnGpu {
        let uniform = uniform(m);
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("material"),
            size: size_of::<MaterialUniform>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        gpu.queue.write_buffer(&buffer, 0, bytemuck::bytes_of(&uniform));
        MaterialOnGpu {
            coverage: coverage(m),
            double_sided: m.double_sided,
            slots: slots(m),
            uniform,
            buffer,
            bind_group: None,
        }
    }

    /// Renews the bind group when a texture has changed since it was made.
    pub fn bind(&self, gpu: &Gpu, globals: &Globals, textures: &Textures, m: &mut MaterialOnGpu) {
        // A sum of counters that only grow is a stamp.
        let stamp: u64 = m.keys().map(|k| textures.stamp(k)).sum();
        if m.bind_group.as_ref().is_some_and(|(s, _)| *s == stamp) {
            return;
        }
        // A texture that does not exist, or of which nothing is resident, is left out of the flags: its factor stands alone.
        let mut uniform = m.uniform;
        for (i, slot) in m.slots.iter().enumerate() {
            if slot.is_some_and(|t| textures.view(t.key).is_none()) {
                uniform.flags[0] &= !(1 << i);
            }
        }
        gpu.queue.write_buffer(&m.buffer, 0, bytemuck::bytes_of(&uniform));
        let view = |i: usize| m.slots[i].and_then(|t| textures.view(t.key)).unwrap_or(&self.white);
        let sampler = |i: usize| globals.samplers.wrap(m.slots[i].map_or([true; 2], |t| t.repeat));
        let mut entries = Vec::with_capacity(11);
        entries.push(entry(0, m.buffer.as_entire_binding()));
        entries.extend((0..5).map(|i| entry(1 + i as u32, wgpu::BindingResource::TextureView(view(i)))));
        entries.extend((0..5).map(|i| entry(6 + i as u32, wgpu::BindingResource::Sampler(sampler(i)))));
        let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor { label: Some("material"), layout: &self.layout, entries: &entries });
        m.bind_group = Some((stamp, group));
    }
}

fn slots(m: &Material) -> [Option<TextureRef>; 5] {
    [m.base_color_texture, m.metallic_roughness_texture, m.normal_texture, m.occlusion_texture, m.emissive_texture]
}

fn coverage(m: &Material) -> Coverage {
    match m.alpha_mode {
        _ if m.transmission > 0.0 => Coverage::Blend,
        AlphaMode::Opaque => Coverage::Opaque,
        AlphaMode::Mask(_) => Coverage::Mask,
        AlphaMode::Blend => Coverage::Blend,
    }
}

fn uniform(m: &Material) -> MaterialUniform {
    let mut flags = if m.unlit { UNLIT } else { 0 };
    let mut uv_rows = [[0.0; 4]; 10];
    for (i, slot) in slots(m).iter().enumerate() {
        let t = slot.map(|t| t.transform).unwrap_or_default();
        let (sin, cos) = t.rotation.sin_cos();
        // KHR_texture_transform: translation * rotation * scale, with the rotation matrix [cos sin; -sin cos] acting on (u, v).
        uv_rows[i * 2] = [cos * t.scale[0], sin * t.scale[1], t.offset[0], 0.0];
        uv_rows[i * 2 + 1] = [-sin * t.scale[0], cos * t.scale[1], t.offset[1], 0.0];
        if let Some(slot) = slot {
            flags |= 1 << i;
            if slot.uv_set == 1 {
                flags |= SECOND_UV << i;
            }
        }
    }
    let ior = m.ior.max(1.0);
    let f0 = ((ior - 1.0) / (ior + 1.0)).powi(2);
    let cutoff = if let AlphaMode::Mask(c) = m.alpha_mode { c } else { 0.0 };
    let [r, g, b] = m.emissive;
    // Alpha counts only where it is asked for.
    let [x, y, z, a] = m.base_color;
    let alpha = if m.alpha_mode == AlphaMode::Opaque { 1.0 } else { a };
    MaterialUniform {
        base_color: [x, y, z, alpha],
        emissive_f0: [r, g, b, f0],
        factors: [m.metallic, m.roughness, m.normal_scale, m.occlusion_strength],
        coverage: [m.transmission.clamp(0.0, 1.0), cutoff, 0.0, 0.0],
        flags: [flags, 0, 0, 0],
        uv_rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::TextureTransform;

    #[test]
    fn glass_reflects_four_hundredths_and_is_blended() {
        let m = Material { ior: 1.5, transmission: 1.0, ..Material::default() };
        assert!((uniform(&m).emissive_f0[3] - 0.04).abs() < 1e-6);
        assert_eq!(coverage(&m), Coverage::Blend);
    }

    #[test]
    fn texture_coordinates_turn_as_the_extension_says() {
        let mut t = TextureRef::new(TextureKey(1));
        t.transform = TextureTransform { offset: [0.1, 0.2], rotation: std::f32::consts::FRAC_PI_2, scale: [2.0, 3.0] };
        let m = Material { base_color_texture: Some(t), ..Material::default() };
        let u = uniform(&m);
        let apply = |uv: [f32; 2]| {
            [0, 1].map(|r| u.uv_rows[r][0] * uv[0] + u.uv_rows[r][1] * uv[1] + u.uv_rows[r][2])
        };
        // (1, 0) scaled to (2, 0), turned a quarter to (0, -2), moved.
        let [x, y] = apply([1.0, 0.0]);
        assert!((x - 0.1).abs() < 1e-5 && (y + 1.8).abs() < 1e-5, "{x} {y}");
    }

    #[test]
    fn alpha_of_an_opaque_material_is_ignored() {
        let m = Material { base_color: [1.0, 1.0, 1.0, 0.2], ..Material::default() };
        assert_eq!(uniform(&m).base_color[3], 1.0);
    }
}
