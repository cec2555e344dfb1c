//! Materials and their pictures (specification 2.0.1, sections 3.8 and 3.9).

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::accessor::Store;
use super::resolve::Resolver;
use super::schema::{self, Int, Root, TextureInfo};
use super::{Checked, Fault, Notes, PictureReport};
use crate::curation::Limits;
use crate::curation::picture::{self, PictureFacts};
use crate::curation::product::{RawTexture, TextureUse};
use crate::scene::{AlphaMode, Material, TextureKey, TextureRef, TextureTransform};

/// UV set of each material's normal map; the last entry is the default material's.
pub fn normal_uv_sets(root: &Root) -> Vec<Option<u8>> {
    let mut sets: Vec<Option<u8>> = root.materials.iter().map(|m| m.normal_texture.as_ref().and_then(uv_set)).collect();
    sets.push(None);
    sets
}

/// The UV set of a slot; `None` for sets beyond the second.
fn uv_set(t: &TextureInfo) -> Option<u8> {
    let set = t.extensions.transform.as_ref().and_then(|x| x.tex_coord).or(t.tex_coord).map_or(0, |i| i.0);
    (set < 2).then_some(set as u8)
}

/// A picture as a slot wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Want {
    image: usize,
    usage: u8,
    /// Mirrored copies are laid beside the picture along U, V.
    unroll: [bool; 2],
}

/// Pictures wanted so far, in the order of their keys.
#[derive(Debug, Default)]
pub struct Pictures {
    wants: Vec<Want>,
    keys: BTreeMap<Want, u64>,
}

const USES: [TextureUse; 3] = [TextureUse::Color, TextureUse::Data, TextureUse::Normal];

impl Pictures {
    /// The key of a picture in a form.
    fn key(&mut self, want: Want) -> TextureKey {
        let wants = &mut self.wants;
        TextureKey(*self.keys.entry(want).or_insert_with(|| {
            wants.push(want);
            wants.len() as u64 - 1
        }))
    }

    /// The texture of a slot; `None` with a note where it cannot be shown.
    fn slot(&mut self, root: &Root, info: Option<&TextureInfo>, usage: usize, place: &str, notes: &mut Notes) -> Checked<Option<TextureRef>> {
        let Some(info) = info else { return Ok(None) };
        let number = info.index.ok_or_else(|| Fault::new(place, "a texture slot names no texture"))?.at();
        let texture = root.textures.get(number).ok_or_else(|| Fault::new(place, format!("there is no texture {number}")))?;
        let webp = texture.extensions.webp.as_ref().and_then(|w| w.source);
        let Some(image) = webp.or(texture.source) else {
            notes.add("a texture without a PNG, JPEG or WebP picture is not shown");
            return Ok(None);
        };
        if image.at() >= root.images.len() {
            return Err(Fault::new(format!("texture {number}"), format!("there is no image {}", image.0)));
        }
        let Some(uv_set) = uv_set(info) else {
            notes.add("textures on a third or later UV set are not shown");
            return Ok(None);
        };
        let mut transform = transform(info, place)?;
        let wrap = match texture.sampler {
            None => [Wrap::Repeat; 2],
            Some(s) => {
                let s = root.samplers.get(s.at()).ok_or_else(|| Fault::new(format!("texture {number}"), format!("there is no sampler {}", s.0)))?;
                [Wrap::new(s.wrap_s, place)?, Wrap::new(s.wrap_t, place)?]
            }
        };
        let repeat = wrap.map(|w| w != Wrap::Clamp);
        let mut unroll = wrap.map(|w| w == Wrap::Mirror);
        // The halving comes after the rotation, so it must be the same along both axes then.
        if unroll != [false; 2] && transform.rotation != 0.0 && unroll != [true; 2] {
            if repeat == [true; 2] {
                unroll = [true; 2];
                notes.add("a texture mirrored along one axis and turned is mirrored along both");
            } else {
                unroll = [false; 2];
                notes.add("a texture that is mirrored, clamped and turned repeats unmirrored");
            }
        }
        for ((offset, scale), _) in transform.offset.iter_mut().zip(&mut transform.scale).zip(unroll).filter(|(_, unroll)| *unroll) {
            *offset *= 0.5;
            if transform.rotation == 0.0 {
                *scale *= 0.5;
            }
        }
        if unroll == [true; 2] && transform.rotation != 0.0 {
            transform.scale = transform.scale.map(|s| s * 0.5);
        }
        let key = self.key(Want { image: image.at(), usage: usage as u8, unroll });
        Ok(Some(TextureRef { key, uv_set, transform, repeat }))
    }

    /// Decodes all pictures, reduced together so that they stay within [`Limits::model_pixels`].
    pub fn decode(
        &self,
        root: &Root,
        store: &Store,
        resolver: &mut Resolver,
        limits: &Limits,
        notes: &mut Notes,
    ) -> Checked<(Vec<RawTexture>, Vec<PictureReport>)> {
        let mut files: BTreeMap<usize, (String, Vec<u8>, PictureFacts)> = BTreeMap::new();
        let mut reports = Vec::new();
        for want in &self.wants {
            if files.contains_key(&want.image) {
                continue;
            }
            let image = &root.images[want.image];
            let place = image_place(want.image, image);
            let bytes = match (&image.uri, image.buffer_view) {
                (Some(uri), None) => resolver.load(uri, &place)?,
                (None, Some(view)) => store.view_bytes(view, &place)?.to_vec(),
                (None, None) => return Err(Fault::new(place, "it has neither a file nor a buffer view")),
                (Some(_), Some(_)) => return Err(Fault::new(place, "it has both a file and a buffer view")),
            };
            let facts = picture::facts("", &bytes, limits).map_err(|m| Fault::new(place.as_str(), m.reason))?;
            reports.push(PictureReport { name: image_name(image), format: format!("{:?}", facts.format), width: facts.width, height: facts.height });
            files.insert(want.image, (place, bytes, facts));
        }
        let side = self.common_side(&files, limits);
        if side < limits.texture_side && self.wants.iter().any(|w| files.get(&w.image).is_some_and(|f| f.2.width.max(f.2.height) > side)) {
            notes.add(&format!("pictures were reduced to {side} texels, for together they were too large"));
        }
        let limits = Limits { texture_side: side, ..limits.clone() };
        let one = |want: &Want| {
            let Some((place, bytes, _)) = files.get(&want.image) else { return Err(Fault::new("images", "a picture is missing")) };
            let usage = USES[usize::from(want.usage)];
            let mut raw = picture::decode_texture("", bytes, usage, &limits).map_err(|m| Fault::new(place.as_str(), m.reason))?;
            if want.unroll != [false; 2] {
                raw = picture::reduce_to_fit(unrolled(&raw, want.unroll), side);
            }
            // Equal names must mean equal pictures, whatever file they came in.
            let hash = blake3::hash(bytes).to_hex();
            let form = [want.unroll[0], want.unroll[1]].map(|u| if u { "m" } else { "" }).concat();
            raw.name = format!("{} {}{form}-{side}-{usage:?}", image_name(&root.images[want.image]), &hash.as_str()[..16]);
            Ok(raw)
        };
        // Decoders of large pictures take much memory: never two at once.
        let large = |w: &Want| files.get(&w.image).is_some_and(|f| u64::from(f.2.width) * u64::from(f.2.height) > LARGE_PIXELS);
        let mut textures: Vec<Option<Checked<RawTexture>>> = self.wants.par_iter().map(|w| (!large(w)).then(|| one(w))).collect();
        for (slot, want) in textures.iter_mut().zip(&self.wants) {
            if slot.is_none() {
                *slot = Some(one(want));
            }
        }
        Ok((textures.into_iter().flatten().collect::<Checked<Vec<_>>>()?, reports))
    }

    /// The longest side at which all pictures fit.
    fn common_side(&self, files: &BTreeMap<usize, (String, Vec<u8>, PictureFacts)>, limits: &Limits) -> u32 {
        let mut side = limits.texture_side;
        loop {
            let pixels = |w: &Want| {
                let Some((_, _, f)) = files.get(&w.image) else { return 0 };
                let longest = u64::from(f.width.max(f.height));
                let scale = |v: u32| (u64::from(v) * u64::from(side).min(longest) / longest.max(1)).max(1);
                scale(f.width) * scale(f.height)
            };
            if side <= 16 || self.wants.iter().map(pixels).sum::<u64>() <= limits.model_pixels {
                return side;
            }
            side /= 2;
        }
    }
}

/// Pictures above this are decoded one after the other.
const LARGE_PIXELS: u64 = 17 << 20;

/// Name of an image for people.
fn image_name(image: &schema::Image) -> String {
    let uri = image.uri.as_deref().filter(|u| !u.starts_with("data:")).unwrap_or("");
    super::tidy(if uri.is_empty() { &image.name } else { uri })
}

/// Place of an image in messages.
fn image_place(number: usize, image: &schema::Image) -> String {
    let name = image_name(image);
    if name.is_empty() { format!("image {number}") } else { format!("image {number} {name:?}") }
}

/// Sampler wrapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wrap {
    Repeat,
    Mirror,
    Clamp,
}

impl Wrap {
    fn new(code: Option<Int>, place: &str) -> Checked<Self> {
        match code.map_or(10497, |c| c.0) {
            10497 => Ok(Self::Repeat),
            33648 => Ok(Self::Mirror),
            33071 => Ok(Self::Clamp),
            other => Err(Fault::new(place, format!("there is no wrapping mode {other}"))),
        }
    }
}

/// The change of coordinates of a slot.
fn transform(info: &TextureInfo, place: &str) -> Checked<TextureTransform> {
    let Some(x) = &info.extensions.transform else { return Ok(TextureTransform::default()) };
    let t = TextureTransform { offset: x.offset.unwrap_or([0.0; 2]), rotation: x.rotation.unwrap_or(0.0), scale: x.scale.unwrap_or([1.0; 2]) };
    let finite = t.offset.iter().chain(&t.scale).all(|v| v.is_finite()) && t.rotation.is_finite();
    if finite { Ok(t) } else { Err(Fault::new(place, "a texture transform holds a number that is not finite")) }
}

/// A picture with its mirror image beside it along U, V: repeating it gives mirrored repeat.
fn unrolled(raw: &RawTexture, mirror: [bool; 2]) -> RawTexture {
    let (w, h) = (raw.width as usize, raw.height as usize);
    let (wide, high) = (w << usize::from(mirror[0]), h << usize::from(mirror[1]));
    let mut rgba = Vec::with_capacity(wide * high * 4);
    for y in 0..high {
        let row = &raw.rgba[if y < h { y } else { 2 * h - 1 - y } * w * 4..][..w * 4];
        let start = rgba.len();
        rgba.extend_from_slice(row);
        if mirror[0] {
            row.chunks_exact(4).rev().for_each(|t| rgba.extend_from_slice(t));
        }
        if raw.usage == TextureUse::Normal {
            // A mirrored normal map leans the other way.
            for (x, t) in rgba[start..].chunks_exact_mut(4).enumerate() {
                if x >= w {
                    t[0] = 255 - t[0];
                }
                if y >= h {
                    t[1] = 255 - t[1];
                }
            }
        }
    }
    RawTexture { name: raw.name.clone(), width: wide as u32, height: high as u32, rgba, usage: raw.usage }
}

/// A material of the file; `number` equal to their count gives the default material.
pub fn material(root: &Root, number: usize, pictures: &mut Pictures, notes: &mut Notes) -> Checked<Material> {
    let Some(m) = root.materials.get(number) else { return Ok(Material::default()) };
    let name = super::tidy(&m.name);
    let place = if name.is_empty() { format!("material {number}") } else { format!("material {number} {name:?}") };
    let place = place.as_str();
    let x = &m.extensions;
    let finite = |v: Option<f32>, default: f32| -> Checked<f32> {
        let v = v.unwrap_or(default);
        if v.is_finite() { Ok(v) } else { Err(Fault::new(place, "it holds a number that is not finite")) }
    };
    let unit = |v: Option<f32>, default: f32| finite(v, default).map(|v| v.clamp(0.0, 1.0));
    let color = |v: [f32; 4]| -> Checked<[f32; 4]> {
        let mut out = [0.0; 4];
        for (o, v) in out.iter_mut().zip(v) {
            *o = unit(Some(v), 1.0)?;
        }
        Ok(out)
    };
    let mut slot = |info: Option<&TextureInfo>, usage: usize| pictures.slot(root, info, usage, place, notes);
    let pbr = &m.pbr_metallic_roughness;
    let strength = finite(x.emissive_strength.as_ref().and_then(|e| e.emissive_strength), 1.0)?.clamp(0.0, 1e6);
    let mut emissive = [0.0; 3];
    for (o, v) in emissive.iter_mut().zip(m.emissive_factor.unwrap_or_default()) {
        *o = unit(Some(v), 0.0)? * strength;
    }
    let mut out = Material {
        name: name.clone(),
        base_color: color(pbr.base_color_factor.unwrap_or([1.0; 4]))?,
        metallic: unit(pbr.metallic_factor, 1.0)?,
        roughness: unit(pbr.roughness_factor, 1.0)?,
        emissive,
        // Zero is the extension's way of saying "as in specular-glossiness"; the usual 1.5 is near enough.
        ior: match finite(x.ior.as_ref().and_then(|i| i.ior), 1.5)? {
            0.0 => 1.5,
            ior => ior.clamp(1.0, 10.0),
        },
        transmission: unit(x.transmission.as_ref().and_then(|t| t.transmission_factor), 0.0)?,
        normal_scale: finite(m.normal_texture.as_ref().and_then(|t| t.scale), 1.0)?.clamp(-100.0, 100.0),
        occlusion_strength: unit(m.occlusion_texture.as_ref().and_then(|t| t.strength), 1.0)?,
        alpha_mode: match m.alpha_mode.as_str() {
            "" | "OPAQUE" => AlphaMode::Opaque,
            "MASK" => AlphaMode::Mask(finite(m.alpha_cutoff, 0.5)?.max(0.0)),
            "BLEND" => AlphaMode::Blend,
            other => return Err(Fault::new(place, format!("there is no alpha mode {:?}", super::tidy(other)))),
        },
        double_sided: m.double_sided,
        unlit: x.unlit.is_some(),
        base_color_texture: slot(pbr.base_color_texture.as_ref(), 0)?,
        metallic_roughness_texture: slot(pbr.metallic_roughness_texture.as_ref(), 1)?,
        normal_texture: slot(m.normal_texture.as_ref(), 2)?,
        occlusion_texture: slot(m.occlusion_texture.as_ref(), 1)?,
        emissive_texture: slot(m.emissive_texture.as_ref(), 0)?,
    };
    if let Some(sg) = &x.specular_glossiness {
        out.base_color = color(sg.diffuse_factor.unwrap_or([1.0; 4]))?;
        out.base_color_texture = slot(sg.diffuse_texture.as_ref(), 0)?;
        out.metallic = 0.0;
        out.roughness = 1.0 - unit(sg.glossiness_factor, 1.0)?;
        out.metallic_roughness_texture = None;
        notes.add("specular-glossiness materials are shown by their diffuse colour and glossiness only");
    }
    if x.transmission.as_ref().is_some_and(|t| t.transmission_texture.is_some()) {
        notes.add("the picture of a transmission is not shown");
    }
    Ok(out)
}
