//! What the renderer is asked to draw, and what it reports.

use crate::scene::{Camera, Scene, TextureInfo, TextureKey};

use super::tier::Tier;

/// Where textures come from. Calls are made on the thread that draws and should be quick.
pub trait TextureSource: Send + Sync {
    /// Form of a texture; `None` when there is no such texture (drawn white).
    fn info(&self, key: TextureKey) -> Option<TextureInfo>;
    /// Bytes of one level in the stored format, level 0 the largest; `None` when it cannot be read.
    fn level(&self, key: TextureKey, level: u32) -> Option<Vec<u8>>;
}

/// A source without textures.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTextures;

impl TextureSource for NoTextures {
    fn info(&self, _: TextureKey) -> Option<TextureInfo> {
        None
    }
    fn level(&self, _: TextureKey, _: u32) -> Option<Vec<u8>> {
        None
    }
}

/// How scene luminance becomes display colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ToneMap {
    /// AgX (Sobotka): soft highlights, for halls.
    #[default]
    Agx,
    /// Khronos PBR Neutral: true base colours, for looking closely.
    Neutral,
}

/// What is seen where no surface is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Background {
    /// The cell's image light, blurred: 0 sharp .. 1 diffuse.
    Environment {
        /// 0..1.
        blur: f32,
    },
    /// A colour before tone mapping, linear, 1.0 = paper white at the cell's exposure.
    Color([f32; 3]),
    /// The clear colour.
    #[default]
    None,
}

/// The interface drawn over the picture.
#[derive(Clone, Debug, Default)]
pub struct OverlayFrame {
    /// Tessellated shapes.
    pub primitives: Vec<egui::ClippedPrimitive>,
    /// Texture changes since the last frame handed in; each is applied once. The renderer keeps a copy of every overlay texture,
    /// so that a lost device needs nothing again.
    pub textures: egui::TexturesDelta,
    /// Pixels per egui point.
    pub pixels_per_point: f32,
}

impl Drop for OverlayFrame {
    fn drop(&mut self) {
        // The renderer has applied them by reference; egui asserts that none is dropped unseen.
        self.textures.clear();
    }
}

/// One picture to draw.
pub struct FrameInput<'a> {
    /// What there is.
    pub scene: &'a Scene,
    /// Where one looks from; the aspect ratio is the viewport's.
    pub camera: Camera,
    /// Size of the whole output, pixels.
    pub output_px: [u32; 2],
    /// Where the scene is drawn inside the output: x, y, width, height, pixels.
    pub viewport_px: [u32; 4],
    /// Tone mapping.
    pub tone_map: ToneMap,
    /// Behind everything.
    pub background: Background,
    /// How much to spend.
    pub tier: Tier,
    /// The picture changes: draw quickly and do not refine.
    pub moving: bool,
    /// The interface, if any.
    pub overlay: Option<OverlayFrame>,
    /// Colour outside the viewport and behind a scene without background, sRGB-encoded 0..1.
    pub clear_srgb: [f32; 3],
}

/// Where a frame goes.
#[derive(Clone, Copy)]
pub enum Target<'a> {
    /// A view of the output's size (a window's picture) and its format.
    View(&'a wgpu::TextureView, wgpu::TextureFormat),
    /// The renderer's own picture, for [`super::Renderer::read_image`].
    Offscreen,
}

/// What drawing a frame came to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FrameReport {
    /// Nothing is left to refine or to stream: drawing again would give the same picture.
    pub settled: bool,
    /// Draw calls of the scene.
    pub draws: u32,
    /// Triangles of the scene.
    pub triangles: u64,
    /// CPU time of the call, milliseconds (uploads, culling, recording, submitting).
    pub cpu_ms: f32,
    /// GPU time of an earlier frame, milliseconds, where the adapter can tell.
    pub gpu_ms: Option<f32>,
    /// Bytes uploaded by this frame.
    pub uploaded_bytes: u64,
    /// Texture bytes resident.
    pub texture_bytes: u64,
    /// Mesh bytes resident.
    pub mesh_bytes: u64,
    /// Edge of the scene's picture relative to the viewport (0.5 = half resolution).
    pub scale: f32,
    /// Pictures averaged so far at rest.
    pub samples: u32,
}

/// A picture read back: 8-bit sRGB RGBA, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadImage {
    /// Width, pixels.
    pub width: u32,
    /// Height, pixels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}
