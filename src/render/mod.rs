//! Draws a [`Scene`](crate::scene::Scene) with wgpu. The only room that names wgpu.
//!
//! Everything on the device can be dropped and made again from the scene ([`Renderer::drop_all`], [`Renderer::rebuild`]); that is how a
//! lost device is survived. [`frame`] reads like a table of contents; one file per pass is in `passes`, the shaders are in `shaders/`.

mod blocks;
mod dfg;
mod draws;
mod error;
mod frame;
mod globals;
mod gpu;
mod input;
mod lights;
mod materials;
mod meshes;
mod on_device;
mod passes;
mod readback;
mod scene_gpu;
mod shader;
mod shadows;
mod surface;
mod targets;
mod textures;
mod tier;

pub use error::{Faults, FrameError, GpuError};
pub use frame::Renderer;
pub use gpu::{AdapterChoice, Caps, Gpu};
pub use input::{Background, FrameInput, FrameReport, NoTextures, OverlayFrame, ReadImage, Target, TextureSource, ToneMap};
pub use surface::{Acquired, SurfaceAnswer, SurfaceFrame, SurfaceHistory, SurfaceState, WindowSurface};
pub use tier::{Tier, TierChooser};
