//! What the workshops of curation hand to the build.

use crate::scene::{Mesh, TextureInfo};

/// What the numbers of a picture mean; decides encoding and filtering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextureUse {
    /// sRGB colour (mips are averaged in linear light).
    Color,
    /// Linear data: occlusion, roughness, metalness.
    Data,
    /// Tangent-space normal; stored as BC5.
    Normal,
}

/// A picture in memory, 8-bit RGBA, rows from the top.
#[derive(Clone, Debug, PartialEq)]
pub struct RawTexture {
    /// For messages and for sharing: equal names mean equal pictures.
    pub name: String,
    /// Width, texels.
    pub width: u32,
    /// Height, texels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
    /// What it means.
    pub usage: TextureUse,
}

/// A picture ready for upload.
#[derive(Clone, Debug, PartialEq)]
pub struct EncodedTexture {
    /// Name, as in [`RawTexture`].
    pub name: String,
    /// Form.
    pub info: TextureInfo,
    /// Bytes of each level, largest first, in `info.format`.
    pub levels: Vec<Vec<u8>>,
}

/// A mesh whose materials name textures by index into `textures` (`TextureKey(i)`).
#[derive(Clone, Debug, Default)]
pub struct MeshProduct {
    /// The mesh.
    pub mesh: Mesh,
    /// Its pictures.
    pub textures: Vec<RawTexture>,
}

/// A mistake in a curator's file: one sentence that names file, place and reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}{}: {reason}", place.as_ref().map(|p| format!(" ({p})")).unwrap_or_default())]
pub struct Mistake {
    /// File as the curator knows it.
    pub file: String,
    /// Line, field or time, if there is one.
    pub place: Option<String>,
    /// Why, as a sentence without the file.
    pub reason: String,
}
