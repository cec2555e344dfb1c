//! Making the pieces: each is looked up under a key of its inputs first, and made only when it is new.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::cache::{Cache, KeyMaker};
use super::stored::{Stored, StoredMesh, StoredTexture, TextureUseRef};
use crate::catalogue::{self, Caption, Code, DoorForm, FloorPlan, PlacementForm, Stand, form, ktx, mesh_form};
use crate::curation::exhibits::files::{Digest, Tree, mistake};
use crate::curation::exhibits::{Exhibits, HallFiles, Licence, WorkFiles, narration_file};
use crate::curation::product::{MeshProduct, Mistake, RawTexture, TextureUse};
use crate::curation::workshops::{Craft, HallOrder, HallWork, LabelWords, Progress, SourceFile, Workshops};
use crate::language::Lang;
use crate::scene::{Environment, Light, Mesh, Probe, TextureKey};

/// Raised when the build itself puts products together in another way.
pub const BUILD_VERSION: u32 = 1;
/// Longest side of a small picture.
const THUMBNAIL_SIDE: u32 = 256;
/// Triangles of a model as it stands in its hall.
const HALL_TRIANGLES: usize = 9_000;

/// What was made of a work.
#[derive(Debug, Default)]
pub struct MadeWork {
    /// Model at rest and, if it opens, open; small picture.
    pub model: Option<Stored>,
    /// Picture and small picture, the same in all languages.
    pub picture: Option<Stored>,
    /// Panel and small picture per language.
    pub panels: BTreeMap<Lang, Stored>,
    /// Label per language.
    pub labels: BTreeMap<Lang, Stored>,
    /// Readings per language.
    pub narration: BTreeMap<Lang, MadeNarration>,
}

/// A reading.
#[derive(Debug)]
pub struct MadeNarration {
    /// The sound.
    pub sound: MadeSound,
    /// Whether a machine speaks.
    pub synthetic: bool,
    /// Captions.
    pub captions: Vec<Caption>,
}

/// A sound.
#[derive(Clone, Debug)]
pub struct MadeSound {
    /// File it comes from.
    pub name: String,
    /// Ogg Vorbis or FLAC.
    pub bytes: Arc<[u8]>,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Greatest sample.
    pub peak: f32,
    /// Loudness.
    pub loudness_lufs: f32,
}

/// What was made of a hall.
#[derive(Debug)]
pub struct MadeHall {
    /// Architecture.
    pub meshes: Vec<StoredMesh>,
    /// Lights.
    pub lights: Vec<Light>,
    /// Image light.
    pub environment: Environment,
    /// Exposure.
    pub exposure_ev100: f32,
    /// Ground.
    pub floor: FloorPlan,
    /// Doors.
    pub doors: Vec<(String, DoorForm)>,
    /// Works.
    pub placements: Vec<(String, Stand, PlacementForm, Probe)>,
    /// Title per language.
    pub signs: BTreeMap<Lang, Stored>,
}

/// First blob of a hall: what the other blobs are.
#[derive(Serialize, Deserialize)]
struct HallIndex {
    exposure_ev100: f32,
    lights: usize,
    doors: Vec<String>,
    placements: Vec<(String, String)>,
}

/// The bench on which pieces are made.
pub struct Maker<'a> {
    /// The curator's files.
    pub tree: &'a Tree,
    /// Makers.
    pub workshops: &'a dyn Workshops,
    /// What was made earlier.
    pub cache: &'a Cache,
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Pieces in all, for progress.
    pub total: usize,
    /// Pieces made.
    pub done: AtomicUsize,
}

type Made<T> = Result<T, Vec<Mistake>>;

/// What a work has in one language.
struct InOneLanguage {
    lang: Lang,
    panel: Option<Made<Stored>>,
    label: Made<Stored>,
    narration: Option<Made<MadeNarration>>,
}

impl Maker<'_> {
    fn key(&self, craft: Craft) -> KeyMaker {
        KeyMaker::default().with(BUILD_VERSION.to_le_bytes()).with(format!("{craft:?}")).with(self.workshops.version(craft).to_le_bytes())
    }

    /// Tells of one more piece.
    fn tell(&self, what: &str) {
        self.progress.made(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.total, what);
    }

    /// A product under a key: from the cache, or made and kept.
    fn product(&self, key: &Digest, make: impl FnOnce() -> Made<Stored>) -> Made<Stored> {
        let known = self.cache.get(key).and_then(|b| Stored::from_bytes(&b).ok());
        if let Some(stored) = known.filter(|s| self.textures_kept(s)) {
            self.cache.reused.fetch_add(1, Ordering::Relaxed);
            return Ok(stored);
        }
        let stored = make()?;
        self.cache.made.fetch_add(1, Ordering::Relaxed);
        self.cache.put(key, &stored.to_bytes());
        Ok(stored)
    }

    /// Whether every texture a kept product names is kept too.
    fn textures_kept(&self, s: &Stored) -> bool {
        s.textures.iter().chain(s.meshes.iter().flat_map(|m| &m.textures)).all(|t| self.texture(&t.key).is_some())
    }

    /// A kept texture.
    pub fn texture(&self, key: &Digest) -> Option<StoredTexture> {
        StoredTexture::from_bytes(&self.cache.get(key)?).ok()
    }

    /// Compresses and keeps a picture.
    fn keep_texture(&self, file: &str, raw: &RawTexture) -> Result<TextureUseRef, Mistake> {
        let usage = match raw.usage {
            TextureUse::Color => "color",
            TextureUse::Data => "data",
            TextureUse::Normal => "normal",
        };
        let size = [raw.width.to_le_bytes(), raw.height.to_le_bytes()].concat();
        let key = self.key(Craft::Texture).with(usage).with(size).with(&raw.rgba).key();
        if self.texture(&key).is_none() {
            let encoded = self.workshops.encode(raw);
            let ktx2 = ktx::write(encoded.info, &encoded.levels).map_err(|flaw| mistake(file, flaw))?;
            self.cache.put(&key, &StoredTexture { info: encoded.info, ktx2: ktx2.into() }.to_bytes());
        }
        Ok(TextureUseRef { key, name: raw.name.clone() })
    }

    /// Keeps a picture and a small one of it.
    fn keep_with_thumbnail(&self, file: &str, raw: RawTexture) -> Made<Stored> {
        let small = RawTexture { name: format!("{} small", raw.name), ..self.workshops.reduce(raw.clone(), THUMBNAIL_SIDE) };
        let textures = [&raw, &small].into_iter().map(|r| self.keep_texture(file, r)).collect::<Result<_, _>>().map_err(|m| vec![m])?;
        Ok(Stored { textures, ..Stored::default() })
    }

    fn keep_mesh(&self, file: &str, name: &str, mesh: &Mesh, textures: &[TextureUseRef]) -> Result<StoredMesh, Mistake> {
        let form = mesh_form::write(mesh).map_err(|flaw| mistake(file, flaw))?;
        // What the reader would refuse must not get into the catalogue.
        let positions: Vec<TextureKey> = (0..textures.len() as u64).map(TextureKey).collect();
        mesh_form::read(&form, &positions).map_err(|flaw| mistake(file, flaw))?;
        Ok(StoredMesh { name: name.into(), form: form.into(), textures: textures.to_vec() })
    }

    fn keep_pictures(&self, file: &str, product: &MeshProduct) -> Made<Vec<TextureUseRef>> {
        product.textures.par_iter().map(|t| self.keep_texture(file, t)).collect::<Result<_, _>>().map_err(|m| vec![m])
    }

    /// A key of a file's contents. Its path is part of it, since messages and names carry it.
    fn file_key(&self, craft: Craft, file: &str) -> Result<KeyMaker, Mistake> {
        let digest = self.tree.digest(file).ok_or_else(|| mistake(file, "there is no such file"))?;
        Ok(self.key(craft).with(file).with(digest))
    }

    fn model(&self, file: &str) -> Made<Stored> {
        let key = self.file_key(Craft::Model, file).map_err(|m| vec![m])?.key();
        self.product(&key, || {
            let bytes = self.tree.bytes(file).map_err(|m| vec![m])?;
            let model = self.workshops.model(SourceFile { name: file, bytes: &bytes }).map_err(|m| vec![m])?;
            let textures = self.keep_pictures(file, &model.at_rest)?;
            let mut stored = Stored::default();
            let light = self.workshops.lighten(&model.at_rest.mesh, HALL_TRIANGLES);
            for (suffix, mesh) in [("", Some(&model.at_rest.mesh)), (" hall", Some(&light)), (" open", model.opened.as_ref())] {
                if let Some(mesh) = mesh {
                    stored.meshes.push(self.keep_mesh(file, &format!("{file}{suffix}"), mesh, &textures).map_err(|m| vec![m])?);
                }
            }
            if let Some(portrait) = self.workshops.portrait(&model.at_rest, THUMBNAIL_SIDE) {
                stored.textures.push(self.keep_texture(file, &portrait).map_err(|m| vec![m])?);
            }
            Ok(stored)
        })
    }

    fn picture(&self, file: &str) -> Made<Stored> {
        let key = self.file_key(Craft::Picture, file).map_err(|m| vec![m])?.key();
        self.product(&key, || {
            let bytes = self.tree.bytes(file).map_err(|m| vec![m])?;
            let raw = self.workshops.picture(SourceFile { name: file, bytes: &bytes }).map_err(|m| vec![m])?;
            self.keep_with_thumbnail(file, raw)
        })
    }

    fn panel(&self, work: &WorkFiles, panel: &str, lang: Lang) -> Made<Stored> {
        let file = work.path(panel);
        let words = work.panel_words.get(&lang).ok_or_else(|| vec![mistake(&work.path(&format!("panel.{}.toml", lang.code())), "there is no such file")])?;
        let mut key = self.file_key(Craft::Panel, &file).map_err(|m| vec![m])?.with(lang.code());
        for (k, v) in words {
            key = key.with(k).with(v);
        }
        self.product(&key.key(), || {
            let bytes = self.tree.bytes(&file).map_err(|m| vec![m])?;
            let raw = self.workshops.panel(SourceFile { name: &file, bytes: &bytes }, words, lang)?;
            self.keep_with_thumbnail(&file, RawTexture { name: format!("{file} {}", lang.code()), ..raw })
        })
    }

    fn label(&self, work: &WorkFiles, lang: Lang) -> Made<Stored> {
        let record = &work.record.value;
        let text = work.texts.get(&lang).ok_or_else(Vec::new)?;
        let words = LabelWords {
            lang,
            title: &text.title,
            text: &text.label,
            date: record.date.map(date_span),
            kind: record.kind,
            honesty: record.honesty,
            type_of: &record.type_of,
            number: work.number,
        };
        let key = self.key(Craft::Label).with(format!("{words:?}")).key();
        self.product(&key, || {
            let raw = self.workshops.label(&text.file, &words).map_err(|m| vec![m])?;
            let raw = RawTexture { name: format!("{} label", text.file), ..raw };
            let texture = self.keep_texture(&text.file, &raw).map_err(|m| vec![m])?;
            Ok(Stored { textures: vec![texture], ..Stored::default() })
        })
    }

    fn sign(&self, hall: &HallFiles, lang: Lang) -> Made<Stored> {
        let text = hall.texts.get(&lang).ok_or_else(Vec::new)?;
        let key = self.key(Craft::Sign).with(lang.code()).with(&text.title).key();
        self.product(&key, || {
            let raw = self.workshops.sign(&text.file, &text.title, lang).map_err(|m| vec![m])?;
            let raw = RawTexture { name: format!("{} sign", text.file), ..raw };
            let texture = self.keep_texture(&text.file, &raw).map_err(|m| vec![m])?;
            Ok(Stored { textures: vec![texture], ..Stored::default() })
        })
    }

    /// A sound file, checked.
    pub fn sound(&self, file: &str) -> Made<MadeSound> {
        let key = self.file_key(Craft::Sound, file).map_err(|m| vec![m])?.key();
        let stored = self.product(&key, || {
            let bytes = self.tree.bytes(file).map_err(|m| vec![m])?;
            let s = self.workshops.sound(SourceFile { name: file, bytes: &bytes }).map_err(|m| vec![m])?;
            if !(s.duration_secs > 0.0 && s.duration_secs.is_finite()) {
                return Err(vec![mistake(file, "it holds no sound")]);
            }
            // Silence has no loudness; the catalogue holds finite numbers.
            let numbers = [s.duration_secs, s.peak, s.loudness_lufs.max(-200.0)].iter().flat_map(|v| v.to_le_bytes()).collect();
            Ok(Stored { blobs: vec![s.bytes, numbers], ..Stored::default() })
        })?;
        let damaged = || vec![mistake(file, "what was kept of it is damaged; remove the folder that ends in .cache")];
        let [bytes, numbers] = <[Vec<u8>; 2]>::try_from(stored.blobs).map_err(|_| damaged())?;
        let [duration_secs, peak, loudness_lufs] = catalogue::bytes::Bytes(&numbers).floats().map_err(|_| damaged())?;
        Ok(MadeSound { name: file.into(), bytes: bytes.into(), duration_secs, peak, loudness_lufs })
    }

    fn narration(&self, work: &WorkFiles, lang: Lang) -> Made<MadeNarration> {
        let (sound_file, captions_file) = (work.path(&narration_file(lang, "ogg")), work.path(&narration_file(lang, "vtt")));
        let licence = Licence::read(self.tree, &sound_file).map_err(|m| vec![m])?;
        let sound = self.sound(&sound_file)?;
        let bytes = self.tree.bytes(&captions_file).map_err(|m| vec![m])?;
        let captions = self.workshops.captions(SourceFile { name: &captions_file, bytes: &bytes }).map_err(|m| vec![m])?;
        let mut mistakes = Vec::new();
        // Half a second is what encoders pad.
        let late = captions.iter().find(|c| c.end_secs > sound.duration_secs + 0.5);
        if let Some(c) = late {
            let reason = format!("a caption ends at {:.1} s, but the narration lasts {:.1} s", c.end_secs, sound.duration_secs);
            mistakes.push(Mistake { file: captions_file.clone(), place: Some(format!("{:.1} s", c.start_secs)), reason });
        }
        if captions.is_empty() {
            mistakes.push(mistake(&captions_file, "it holds no caption"));
        }
        if captions.windows(2).any(|w| w[1].start_secs < w[0].start_secs) {
            mistakes.push(mistake(&captions_file, "the captions are not in order of time"));
        }
        if mistakes.is_empty() { Ok(MadeNarration { sound, synthetic: licence.is_synthetic(), captions }) } else { Err(mistakes) }
    }

    /// Everything of a work.
    ///
    /// # Errors
    /// Every mistake of its media.
    pub fn work(&self, work: &WorkFiles) -> Made<MadeWork> {
        let media = &work.record.value.media;
        let mut mistakes = Vec::new();
        let mut made = MadeWork::default();
        if let Some(model) = &media.model {
            keep(&mut mistakes, self.model(&work.path(model)), |s| made.model = Some(s));
        }
        if let Some(picture) = &media.picture {
            keep(&mut mistakes, self.picture(&work.path(picture)), |s| made.picture = Some(s));
        }
        let per_lang: Vec<InOneLanguage> = Lang::ALL
            .into_par_iter()
            .map(|lang| InOneLanguage {
                lang,
                panel: media.panel.as_ref().map(|p| self.panel(work, p, lang)),
                label: self.label(work, lang),
                narration: media.narration.then(|| self.narration(work, lang)),
            })
            .collect();
        for one in per_lang {
            if let Some(panel) = one.panel {
                keep(&mut mistakes, panel, |s| _ = made.panels.insert(one.lang, s));
            }
            keep(&mut mistakes, one.label, |s| _ = made.labels.insert(one.lang, s));
            if let Some(narration) = one.narration {
                keep(&mut mistakes, narration, |n| _ = made.narration.insert(one.lang, n));
            }
        }
        self.tell(&work.slug);
        if mistakes.is_empty() { Ok(made) } else { Err(mistakes) }
    }

    /// A hall with its works.
    ///
    /// # Errors
    /// Every mistake of its plan.
    pub fn hall(&self, exhibits: &Exhibits, hall: &HallFiles, works: &[MadeWork]) -> Made<MadeHall> {
        let open_doors: Vec<String> = exhibits.museum.passages.iter().flatten().filter(|(h, _)| *h == hall.slug).map(|(_, d)| d.clone()).collect();
        let standing: Vec<(&WorkFiles, Option<&StoredMesh>)> = exhibits
            .works
            .iter()
            .zip(works)
            .filter(|(w, _)| hall.outline.works.contains(&w.slug))
            .map(|(w, made)| (w, made.model.as_ref().and_then(|m| m.meshes.first())))
            .collect();
        let mut key = self.file_key(Craft::Hall, &hall.plan_file).map_err(|m| vec![m])?;
        for door in &open_doors {
            key = key.with(door);
        }
        for (w, mesh) in &standing {
            let record = &w.record.value;
            key = key.with(&w.slug).with(record.kind.name()).with(format!("{:?}", record.size_cm));
            key = key.with(mesh.map_or(&[][..], |m| &m.form));
        }
        let stored = self.product(&key.key(), || {
            let works: Vec<HallWork> = standing.iter().map(|(w, mesh)| hall_work(w, *mesh)).collect();
            self.make_hall(hall, &open_doors, &works)
        })?;
        let mut signs = BTreeMap::new();
        let mut mistakes = Vec::new();
        for lang in Lang::ALL {
            keep(&mut mistakes, self.sign(hall, lang), |s| _ = signs.insert(lang, s));
        }
        self.tell(&hall.slug);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        unpack_hall(stored, signs).map_err(|flaw| vec![mistake(&hall.plan_file, flaw)])
    }

    fn make_hall(&self, hall: &HallFiles, open_doors: &[String], works: &[HallWork]) -> Made<Stored> {
        let order = HallOrder { name: &hall.plan_file, plan: &hall.plan, open_doors, works };
        let made = self.workshops.hall(&order, self.progress)?;
        let file = &hall.plan_file;
        let meshes = made
            .architecture
            .par_iter()
            .enumerate()
            .map(|(i, product)| {
                let textures = self.keep_pictures(file, product)?;
                self.keep_mesh(file, &format!("{} {i}", hall.slug), &product.mesh, &textures).map_err(|m| vec![m])
            })
            .collect::<Result<Vec<_>, _>>()?;
        let index = HallIndex {
            exposure_ev100: made.exposure_ev100,
            lights: made.lights.len(),
            doors: made.doors.iter().map(|(slug, _)| slug.clone()).collect(),
            placements: made.placements.iter().map(|p| (p.work.clone(), p.stand.name().to_string())).collect(),
        };
        let environment = form::write_environment(&made.environment).map_err(|flaw| vec![mistake(file, flaw)])?;
        let index = serde_json::to_vec(&index).map_err(|e| vec![mistake(file, e.to_string())])?;
        let mut blobs = vec![index, environment, form::write_floor(&made.floor)];
        blobs.extend(made.lights.iter().map(form::write_light));
        blobs.extend(made.doors.iter().map(|(_, d)| form::write_door(d)));
        for p in &made.placements {
            blobs.push(form::write_placement(&p.form));
            blobs.push(form::write_probe(&p.probe));
        }
        Ok(Stored { meshes, textures: Vec::new(), blobs })
    }
}

fn keep<T>(mistakes: &mut Vec<Mistake>, made: Made<T>, put: impl FnOnce(T)) {
    match made {
        Ok(v) => put(v),
        Err(m) => mistakes.extend(m),
    }
}

/// The date of a record.
pub fn date_span(d: crate::curation::exhibits::records::DateFile) -> catalogue::DateSpan {
    catalogue::DateSpan { from: d.from, to: d.to, precision: d.precision }
}

fn hall_work(work: &WorkFiles, mesh: Option<&StoredMesh>) -> HallWork {
    let record = &work.record.value;
    // The form was read back when it was kept, so it can be read here.
    let mesh = mesh.and_then(|m| {
        let keys: Vec<TextureKey> = (0..m.textures.len() as u64).map(TextureKey).collect();
        mesh_form::read(&m.form, &keys).ok().map(Arc::new)
    });
    HallWork { slug: work.slug.clone(), kind: record.kind, size_m: record.size_cm.map(|cm| cm / 100.0), mesh }
}

fn unpack_hall(stored: Stored, signs: BTreeMap<Lang, Stored>) -> Result<MadeHall, catalogue::bytes::Flaw> {
    const DAMAGED: catalogue::bytes::Flaw = "what was kept of it is damaged; remove the folder that ends in .cache";
    let mut blobs = stored.blobs.iter();
    let mut next = || blobs.next().map(Vec::as_slice).ok_or(DAMAGED);
    let index: HallIndex = serde_json::from_slice(next()?).map_err(|_| DAMAGED)?;
    let environment = form::read_environment(next()?)?;
    let floor = form::read_floor(next()?)?;
    let lights = (0..index.lights).map(|_| form::read_light(next()?)).collect::<Result<_, _>>()?;
    let doors = index.doors.into_iter().map(|slug| Ok((slug, form::read_door(next()?)?))).collect::<Result<_, catalogue::bytes::Flaw>>()?;
    let placements = index
        .placements
        .into_iter()
        .map(|(work, stand)| Ok((work, Stand::from_name(&stand).ok_or(DAMAGED)?, form::read_placement(next()?)?, form::read_probe(next()?)?)))
        .collect::<Result<_, catalogue::bytes::Flaw>>()?;
    Ok(MadeHall { meshes: stored.meshes, lights, environment, exposure_ev100: index.exposure_ev100, floor, doors, placements, signs })
}
