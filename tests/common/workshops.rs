//! Small workshops for testing the build: real in what they hand back, simple in how they make it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use alliance_museum::catalogue::*;
use alliance_museum::curation::product::{EncodedTexture, MeshProduct, Mistake, RawTexture, TextureUse};
use alliance_museum::curation::workshops::*;
use alliance_museum::language::Lang;
use alliance_museum::scene::{Aabb, Environment, Material, Mesh, Probe, Sh9, Submesh, TextureKey, TextureRef, Vertex};
use glam::Vec3;

/// Counts what it is asked for.
#[derive(Default)]
pub struct Small {
    /// Pieces made.
    pub made: AtomicUsize,
    /// Halls baked.
    pub halls: AtomicUsize,
    /// Version of every craft.
    pub version: u32,
}

fn mistake(file: &str, reason: &str) -> Mistake {
    Mistake { file: file.into(), place: None, reason: reason.into() }
}

/// A picture whose colours follow from some bytes.
fn paint(name: &str, bytes: &[u8], width: u32, height: u32) -> RawTexture {
    let h = blake3::hash(bytes);
    let rgba = (0..width * height).flat_map(|i| [h.as_bytes()[(i % 32) as usize], (i / width) as u8, i as u8, 255]).collect();
    RawTexture { name: name.into(), width, height, rgba, usage: TextureUse::Color }
}

fn triangle(bytes: &[u8], baked_light: bool) -> Mesh {
    let size = f32::from(blake3::hash(bytes).as_bytes()[0]) / 255.0 + 0.1;
    let vertices = [[0.0, 0.0, 0.0], [size, 0.0, 0.0], [0.0, size, 0.0]].map(|position| Vertex { position, ..Vertex::default() }).to_vec();
    let bounds = Aabb::of_points(vertices.iter().map(|v| Vec3::from(v.position)));
    Mesh {
        vertices,
        indices: vec![0, 1, 2],
        submeshes: vec![Submesh { first_index: 0, index_count: 3, material: 0, bounds }],
        materials: vec![Material { base_color_texture: Some(TextureRef::new(TextureKey(0))), ..Material::default() }],
        baked_light,
        bounds,
    }
}

impl Workshops for Small {
    fn version(&self, _craft: Craft) -> u32 {
        self.version
    }

    fn model(&self, file: SourceFile<'_>) -> Result<ModelProduct, Mistake> {
        self.made.fetch_add(1, Ordering::Relaxed);
        if !file.bytes.starts_with(b"glTF") {
            return Err(mistake(file.name, "this is not a glTF binary"));
        }
        let at_rest = MeshProduct { mesh: triangle(file.bytes, false), textures: vec![paint("wood", b"wood", 32, 32)] };
        let opened = file.bytes.ends_with(b"open").then(|| triangle(b"opened", false));
        Ok(ModelProduct { at_rest, opened })
    }

    fn picture(&self, file: SourceFile<'_>) -> Result<RawTexture, Mistake> {
        self.made.fetch_add(1, Ordering::Relaxed);
        let decoded = image::load_from_memory(file.bytes).map_err(|e| mistake(file.name, &format!("the picture cannot be read ({e})")))?.to_rgba8();
        Ok(RawTexture { name: file.name.into(), width: decoded.width(), height: decoded.height(), rgba: decoded.into_raw(), usage: TextureUse::Color })
    }

    fn panel(&self, svg: SourceFile<'_>, words: &BTreeMap<String, String>, lang: Lang) -> Result<RawTexture, Vec<Mistake>> {
        self.made.fetch_add(1, Ordering::Relaxed);
        Ok(paint(svg.name, format!("{:?} {words:?} {lang:?}", svg.bytes).as_bytes(), 280, 200))
    }

    fn label(&self, name: &str, words: &LabelWords<'_>) -> Result<RawTexture, Mistake> {
        self.made.fetch_add(1, Ordering::Relaxed);
        Ok(paint(name, format!("{words:?}").as_bytes(), 64, 32))
    }

    fn sign(&self, name: &str, title: &str, _lang: Lang) -> Result<RawTexture, Mistake> {
        self.made.fetch_add(1, Ordering::Relaxed);
        Ok(paint(name, title.as_bytes(), 64, 16))
    }

    fn reduce(&self, raw: RawTexture, side: u32) -> RawTexture {
        let (width, height) = (raw.width.min(side), raw.height.min(side));
        let rgba = (0..height).flat_map(|y| raw.rgba[(y * raw.width * 4) as usize..][..(width * 4) as usize].to_vec()).collect();
        RawTexture { width, height, rgba, ..raw }
    }

    fn portrait(&self, model: &MeshProduct, _side: u32) -> Option<RawTexture> {
        Some(paint("portrait", format!("{:?}", model.mesh.bounds).as_bytes(), 16, 16))
    }

    fn encode(&self, raw: &RawTexture) -> EncodedTexture {
        self.made.fetch_add(1, Ordering::Relaxed);
        let info = TextureInfo { width: raw.width, height: raw.height, mip_count: 1, format: TextureFormat::Rgba8Srgb };
        EncodedTexture { name: raw.name.clone(), info, levels: vec![raw.rgba.clone()] }
    }

    fn sound(&self, file: SourceFile<'_>) -> Result<CheckedSound, Mistake> {
        self.made.fetch_add(1, Ordering::Relaxed);
        let text = String::from_utf8_lossy(file.bytes);
        let duration_secs = text.strip_prefix("OggS ").and_then(|t| t.trim().parse().ok()).ok_or_else(|| mistake(file.name, "this is no sound"))?;
        Ok(CheckedSound { bytes: file.bytes.to_vec(), duration_secs, peak: 0.8, loudness_lufs: -18.0 })
    }

    fn captions(&self, file: SourceFile<'_>) -> Result<Vec<Caption>, Mistake> {
        let seconds = |t: &str| t.trim().rsplit(':').next().and_then(|s| s.parse::<f32>().ok());
        let text = String::from_utf8_lossy(file.bytes).into_owned();
        let mut lines = text.lines();
        let mut out = Vec::new();
        while let Some(line) = lines.next() {
            if let Some((a, b)) = line.split_once(" --> ") {
                let (Some(start_secs), Some(end_secs)) = (seconds(a), seconds(b)) else { return Err(mistake(file.name, "a time cannot be read")) };
                out.push(Caption { start_secs, end_secs, text: lines.next().unwrap_or_default().into() });
            }
        }
        Ok(out)
    }

    fn outline(&self, name: &str, plan: &str) -> Result<HallOutline, Vec<Mistake>> {
        let table: toml::Table = plan.parse().map_err(|e: toml::de::Error| vec![mistake(name, e.message())])?;
        let list = |key: &str, field: &str| -> Vec<String> {
            let items = table.get(key).and_then(|v| v.as_array()).cloned().unwrap_or_default();
            items.iter().filter_map(|i| Some(i.get(field)?.as_str()?.to_string())).collect()
        };
        Ok(HallOutline { works: list("place_work", "work"), doors: list("door", "id") })
    }

    fn museum(&self, name: &str, text: &str, _halls: &[(&str, &str)]) -> Result<MuseumProduct, Vec<Mistake>> {
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| vec![mistake(name, e.message())])?;
        let string = |v: &toml::Value| v.as_str().unwrap_or_default().to_string();
        let halls = table["hall"].as_array().unwrap().iter().map(|h| HallSite { slug: string(&h["id"]), origin: [0.0, 0.0], quarter_turns: 0 }).collect();
        let side = |v: &toml::Value| (string(&v[0]), string(&v[1]));
        let passages = table["passage"].as_array().unwrap().iter().map(|p| [side(&p["from"]), side(&p["to"])]).collect();
        Ok(MuseumProduct { start_hall: string(&table["start"]["hall"]), start_at: [1.0, 2.0], start_yaw: 0.0, halls, passages })
    }

    fn hall(&self, order: &HallOrder<'_>, _progress: &dyn Progress) -> Result<HallProduct, Vec<Mistake>> {
        self.halls.fetch_add(1, Ordering::Relaxed);
        if order.plan.contains("impossible = true") {
            return Err(vec![mistake(order.name, "the walls cross each other")]);
        }
        let outline = self.outline(order.name, order.plan)?;
        Ok(HallProduct {
            architecture: vec![MeshProduct { mesh: triangle(order.plan.as_bytes(), true), textures: vec![paint("plaster", b"plaster", 16, 16)] }],
            lights: vec![],
            environment: Environment {
                face_size: 2,
                mip_count: 2,
                cube: vec![[1, 2, 3, 4]; 30],
                irradiance: Sh9::uniform(Vec3::ONE),
                proxy_box: None,
                center: Vec3::Y,
            },
            exposure_ev100: 6.0,
            floor: FloorPlan { walkable: vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]], ..FloorPlan::default() },
            doors: outline.doors.iter().map(|d| (d.clone(), DoorForm { outline: vec![], arrive_at: [0.0, 0.0], arrive_yaw: 0.0, sign: None })).collect(),
            placements: outline
                .works
                .iter()
                .map(|w| PlacedWork {
                    work: w.clone(),
                    stand: Stand::Plinth,
                    form: PlacementForm { hall_from_work: [0.0; 12], view_from: [0.0; 2], view_target: [0.0; 3], bounds: [[0.0; 3]; 2], label: None },
                    probe: Probe::default(),
                })
                .collect(),
        })
    }
}
