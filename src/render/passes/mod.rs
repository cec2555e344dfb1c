//! One file per pass: what never changes (pipelines) beside what a frame records.

pub(super) mod accumulate;
pub(super) mod background;
pub(super) mod opaque;
pub(super) mod overlay;
pub(super) mod present;
pub(super) mod resolve;
pub(super) mod surfaces;
pub(super) mod tonemap;
pub(super) mod transparent;

use crate::scene::Vertex;

/// Light before tone mapping.
pub(super) const HDR: wgpu::TextureFormat = wgpu::TextureFormat::Rgba16Float;
/// Encoded display values.
pub(super) const DISPLAY: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;
/// Reverse-Z: 1 near, 0 at infinity.
pub(super) const DEPTH: wgpu::TextureFormat = wgpu::TextureFormat::Depth32Float;

/// [`Vertex`] as the pipelines read it.
pub(super) const VERTEX_ATTRIBUTES: [wgpu::VertexAttribute; 6] = wgpu::vertex_attr_array![
    0 => Float32x3, 1 => Snorm16x2, 2 => Snorm8x4, 3 => Float32x2, 4 => Unorm8x4, 5 => Uint32x2
];

/// The vertex buffer's layout with the given attributes.
pub(super) fn vertex_layout(attributes: &[wgpu::VertexAttribute]) -> wgpu::VertexBufferLayout<'_> {
    wgpu::VertexBufferLayout { array_stride: size_of::<Vertex>() as u64, step_mode: wgpu::VertexStepMode::Vertex, attributes }
}

/// What tells one whole-picture pipeline from another.
pub(super) struct Fullscreen<'a> {
    pub label: &'static str,
    pub module: &'a wgpu::ShaderModule,
    pub fragment: &'static str,
    pub groups: &'a [Option<&'a wgpu::BindGroupLayout>],
    pub format: wgpu::TextureFormat,
    pub blend: Option<wgpu::BlendState>,
    /// Drawn only where nothing is (depth 0).
    pub behind: bool,
    pub samples: u32,
}

impl Fullscreen<'_> {
    pub fn make(&self, device: &wgpu::Device) -> wgpu::RenderPipeline {
        let layout =
            device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor { label: Some(self.label), bind_group_layouts: self.groups, immediate_size: 0 });
        device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(self.label),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: self.module,
                entry_point: Some("vs_main"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: &[],
            },
            primitive: wgpu::PrimitiveState::default(),
            depth_stencil: self.behind.then(|| wgpu::DepthStencilState {
                format: DEPTH,
                depth_write_enabled: Some(false),
                depth_compare: Some(wgpu::CompareFunction::GreaterEqual),
                stencil: wgpu::StencilState::default(),
                bias: wgpu::DepthBiasState::default(),
            }),
            multisample: wgpu::MultisampleState { count: self.samples, ..Default::default() },
            fragment: Some(wgpu::FragmentState {
                module: self.module,
                entry_point: Some(self.fragment),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &[Some(wgpu::ColorTargetState { format: self.format, blend: self.blend, write_mask: wgpu::ColorWrites::ALL })],
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}

/// A color attachment that is cleared or kept.
pub(super) fn color(view: &wgpu::TextureView, clear: Option<wgpu::Color>) -> Option<wgpu::RenderPassColorAttachment<'_>> {
    Some(wgpu::RenderPassColorAttachment {
        view,
        depth_slice: None,
        resolve_target: None,
        ops: wgpu::Operations { load: clear.map_or(wgpu::LoadOp::Load, wgpu::LoadOp::Clear), store: wgpu::StoreOp::Store },
    })
}
