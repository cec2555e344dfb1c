//! Surfaces, after the metallic-roughness model of glTF 2.0 (section 3.9).

/// Names a texture in whatever holds the textures (a catalogue row id, or an index into a loaded glTF).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextureKey(pub u64);

/// How coverage is decided (glTF 2.0, 3.9.4).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum AlphaMode {
    /// Alpha is ignored.
    #[default]
    Opaque,
    /// Drawn where alpha is at least the cutoff.
    Mask(f32),
    /// Blended, back to front.
    Blend,
}

/// Affine change of texture coordinates (KHR_texture_transform): `uv' = offset + rotate(uv * scale)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextureTransform {
    /// Offset.
    pub offset: [f32; 2],
    /// Counter-clockwise rotation as the extension defines it, radians.
    pub rotation: f32,
    /// Scale.
    pub scale: [f32; 2],
}

impl Default for TextureTransform {
    fn default() -> Self {
        Self { offset: [0.0; 2], rotation: 0.0, scale: [1.0; 2] }
    }
}

/// A texture used by a material slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextureRef {
    /// Which texture.
    pub key: TextureKey,
    /// 0 or 1.
    pub uv_set: u8,
    /// Change of coordinates.
    pub transform: TextureTransform,
    /// Wrap U, V: true repeats, false clamps (mirrored repeat is unrolled by curation).
    pub repeat: [bool; 2],
}

impl TextureRef {
    /// The texture with coordinates as they are, repeating.
    pub fn new(key: TextureKey) -> Self {
        Self { key, uv_set: 0, transform: TextureTransform::default(), repeat: [true; 2] }
    }
}

/// A surface. Factors are linear.
#[derive(Clone, Debug, PartialEq)]
pub struct Material {
    /// For people; may be empty.
    pub name: String,
    /// Base colour and alpha.
    pub base_color: [f32; 4],
    /// 0 dielectric .. 1 metal.
    pub metallic: f32,
    /// Perceptual roughness.
    pub roughness: f32,
    /// Emitted luminance factor, already multiplied by KHR_materials_emissive_strength; cd/m2 in halls, relative 1.0 = paper white in foreign files.
    pub emissive: [f32; 3],
    /// Index of refraction (KHR_materials_ior).
    pub ior: f32,
    /// KHR_materials_transmission factor: thin glass; 0 = none.
    pub transmission: f32,
    /// Scale of the normal map's xy.
    pub normal_scale: f32,
    /// Strength of the occlusion map.
    pub occlusion_strength: f32,
    /// Coverage.
    pub alpha_mode: AlphaMode,
    /// Both sides are drawn, the back with its normal turned.
    pub double_sided: bool,
    /// KHR_materials_unlit.
    pub unlit: bool,
    /// sRGB colour.
    pub base_color_texture: Option<TextureRef>,
    /// Linear; G roughness, B metallic (R occlusion when the same image serves).
    pub metallic_roughness_texture: Option<TextureRef>,
    /// Linear tangent-space normal (X right, Y up); Z is rebuilt when stored as BC5.
    pub normal_texture: Option<TextureRef>,
    /// Linear; R occlusion.
    pub occlusion_texture: Option<TextureRef>,
    /// sRGB.
    pub emissive_texture: Option<TextureRef>,
}

impl Default for Material {
    fn default() -> Self {
        Self {
            name: String::new(),
            base_color: [1.0; 4],
            metallic: 1.0,
            roughness: 1.0,
            emissive: [0.0; 3],
            ior: 1.5,
            transmission: 0.0,
            normal_scale: 1.0,
            occlusion_strength: 1.0,
            alpha_mode: AlphaMode::Opaque,
            double_sided: false,
            unlit: false,
            base_color_texture: None,
            metallic_roughness_texture: None,
            normal_texture: None,
            occlusion_texture: None,
            emissive_texture: None,
        }
    }
}

/// A texture's form, without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextureInfo {
    /// Width of level 0, texels.
    pub width: u32,
    /// Height of level 0, texels.
    pub height: u32,
    /// Levels.
    pub mip_count: u32,
    /// Encoding of the stored blocks.
    pub format: TextureFormat,
}

/// Encodings the catalogue holds (as KTX2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextureFormat {
    /// BC7, sRGB.
    Bc7Srgb,
    /// BC7, linear.
    Bc7Linear,
    /// BC5, two signed-free linear channels (normal x, y as unsigned).
    Bc5,
    /// 8-bit RGBA, sRGB: for pictures too small for blocks.
    Rgba8Srgb,
    /// 8-bit RGBA, linear.
    Rgba8Linear,
}
