//! Pipelines that draw surfaces, made when first needed: full or fast lighting, coverage, sides, mirroring, samples.

use std::collections::BTreeMap;

use super::{DEPTH, DISPLAY, HDR, VERTEX_ATTRIBUTES, vertex_layout};
use crate::render::error::FrameError;
use crate::render::globals::Globals;
use crate::render::gpu::Gpu;
use crate::render::materials::Coverage;
use crate::render::{shader, shadows};

/// How a surface is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::render) struct SurfaceKey {
    pub coverage: Coverage,
    pub fast: bool,
    pub double_sided: bool,
    /// The thing is mirrored, so that its triangles turn the other way.
    pub mirrored: bool,
    pub samples: u32,
}

/// All pipelines made so far.
pub(in crate::render) struct SurfacePipelines {
    full: wgpu::ShaderModule,
    fast: wgpu::ShaderModule,
    full_layout: wgpu::PipelineLayout,
    made: BTreeMap<SurfaceKey, wgpu::RenderPipeline>,
}

impl SurfacePipelines {
    pub fn new(gpu: &Gpu, globals: &Globals) -> Result<Self, FrameError> {
        let l = &globals.layouts;
        let full_layout = gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some("surface"),
            bind_group_layouts: &[Some(&l.view), Some(&l.environment), Some(&l.material)],
            immediate_size: 0,
        });
        Ok(Self {
            full: shader::module(&gpu.device, "surface.wgsl")?,
            fast: shader::module(&gpu.device, "surface_fast.wgsl")?,
            full_layout,
            made: BTreeMap::new(),
        })
    }

    /// Makes the pipeline if it is new.
    pub fn prepare(&mut self, gpu: &Gpu, key: SurfaceKey) {
        if !self.made.contains_key(&key) {
            let made = self.make(&gpu.device, key);
            self.made.insert(key, made);
        }
    }

    /// A prepared pipeline.
    pub fn get(&self, key: SurfaceKey) -> Option<&wgpu::RenderPipeline> {
        self.made.get(&key)
    }

    fn make(&self, device: &wgpu::Device, key: SurfaceKey) -> wgpu::RenderPipeline {
        let module = if key.fast { &self.fast } else { &self.full };
        let fragment = match key.coverage {
            Coverage::Opaque => "fs_opaque",
            Coverage::Mask => "fs_mask",
            Coverage::Blend => "fs_blend",
        };
        let blended = key.coverage == Coverage::Blend;
        // Multisampled pictures stand alone while moving; the others are averaged or quick.
        let taps = if key.samples > 1 { 4.0 } else { 1.0 };
        let constants: &[(&str, f64)] = if key.fast { &[] } else { &[("SHADOW_TAPS", taps)] };
        // Premultiplied; alpha stays what it is: whether a surface covers the pixel. Glass before an empty background covers it too.
        let blend = wgpu::BlendState {
            color: wgpu::BlendComponent {
                src_factor: wgpu::BlendFactor::One,
                dst_factor: wgpu::BlendFactor::OneMinusSrcAlpha,
                operation: wgpu::BlendOperation::Add,
            },
            alpha: wgpu::BlendComponent {
                src_factor: wgpu::BlendFactor::One,
                dst_factor: wgpu::BlendFactor::OneMinusSrcAlpha,
                operation: wgpu::BlendOperation::Add,
            },
        };
        device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some("surface"),
            layout: Some(&self.full_layout),
            vertex: wgpu::VertexState {
                module,
                entry_point: Some("vs_main"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: &[Some(vertex_layout(&VERTEX_ATTRIBUTES))],
            },
            primitive: wgpu::PrimitiveState {
                front_face: if key.mirrored { wgpu::FrontFace::Cw } else { wgpu::FrontFace::Ccw },
                cull_mode: (!key.double_sided).then_some(wgpu::Face::Back),
                ..Default::default()
            },
            depth_stencil: Some(wgpu::DepthStencilState {
                format: DEPTH,
                depth_write_enabled: Some(!blended),
                depth_compare: Some(wgpu::CompareFunction::Greater),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            multisample: wgpu::MultisampleState { count: key.samples, ..Default::default() },
            fragment: Some(wgpu::FragmentState {
                module,
                entry_point: Some(fragment),
                compilation_options: wgpu::PipelineCompilationOptions { constants, ..Default::default() },
                targets: &[Some(wgpu::ColorTargetState {
                    format: if key.fast { DISPLAY } else { HDR },
                    blend: blended.then_some(blend),
                    write_mask: wgpu::ColorWrites::ALL,
                })],
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}

/// The pipeline that draws depth from a lamp. Both sides, so that thin walls and single sheets throw shadows from either face.
pub(in crate::render) fn shadow_pipeline(gpu: &Gpu, globals: &Globals) -> Result<wgpu::RenderPipeline, FrameError> {
    let module = shader::module(&gpu.device, "shadow.wgsl")?;
    let layout = gpu.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("shadow"),
        bind_group_layouts: &[Some(&globals.layouts.shadow)],
        immediate_size: 0,
    });
    let [position, ..] = VERTEX_ATTRIBUTES;
    Ok(gpu.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("shadow"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vs_main"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(vertex_layout(&[position]))],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: Some(wgpu::DepthStencilState {
            format: shadows::FORMAT,
            depth_write_enabled: Some(true),
            depth_compare: Some(wgpu::CompareFunction::Less),
            stencil: wgpu::StencilState::default(),
            bias: wgpu::DepthBiasState { constant: 1, slope_scale: 1.5, clamp: 0.0 },
        }),
        multisample: wgpu::MultisampleState::default(),
        fragment: None,
        multiview_mask: None,
        cache: None,
    }))
}
