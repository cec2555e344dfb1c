//! Surfaces of the halls, drawn by rule: colour, relief and gloss of wood, stone, tile, cloth and metal.
//!
//! Every finish is a function of the place on its tile. The pictures made from it join at their edges; normals come from
//! the relief in millimetres, so they are true to the size of the tile.

mod ceramic;
mod cloth;
mod noise;
mod plain;
mod sky;
mod wood;

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, Mutex},
};

use glam::{Vec2, Vec3};
use rayon::prelude::*;

use super::product::{RawTexture, TextureUse};
use crate::scene::{AlphaMode, Material, TextureKey, TextureRef};

/// What a surface is made of. The order is the order of drawing within a mesh; what light passes through comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finish {
    /// Oiled oak in herringbone.
    OakHerringbone,
    /// Oak boards.
    Oak,
    /// Polished walnut.
    Walnut,
    /// Joinery painted off-white.
    PaintedPale,
    /// Joinery painted dark.
    PaintedDark,
    /// Silk damask, deep green.
    Damask,
    /// Warm ceiling plaster.
    Plaster,
    /// Limewash.
    Lime,
    /// White veined marble.
    Marble,
    /// Mosaic of eight-pointed stars.
    Zellige,
    /// Edge of a zellige field.
    ZelligeBorder,
    /// Terracotta bricks in herringbone.
    Bejmat,
    /// Carved stucco.
    Stucco,
    /// Cedar.
    Cedar,
    /// Buff brick with glazed headers.
    PersianBrick,
    /// Plain buff brick.
    Brick,
    /// Square brick pavers.
    BrickFloor,
    /// Star and cross tiles.
    StarTile,
    /// Gypsum, fine and pale.
    Gypsum,
    /// Flat-woven rug.
    Kilim,
    /// Brass.
    Brass,
    /// Gilded wood.
    Gilt,
    /// Wrought iron.
    Iron,
    /// Pomegranate velvet.
    Velvet,
    /// Green roof tiles.
    RoofTile,
    /// Leaves.
    Leaf,
    /// Glazed ware, turquoise.
    Faience,
    /// Plain plinth, stone grey.
    Plinth,
    /// Soot.
    Soot,
    /// Glowing coals.
    Ember,
    /// Luminous globe.
    Bulb,
    /// Dusk over roofs.
    SkyParis,
    /// Dusk overhead.
    SkyTetouan,
    /// Dusk over mountains.
    SkyTehran,
    /// Still water.
    Water,
    /// Coloured panes; the colour is in the corners.
    StainedGlass,
    /// Window panes and cases.
    Glass,
}

/// A place on a surface.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texel {
    /// Linear colour.
    color: Vec3,
    /// Relief.
    height_mm: f32,
    /// Perceptual roughness.
    rough: f32,
    /// Metalness.
    metal: f32,
}

impl Texel {
    fn new(color: Vec3, height_mm: f32, rough: f32) -> Self {
        Self { color, height_mm, rough, metal: 0.0 }
    }
}

type Painter = fn(Vec2) -> Texel;

struct Recipe {
    name: &'static str,
    /// Size of a tile in metres.
    tile_m: [f32; 2],
    /// Edge in texels.
    size: [u32; 2],
    /// Surface at a place of the tile: x right and y down, 0..1.
    paint: Painter,
}

/// Luminance of lamp globes, cd/m2.
const BULB_CD_M2: f32 = 700.0;

impl Finish {
    fn recipe(self) -> Option<Recipe> {
        let r = |name, tile_m, size: u32, paint: Painter| Some(Recipe { name, tile_m, size: [size, size], paint });
        match self {
            Self::OakHerringbone => r("oak-herringbone", [0.9, 0.9], 1024, wood::oak_herringbone),
            Self::Oak => r("oak", [1.2, 0.6], 512, wood::oak),
            Self::Walnut => r("walnut", [1.2, 0.6], 512, wood::walnut),
            Self::Cedar => r("cedar", [1.2, 0.6], 512, wood::cedar),
            Self::PaintedPale => r("painted-pale", [0.6, 0.6], 256, plain::painted_pale),
            Self::PaintedDark => r("painted-dark", [0.6, 0.6], 256, plain::painted_dark),
            Self::Damask => r("damask", [0.44, 0.60], 512, cloth::damask),
            Self::Velvet => r("velvet", [0.4, 0.4], 256, cloth::velvet),
            Self::Kilim => Some(Recipe { name: "kilim", tile_m: [1.0, 1.0], size: [512, 1024], paint: cloth::kilim }),
            Self::Plaster => r("plaster", [1.6, 1.6], 512, plain::plaster),
            Self::Lime => r("lime", [1.6, 1.6], 512, plain::lime),
            Self::Gypsum => r("gypsum", [1.6, 1.6], 512, plain::gypsum),
            Self::Marble => r("marble", [1.2, 1.2], 512, plain::marble),
            Self::Zellige => r("zellige", [0.56, 0.56], 1024, ceramic::zellige),
            Self::ZelligeBorder => r("zellige-border", [0.14, 0.14], 256, ceramic::zellige_border),
            Self::Bejmat => r("bejmat", [0.84, 0.84], 1024, ceramic::bejmat),
            Self::Stucco => r("stucco", [0.45, 0.45], 512, ceramic::stucco),
            Self::PersianBrick => r("persian-brick", [0.88, 0.88], 1024, ceramic::persian_brick),
            Self::Brick => r("brick", [0.88, 0.88], 512, ceramic::brick),
            Self::BrickFloor => r("brick-floor", [0.88, 0.88], 1024, ceramic::brick_floor),
            Self::StarTile => r("star-tile", [0.4, 0.4], 512, ceramic::star_tile),
            Self::RoofTile => r("roof-tile", [0.36, 0.48], 256, ceramic::roof_tile),
            Self::Brass => r("brass", [0.3, 0.3], 256, plain::brass),
            Self::Gilt => r("gilt", [0.3, 0.3], 256, plain::gilt),
            Self::Iron => r("iron", [0.3, 0.3], 256, plain::iron),
            Self::Plinth => r("plinth", [0.8, 0.8], 256, plain::plinth),
            Self::SkyParis => r("sky-paris", [1.0, 1.0], 512, sky::paris),
            Self::SkyTetouan => r("sky-tetouan", [1.0, 1.0], 512, sky::tetouan),
            Self::SkyTehran => r("sky-tehran", [1.0, 1.0], 512, sky::tehran),
            _ => None,
        }
    }

    /// Whether it is the open air.
    pub fn is_sky(self) -> bool {
        matches!(self, Self::SkyParis | Self::SkyTetouan | Self::SkyTehran)
    }

    /// Wood: the grain is laid along boards.
    pub fn has_grain(self) -> bool {
        matches!(self, Self::Oak | Self::Walnut | Self::Cedar)
    }

    /// Size of one tile of its pictures, metres (1 x 1 when it has none).
    pub fn tile_m(self) -> Vec2 {
        self.recipe().map_or(Vec2::ONE, |r| r.tile_m.into())
    }

    /// Its pictures: colour, normal and occlusion-roughness-metalness (only colour for the sky); none for even surfaces.
    /// They are drawn once per run.
    pub fn textures(self) -> Vec<RawTexture> {
        static DRAWN: LazyLock<Mutex<BTreeMap<Finish, Arc<Vec<RawTexture>>>>> = LazyLock::new(Mutex::default);
        let Some(recipe) = self.recipe() else { return Vec::new() };
        let known = DRAWN.lock().ok().and_then(|m| m.get(&self).cloned());
        let drawn = known.unwrap_or_else(|| {
            let pictures = Arc::new(draw(&recipe, self.is_sky()));
            if let Ok(mut m) = DRAWN.lock() {
                m.insert(self, Arc::clone(&pictures));
            }
            pictures
        });
        drawn.to_vec()
    }

    /// The material, with textures under the given keys.
    pub fn material(self, keys: &[(TextureUse, TextureKey)]) -> Material {
        let texture = |usage: TextureUse| keys.iter().find(|k| k.0 == usage).map(|k| TextureRef::new(k.1));
        let mut m = Material {
            name: self.recipe().map_or_else(|| format!("{self:?}").to_lowercase(), |r| r.name.into()),
            metallic: 1.0,
            roughness: 1.0,
            base_color_texture: texture(TextureUse::Color),
            normal_texture: texture(TextureUse::Normal),
            metallic_roughness_texture: texture(TextureUse::Data),
            occlusion_texture: texture(TextureUse::Data),
            ..Material::default()
        };
        let even = |m: &mut Material, color: [f32; 3], rough: f32| {
            m.base_color = [color[0], color[1], color[2], 1.0];
            m.roughness = rough;
            m.metallic = 0.0;
        };
        match self {
            Self::SkyParis | Self::SkyTetouan | Self::SkyTehran => {
                m.emissive_texture = m.base_color_texture.take();
                even(&mut m, [0.0; 3], 1.0);
                m.emissive = [1.0; 3];
            }
            Self::Leaf => {
                even(&mut m, [0.075, 0.135, 0.040], 0.5);
                m.double_sided = true;
            }
            Self::Faience => even(&mut m, [0.035, 0.26, 0.27], 0.12),
            Self::Soot => even(&mut m, [0.012, 0.011, 0.010], 0.9),
            Self::Ember => {
                even(&mut m, [0.02, 0.01, 0.01], 0.9);
                m.emissive = [160.0, 38.0, 6.0];
            }
            Self::Bulb => {
                even(&mut m, [0.9, 0.88, 0.82], 0.3);
                m.emissive = [BULB_CD_M2, BULB_CD_M2 * 0.74, BULB_CD_M2 * 0.44];
            }
            Self::Water => {
                even(&mut m, [0.02, 0.05, 0.055], 0.04);
                m.base_color[3] = 0.72;
                m.ior = 1.33;
                m.alpha_mode = AlphaMode::Blend;
            }
            Self::StainedGlass => {
                even(&mut m, [1.0; 3], 0.15);
                m.transmission = 0.8;
                m.alpha_mode = AlphaMode::Blend;
                m.double_sided = true;
            }
            Self::Glass => {
                even(&mut m, [0.93, 0.97, 0.96], 0.03);
                m.base_color[3] = 0.02;
                m.transmission = 0.95;
                m.alpha_mode = AlphaMode::Blend;
                m.double_sided = true;
            }
            _ => {}
        }
        m
    }
}

/// Draws the pictures of a recipe.
fn draw(recipe: &Recipe, color_only: bool) -> Vec<RawTexture> {
    let [w, h] = recipe.size;
    let texels: Vec<Texel> = (0..h)
        .into_par_iter()
        .flat_map_iter(|y| (0..w).map(move |x| (recipe.paint)(Vec2::new((x as f32 + 0.5) / w as f32, (y as f32 + 0.5) / h as f32))))
        .collect();
    let picture = |suffix: &str, usage, rgba| RawTexture { name: format!("{}-{suffix}", recipe.name), width: w, height: h, rgba, usage };
    let color: Vec<u8> =
        texels.par_iter().flat_map_iter(|t| [noise::to_srgb8(t.color.x), noise::to_srgb8(t.color.y), noise::to_srgb8(t.color.z), 255]).collect();
    let mut out = vec![picture("color", TextureUse::Color, color)];
    if color_only {
        return out;
    }
    let height = |x: i64, y: i64| texels[(y.rem_euclid(i64::from(h)) * i64::from(w) + x.rem_euclid(i64::from(w))) as usize].height_mm;
    let step = [recipe.tile_m[0] * 1000.0 / w as f32, recipe.tile_m[1] * 1000.0 / h as f32];
    let maps: Vec<([u8; 4], [u8; 4])> = (0..h)
        .into_par_iter()
        .flat_map_iter(|y| {
            let (texels, height) = (&texels, &height);
            (0..w).map(move |x| {
                let (xi, yi) = (i64::from(x), i64::from(y));
                let here = height(xi, yi);
                let dx = (height(xi + 1, yi) - height(xi - 1, yi)) / (2.0 * step[0]);
                let dy = (height(xi, yi + 1) - height(xi, yi - 1)) / (2.0 * step[1]);
                // Rows run down, the normal map's y runs up.
                let n = Vec3::new(-dx, dy, 1.0).normalize();
                let q = |v: f32| ((v * 0.5 + 0.5) * 255.0).round() as u8;
                // Occlusion: how much higher the neighbourhood stands, over two rings.
                let mut above = 0.0;
                for (r, weight) in [(2i64, 0.5f32), (6, 0.5)] {
                    for (sx, sy) in [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)] {
                        let d = (height(xi + sx * r, yi + sy * r) - here) / (r as f32 * step[0]);
                        above += weight * d.clamp(0.0, 1.5) / 8.0;
                    }
                }
                let t = &texels[(y * w + x) as usize];
                let b = |v: f32| (v.clamp(0.0, 1.0) * 255.0).round() as u8;
                ([q(n.x), q(n.y), q(n.z), 255], [b(1.0 - above * 0.9), b(t.rough), b(t.metal), 255])
            })
        })
        .collect();
    out.push(picture("normal", TextureUse::Normal, maps.iter().flat_map(|m| m.0).collect()));
    out.push(picture("orm", TextureUse::Data, maps.iter().flat_map(|m| m.1).collect()));
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it stands")]
mod tests;
