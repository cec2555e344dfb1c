//! The JSON of glTF 2.0 as far as we read it (specification 2.0.1, section 5), and of the extensions we know.
//!
//! Nothing here is trusted: numbers are in the range of their type, lists are capped, and that is all.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

/// A whole number of 32 bits. JSON has one kind of number, so `3.0` is taken for 3; anything out of range is refused, never wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Int(pub u32);

impl Int {
    /// As an index.
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

impl<'de> Deserialize<'de> for Int {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = Int;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a whole number from 0 to 4294967295")
            }
            fn visit_u64<E: Error>(self, v: u64) -> Result<Int, E> {
                u32::try_from(v).map(Int).map_err(|_| E::custom(format!("{v} is more than 4294967295")))
            }
            fn visit_i64<E: Error>(self, v: i64) -> Result<Int, E> {
                u32::try_from(v).map(Int).map_err(|_| E::custom(format!("{v} is not from 0 to 4294967295")))
            }
            fn visit_f64<E: Error>(self, v: f64) -> Result<Int, E> {
                if v.fract() == 0.0 && (0.0..=4_294_967_295.0).contains(&v) {
                    Ok(Int(v as u32))
                } else {
                    Err(E::custom(format!("{v} is not a whole number from 0 to 4294967295")))
                }
            }
        }
        d.deserialize_u64(Whole)
    }
}

/// A list of at most `MAX` entries.
#[derive(Clone, Debug)]
pub struct List<T, const MAX: usize>(pub Vec<T>);

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize> std::ops::Deref for List<T, MAX> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Entries<T, const MAX: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Entries<T, MAX> {
            type Value = List<T, MAX>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, "a list of at most {MAX} entries")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = seq.next_element()? {
                    if entries.len() == MAX {
                        return Err(A::Error::custom(format!("the list holds more than {MAX} entries")));
                    }
                    entries.push(entry);
                }
                Ok(List(entries))
            }
        }
        d.deserialize_seq(Entries(PhantomData))
    }
}

/// Declares objects whose fields may all be missing.
macro_rules! objects {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attr:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(rename_all = "camelCase", default)]
        #[allow(missing_docs, reason = "fields carry the names of the specification")]
        pub struct $name { $($(#[$attr])* pub $field: $kind,)* }
    )*};
}

objects! {
    /// The file.
    Root {
        asset: Asset,
        scene: Option<Int>,
        scenes: List<Scene, 1_000>,
        nodes: List<Node, 100_000>,
        meshes: List<Mesh, 100_000>,
        accessors: List<Accessor, 400_000>,
        buffer_views: List<BufferView, 400_000>,
        buffers: List<Buffer, 1_000>,
        materials: List<Material, 10_000>,
        textures: List<Texture, 10_000>,
        images: List<Image, 10_000>,
        samplers: List<Sampler, 10_000>,
        skins: List<Skin, 10_000>,
        animations: List<Animation, 10_000>,
        cameras: List<Camera, 10_000>,
        extensions_used: List<String, 1_000>,
        extensions_required: List<String, 1_000>,
        extensions: RootExtensions,
    }
    RootExtensions { #[serde(rename = "KHR_lights_punctual")] lights: Lights }
    Lights { lights: List<Light, 10_000> }
    Asset { version: String, min_version: Option<String>, generator: String, copyright: String }
    Scene { nodes: List<Int, 100_000> }
    Node {
        name: String,
        children: List<Int, 100_000>,
        matrix: Option<[f32; 16]>,
        translation: Option<[f32; 3]>,
        rotation: Option<[f32; 4]>,
        scale: Option<[f32; 3]>,
        mesh: Option<Int>,
        skin: Option<Int>,
        camera: Option<Int>,
        weights: Option<Vec<f32>>,
        extensions: NodeExtensions,
    }
    NodeExtensions { #[serde(rename = "KHR_lights_punctual")] light: Option<LightUse> }
    LightUse { light: Option<Int> }
    Mesh { name: String, primitives: Vec<Primitive>, weights: Vec<f32> }
    Primitive {
        attributes: Attributes,
        indices: Option<Int>,
        material: Option<Int>,
        mode: Option<Int>,
        targets: Vec<Attributes>,
        extensions: PrimitiveExtensions,
    }
    PrimitiveExtensions { #[serde(rename = "KHR_draco_mesh_compression")] draco: Option<IgnoredAny> }
    /// Vertex attributes; others are ignored.
    Attributes {
        #[serde(rename = "POSITION")] position: Option<Int>,
        #[serde(rename = "NORMAL")] normal: Option<Int>,
        #[serde(rename = "TANGENT")] tangent: Option<Int>,
        #[serde(rename = "TEXCOORD_0")] uv0: Option<Int>,
        #[serde(rename = "TEXCOORD_1")] uv1: Option<Int>,
        #[serde(rename = "COLOR_0")] color: Option<Int>,
        #[serde(rename = "JOINTS_0")] joints0: Option<Int>,
        #[serde(rename = "WEIGHTS_0")] weights0: Option<Int>,
        #[serde(rename = "JOINTS_1")] joints1: Option<Int>,
        #[serde(rename = "WEIGHTS_1")] weights1: Option<Int>,
    }
    Accessor {
        buffer_view: Option<Int>,
        byte_offset: Option<Int>,
        component_type: Option<Int>,
        normalized: bool,
        count: Option<Int>,
        #[serde(rename = "type")] shape: String,
        sparse: Option<Sparse>,
    }
    Sparse { count: Option<Int>, indices: SparseIndices, values: SparseValues }
    SparseIndices { buffer_view: Option<Int>, byte_offset: Option<Int>, component_type: Option<Int> }
    SparseValues { buffer_view: Option<Int>, byte_offset: Option<Int> }
    BufferView { buffer: Option<Int>, byte_offset: Option<Int>, byte_length: Option<Int>, byte_stride: Option<Int> }
    Buffer { uri: Option<String>, byte_length: Option<Int> }
    Image { name: String, uri: Option<String>, buffer_view: Option<Int> }
    Sampler { wrap_s: Option<Int>, wrap_t: Option<Int> }
    Texture { sampler: Option<Int>, source: Option<Int>, extensions: TextureExtensions }
    TextureExtensions { #[serde(rename = "EXT_texture_webp")] webp: Option<SourceUse> }
    SourceUse { source: Option<Int> }
    Material {
        name: String,
        pbr_metallic_roughness: Pbr,
        normal_texture: Option<TextureInfo>,
        occlusion_texture: Option<TextureInfo>,
        emissive_texture: Option<TextureInfo>,
        emissive_factor: Option<[f32; 3]>,
        alpha_mode: String,
        alpha_cutoff: Option<f32>,
        double_sided: bool,
        extensions: MaterialExtensions,
    }
    Pbr {
        base_color_factor: Option<[f32; 4]>,
        base_color_texture: Option<TextureInfo>,
        metallic_factor: Option<f32>,
        roughness_factor: Option<f32>,
        metallic_roughness_texture: Option<TextureInfo>,
    }
    MaterialExtensions {
        #[serde(rename = "KHR_materials_emissive_strength")] emissive_strength: Option<EmissiveStrength>,
        #[serde(rename = "KHR_materials_ior")] ior: Option<Ior>,
        #[serde(rename = "KHR_materials_transmission")] transmission: Option<Transmission>,
        #[serde(rename = "KHR_materials_unlit")] unlit: Option<IgnoredAny>,
        #[serde(rename = "KHR_materials_pbrSpecularGlossiness")] specular_glossiness: Option<SpecularGlossiness>,
    }
    EmissiveStrength { emissive_strength: Option<f32> }
    Ior { ior: Option<f32> }
    Transmission { transmission_factor: Option<f32>, transmission_texture: Option<IgnoredAny> }
    SpecularGlossiness {
        diffuse_factor: Option<[f32; 4]>,
        diffuse_texture: Option<TextureInfo>,
        glossiness_factor: Option<f32>,
    }
    /// A texture in a slot; `scale` belongs to normal maps, `strength` to occlusion maps.
    TextureInfo { index: Option<Int>, tex_coord: Option<Int>, scale: Option<f32>, strength: Option<f32>, extensions: TextureInfoExtensions }
    TextureInfoExtensions { #[serde(rename = "KHR_texture_transform")] transform: Option<TextureTransform> }
    TextureTransform { offset: Option<[f32; 2]>, rotation: Option<f32>, scale: Option<[f32; 2]>, tex_coord: Option<Int> }
    Skin { inverse_bind_matrices: Option<Int>, joints: List<Int, 65_536> }
    Animation { name: String, channels: Vec<Channel>, samplers: Vec<AnimationSampler> }
    Channel { sampler: Option<Int>, target: Target }
    Target { node: Option<Int>, path: String }
    AnimationSampler { input: Option<Int>, output: Option<Int>, interpolation: String }
    Camera { name: String, #[serde(rename = "type")] kind: String, perspective: Option<Perspective> }
    Perspective { yfov: Option<f32> }
    Light { color: Option<[f32; 3]>, intensity: Option<f32>, range: Option<f32>, #[serde(rename = "type")] kind: String, spot: Spot }
    Spot { inner_cone_angle: Option<f32>, outer_cone_angle: Option<f32> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_never_wrapped_or_rounded() {
        assert_eq!(serde_json::from_str::<Int>("3").unwrap(), Int(3));
        assert_eq!(serde_json::from_str::<Int>("3.0").unwrap(), Int(3));
        for bad in ["4294967296", "4294967297", "-1", "1.5", "1e300", "\"1\""] {
            assert!(serde_json::from_str::<Int>(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn lists_are_capped() {
        assert!(serde_json::from_str::<List<Int, 2>>("[1,2]").is_ok());
        assert!(serde_json::from_str::<List<Int, 2>>("[1,2,3]").is_err());
    }
}
