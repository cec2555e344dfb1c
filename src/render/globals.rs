//! What the whole frame shares: bind group layouts, samplers, the view, and each cell's image light.

use std::sync::Arc;

use bytemuck::{Pod, Zeroable};
use glam::{Mat4, Vec3};

use super::dfg;
use super::gpu::Gpu;
use crate::scene::Environment;

/// `View` of common.inc.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(super) struct ViewUniform {
    pub clip_from_world: [[f32; 4]; 4],
    pub ray_right: [f32; 4],
    pub ray_up: [f32; 4],
    pub ray_forward: [f32; 4],
    pub eye_exposure: [f32; 4],
    pub viewport: [f32; 4],
    pub cluster: [f32; 4],
    pub background: [f32; 4],
    pub params: [f32; 4],
}

/// `Environment` of environment.inc.wgsl.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Pod, Zeroable)]
pub(super) struct EnvironmentUniform {
    pub sh: [[f32; 4]; 9],
    pub center: [f32; 4],
    pub box_min: [f32; 4],
    pub box_max: [f32; 4],
    pub params: [f32; 4],
}

/// Layouts of the scene's bind groups. Group 0: view, things, lamps. Group 1: image light. Group 2: material.
pub(super) struct Layouts {
    pub view: wgpu::BindGroupLayout,
    pub environment: wgpu::BindGroupLayout,
    pub material: wgpu::BindGroupLayout,
    pub shadow: wgpu::BindGroupLayout,
}

/// Samplers, by wrap of U and V, and the special ones.
pub(super) struct Samplers {
    wrapped: [wgpu::Sampler; 4],
    pub linear: wgpu::Sampler,
    pub shadow: wgpu::Sampler,
}

impl Samplers {
    /// The sampler that repeats (true) or clamps U and V.
    pub fn wrap(&self, repeat: [bool; 2]) -> &wgpu::Sampler {
        let [a, b, c, d] = &self.wrapped;
        match repeat {
            [false, false] => a,
            [true, false] => b,
            [false, true] => c,
            [true, true] => d,
        }
    }
}

/// The shared part of the renderer on one device.
pub(super) struct Globals {
    pub layouts: Layouts,
    pub samplers: Samplers,
    pub view_buffer: wgpu::Buffer,
    dfg_view: wgpu::TextureView,
    environments: Vec<EnvironmentOnGpu>,
}

struct EnvironmentOnGpu {
    environment: Arc<Environment>,
    bind_group: wgpu::BindGroup,
    bytes: u64,
}

impl Globals {
    pub fn new(gpu: &Gpu) -> Self {
        let device = &gpu.device;
        let view_buffer = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("view"),
            size: size_of::<ViewUniform>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let dfg = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("specular albedo"),
            size: wgpu::Extent3d { width: dfg::SIZE, height: dfg::SIZE, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rg16Float,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        gpu.queue.write_texture(
            dfg.as_image_copy(),
            bytemuck::cast_slice(&dfg::table()),
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(dfg::SIZE * 4), rows_per_image: None },
            dfg.size(),
        );
        Self {
            layouts: layouts(device),
            samplers: samplers(gpu),
            view_buffer,
            dfg_view: dfg.create_view(&wgpu::TextureViewDescriptor::default()),
            environments: Vec::new(),
        }
    }

    /// Uploads image lights that are new and drops those not in use. Returns bytes uploaded.
    pub fn keep_environments<'a>(&mut self, gpu: &Gpu, wanted: impl Iterator<Item = &'a Arc<Environment>> + Clone) -> u64 {
        self.environments.retain(|e| wanted.clone().any(|w| Arc::ptr_eq(w, &e.environment)));
        let mut bytes = 0;
        for environment in wanted {
            if self.environment(environment).is_none() {
                let made = self.upload(gpu, environment);
                bytes += made.bytes;
                self.environments.push(made);
            }
        }
        bytes
    }

    /// The bind group of a kept image light.
    pub fn environment(&self, environment: &Arc<Environment>) -> Option<&wgpu::BindGroup> {
        self.environments.iter().find(|e| Arc::ptr_eq(&e.environment, environment)).map(|e| &e.bind_group)
    }

    fn upload(&self, gpu: &Gpu, environment: &Arc<Environment>) -> EnvironmentOnGpu {
        let face = environment.face_size.clamp(1, gpu.caps.max_texture_px);
        let levels = environment.mip_count.clamp(1, face.ilog2() + 1);
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("image light"),
            size: wgpu::Extent3d { width: face, height: face, depth_or_array_layers: 6 },
            mip_level_count: levels,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba16Float,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let mut at = 0;
        for level in 0..levels {
            let edge = (face >> level).max(1);
            let count = (edge * edge * 6) as usize;
            // A cube that ends early stays black in its last levels.
            let Some(texels) = environment.cube.get(at..at + count) else { break };
            at += count;
            gpu.queue.write_texture(
                wgpu::TexelCopyTextureInfo { mip_level: level, ..texture.as_image_copy() },
                bytemuck::cast_slice(texels),
                wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(edge * 8), rows_per_image: Some(edge) },
                wgpu::Extent3d { width: edge, height: edge, depth_or_array_layers: 6 },
            );
        }
        let (center_w, (low, high)) = match environment.proxy_box {
            Some(b) => (1.0, b),
            None => (0.0, (Vec3::ZERO, Vec3::ZERO)),
        };
        let uniform = EnvironmentUniform {
            sh: environment.irradiance.0.map(|c| c.extend(0.0).to_array()),
            center: environment.center.extend(center_w).to_array(),
            box_min: low.extend(0.0).to_array(),
            box_max: high.extend(0.0).to_array(),
            params: [(levels - 1) as f32, 0.0, 0.0, 0.0],
        };
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("image light"),
            size: size_of::<EnvironmentUniform>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        gpu.queue.write_buffer(&buffer, 0, bytemuck::bytes_of(&uniform));
        let cube = texture.create_view(&wgpu::TextureViewDescriptor { dimension: Some(wgpu::TextureViewDimension::Cube), ..Default::default() });
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("image light"),
            layout: &self.layouts.environment,
            entries: &[
                entry(0, buffer.as_entire_binding()),
                entry(1, wgpu::BindingResource::TextureView(&cube)),
                entry(2, wgpu::BindingResource::TextureView(&self.dfg_view)),
                entry(3, wgpu::BindingResource::Sampler(&self.samplers.linear)),
            ],
        });
        EnvironmentOnGpu { environment: Arc::clone(environment), bind_group, bytes: at as u64 * 8 }
    }
}

/// A bind group entry.
pub(super) fn entry(binding: u32, resource: wgpu::BindingResource<'_>) -> wgpu::BindGroupEntry<'_> {
    wgpu::BindGroupEntry { binding, resource }
}

/// A texture entry of a layout, read while pixels are shaded.
pub(super) fn texture_layout(binding: u32, dimension: wgpu::TextureViewDimension, kind: wgpu::TextureSampleType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture { sample_type: kind, view_dimension: dimension, multisampled: false },
        count: None,
    }
}

/// A sampler entry of a layout.
pub(super) fn sampler_layout(binding: u32, kind: wgpu::SamplerBindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry { binding, visibility: wgpu::ShaderStages::FRAGMENT, ty: wgpu::BindingType::Sampler(kind), count: None }
}

/// A buffer entry of a layout.
pub(super) fn buffer_layout(binding: u32, visibility: wgpu::ShaderStages, ty: wgpu::BufferBindingType) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry { binding, visibility, ty: wgpu::BindingType::Buffer { ty, has_dynamic_offset: false, min_binding_size: None }, count: None }
}

fn layouts(device: &wgpu::Device) -> Layouts {
    use wgpu::{BufferBindingType as B, ShaderStages as S, TextureSampleType as T, TextureViewDimension as D};
    let filtered = T::Float { filterable: true };
    let storage = B::Storage { read_only: true };
    let make = |label, entries: &[wgpu::BindGroupLayoutEntry]| {
        device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor { label: Some(label), entries })
    };
    let mut material = vec![buffer_layout(0, S::VERTEX_FRAGMENT, B::Uniform)];
    material.extend((1..=5).map(|i| texture_layout(i, D::D2, filtered)));
    material.extend((6..=10).map(|i| sampler_layout(i, wgpu::SamplerBindingType::Filtering)));
    Layouts {
        view: make(
            "view",
            &[
                buffer_layout(0, S::VERTEX_FRAGMENT, B::Uniform),
                buffer_layout(1, S::VERTEX_FRAGMENT, storage),
                buffer_layout(2, S::FRAGMENT, storage),
                buffer_layout(3, S::FRAGMENT, storage),
                texture_layout(4, D::D2Array, T::Depth),
                sampler_layout(5, wgpu::SamplerBindingType::Comparison),
            ],
        ),
        environment: make(
            "image light",
            &[
                buffer_layout(0, S::FRAGMENT, B::Uniform),
                texture_layout(1, D::Cube, filtered),
                texture_layout(2, D::D2, filtered),
                sampler_layout(3, wgpu::SamplerBindingType::Filtering),
            ],
        ),
        material: make("material", &material),
        shadow: make("shadow", &[buffer_layout(0, S::VERTEX, B::Uniform), buffer_layout(1, S::VERTEX, storage)]),
    }
}

fn samplers(gpu: &Gpu) -> Samplers {
    use wgpu::{AddressMode, FilterMode, MipmapFilterMode};
    let software = gpu.caps.software;
    let make = |repeat: [bool; 2]| {
        let mode = |r| if r { AddressMode::Repeat } else { AddressMode::ClampToEdge };
        gpu.device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("surface"),
            address_mode_u: mode(repeat[0]),
            address_mode_v: mode(repeat[1]),
            mag_filter: FilterMode::Linear,
            min_filter: FilterMode::Linear,
            // A fifth of the time on a software rasteriser; jitter at rest blends the levels there.
            mipmap_filter: if software { MipmapFilterMode::Nearest } else { MipmapFilterMode::Linear },
            anisotropy_clamp: if software { 1 } else { 8 },
            ..Default::default()
        })
    };
    Samplers {
        wrapped: [make([false, false]), make([true, false]), make([false, true]), make([true, true])],
        linear: gpu.device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("linear"),
            mag_filter: FilterMode::Linear,
            min_filter: FilterMode::Linear,
            mipmap_filter: MipmapFilterMode::Linear,
            ..Default::default()
        }),
        shadow: gpu.device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("shadow"),
            mag_filter: FilterMode::Linear,
            min_filter: FilterMode::Linear,
            compare: Some(wgpu::CompareFunction::LessEqual),
            ..Default::default()
        }),
    }
}

/// Display value of one cd/m2 at an exposure: `1 / (1.2 * 2^ev100)` (Lagarde & de Rousiers 2014, saturation-based sensitivity).
pub(super) fn exposure_scale(ev100: f32) -> f32 {
    1.0 / (1.2 * ev100.exp2())
}

/// The view matrix product moved by a fraction of a pixel; `jitter_px` in pixels, x right, y down.
pub(super) fn jittered(clip_from_world: Mat4, jitter_px: [f32; 2], size_px: [u32; 2]) -> Mat4 {
    let x = 2.0 * jitter_px[0] / size_px[0] as f32;
    let y = -2.0 * jitter_px[1] / size_px[1] as f32;
    // clip.xy += jitter * clip.w
    let rows = [clip_from_world.row(0), clip_from_world.row(1), clip_from_world.row(2), clip_from_world.row(3)];
    Mat4::from_cols(rows[0] + rows[3] * x, rows[1] + rows[3] * y, rows[2], rows[3]).transpose()
}

/// Halton points of bases 2 and 3 about the pixel's centre, -0.5..0.5; point 0 is the centre itself.
pub(super) fn jitter(sample: u32) -> [f32; 2] {
    if sample == 0 {
        return [0.0; 2];
    }
    let halton = |base: u32| {
        let (mut i, mut f, mut r) = (sample, 1.0_f32, 0.0_f32);
        while i > 0 {
            f /= base as f32;
            r += f * (i % base) as f32;
            i /= base;
        }
        r - 0.5
    };
    [halton(2), halton(3)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use glam::Vec4;

    #[test]
    fn jitter_moves_by_pixels_at_every_depth() {
        let m = Mat4::from_cols(Vec4::new(1.2, 0.0, 0.0, 0.0), Vec4::new(0.0, 2.0, 0.0, 0.0), Vec4::new(0.0, 0.0, 0.0, -1.0), Vec4::new(0.0, 0.0, 0.05, 0.0));
        let j = jittered(m, [0.25, -0.5], [200, 100]);
        for z in [-0.3_f32, -2.0, -40.0] {
            let p = Vec4::new(0.1, -0.2, z, 1.0);
            let (a, b) = (m * p, j * p);
            let moved = [(b.x / b.w - a.x / a.w) * 100.0, -(b.y / b.w - a.y / a.w) * 50.0];
            assert!((moved[0] - 0.25).abs() < 1e-3 && (moved[1] + 0.5).abs() < 1e-3, "{moved:?}");
            assert_eq!((a.z, a.w), (b.z, b.w));
        }
    }

    #[test]
    fn jitter_stays_inside_the_pixel_and_is_centred() {
        let mut sum = [0.0; 2];
        for s in 0..16 {
            let j = jitter(s);
            assert!(j.iter().all(|v| v.abs() <= 0.5));
            sum = [sum[0] + j[0], sum[1] + j[1]];
        }
        assert!(sum.iter().all(|s| s.abs() < 1.0), "{sum:?}");
    }

    #[test]
    fn exposure_follows_the_formula() {
        assert!((exposure_scale(0.0) - 1.0 / 1.2).abs() < 1e-6);
        assert!((exposure_scale(8.0) * 256.0 * 1.2 - 1.0).abs() < 1e-5);
    }
}
