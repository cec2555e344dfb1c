//! The museum's own workshops, as the build calls them.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::product::{EncodedTexture, MeshProduct, Mistake, RawTexture};
use super::workshops::{
    CheckedSound, Craft, HallOrder, HallOutline, HallProduct, HallSite, LabelWords, ModelProduct, MuseumProduct, PlacedWork, Progress, SourceFile, Workshops,
};
use super::{Limits, captions, gltf, hall, label, panel, picture, portrait, probe, sound};
use crate::catalogue::{Caption, DoorForm, PlacementForm};
use crate::language::Lang;
use crate::text::TextEngine;

/// Longer edge of a panel, pixels: enough to read it whole on a full-HD screen and to come half again as near.
const PANEL_PX: u32 = 1600;
/// Longer edge of a document's picture, pixels.
const PICTURE_PX: u32 = 1600;
/// Pixels to a metre of wall labels.
const LABEL_PX_PER_M: f32 = 1500.0;
/// Size of the sign above a door, metres, and its pixels to a metre.
const SIGN_M: [f32; 2] = [1.2, 0.2];
const SIGN_PX_PER_M: f32 = 640.0;

/// The workshops of this program.
pub struct Shops {
    limits: Limits,
    /// Text engines are costly to make and serve one thread at a time.
    engines: Mutex<Vec<TextEngine>>,
}

impl Default for Shops {
    fn default() -> Self {
        Self { limits: Limits::default(), engines: Mutex::new(Vec::new()) }
    }
}

impl Shops {
    fn with_engine<T>(&self, work: impl FnOnce(&mut TextEngine) -> T) -> T {
        let taken = self.engines.lock().ok().and_then(|mut e| e.pop());
        let mut engine = taken.unwrap_or_default();
        let made = work(&mut engine);
        if let Ok(mut engines) = self.engines.lock() {
            engines.push(engine);
        }
        made
    }
}

impl Workshops for Shops {
    fn version(&self, craft: Craft) -> u32 {
        match craft {
            Craft::Hall => 2,
            Craft::Model | Craft::Picture | Craft::Panel | Craft::Label | Craft::Sign | Craft::Texture | Craft::Sound | Craft::Captions => 1,
        }
    }

    fn model(&self, file: SourceFile<'_>) -> Result<ModelProduct, Mistake> {
        let model = gltf::read(gltf::Source::Bytes { name: file.name, bytes: file.bytes, folder: None }, &self.limits)?;
        let opened = model.clips.into_iter().next().map(|clip| clip.end);
        Ok(ModelProduct { at_rest: model.meshes, opened })
    }

    fn picture(&self, file: SourceFile<'_>) -> Result<RawTexture, Mistake> {
        let raw = picture::decode(file.name, file.bytes, super::product::TextureUse::Color, &self.limits)?;
        Ok(picture::reduce_to_fit(raw, PICTURE_PX))
    }

    fn panel(&self, svg: SourceFile<'_>, words: &BTreeMap<String, String>, lang: Lang) -> Result<RawTexture, Vec<Mistake>> {
        let text = std::str::from_utf8(svg.bytes).map_err(|_| vec![Mistake { file: svg.name.into(), place: None, reason: "the file is not UTF-8".into() }])?;
        let panel = panel::Panel::read(svg.name, text)?;
        let words_file = svg.name.replace("panel.svg", &format!("panel.{}.toml", lang.code()));
        self.with_engine(|engine| panel.draw(lang, &words_file, words, PANEL_PX, engine))
    }

    fn label(&self, name: &str, words: &LabelWords<'_>) -> Result<RawTexture, Mistake> {
        let text = label::LabelText { title: words.title, text: words.text, date: words.date, honesty: words.honesty, number: words.number };
        self.with_engine(|engine| label::label(name, &text, words.lang, hall::LABEL_M, LABEL_PX_PER_M, engine))
    }

    fn sign(&self, name: &str, title: &str, lang: Lang) -> Result<RawTexture, Mistake> {
        self.with_engine(|engine| label::sign(name, title, lang, label::SignGround::Band, SIGN_M, SIGN_PX_PER_M, engine))
    }

    fn reduce(&self, raw: RawTexture, side: u32) -> RawTexture {
        picture::reduce_to_fit(raw, side)
    }

    fn portrait(&self, model: &MeshProduct, side: u32) -> Option<RawTexture> {
        portrait::draw(model, side)
    }

    fn encode(&self, raw: &RawTexture) -> EncodedTexture {
        picture::encode(raw)
    }

    fn sound(&self, file: SourceFile<'_>) -> Result<CheckedSound, Mistake> {
        let s = sound::check(file.name, file.bytes, &self.limits)?;
        Ok(CheckedSound { bytes: s.bytes, duration_secs: s.duration_secs, peak: s.peak, loudness_lufs: s.lufs })
    }

    fn captions(&self, file: SourceFile<'_>) -> Result<Vec<Caption>, Mistake> {
        captions::parse(file.name, file.bytes, &self.limits)
    }

    fn outline(&self, name: &str, plan: &str) -> Result<HallOutline, Vec<Mistake>> {
        let plan = hall::HallPlan::read(name, plan)?;
        Ok(HallOutline { works: plan.works.iter().map(|w| w.work.clone()).collect(), doors: plan.doors.iter().map(|d| d.id.clone()).collect() })
    }

    fn museum(&self, name: &str, text: &str, halls: &[(&str, &str)]) -> Result<MuseumProduct, Vec<Mistake>> {
        let museum = hall::MuseumPlan::read(name, text)?;
        let mut plans = Vec::new();
        let mut mistakes = Vec::new();
        for (name, text) in halls {
            match hall::HallPlan::read(name, text) {
                Ok(plan) => plans.push(plan),
                Err(m) => mistakes.extend(m),
            }
        }
        mistakes.extend(hall::check::check_museum(&museum, &plans));
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let pair = |[hall, door]: &[String; 2]| (hall.clone(), door.clone());
        Ok(MuseumProduct {
            start_hall: museum.start.hall.clone(),
            start_at: museum.start.at,
            start_yaw: museum.start.yaw_deg.to_radians(),
            halls: museum.halls.iter().map(|h| HallSite { slug: h.id.clone(), origin: h.origin, quarter_turns: h.quarter_turns() }).collect(),
            passages: museum.passages.iter().map(|p| [pair(&p.from), pair(&p.to)]).collect(),
        })
    }

    fn hall(&self, order: &HallOrder<'_>, progress: &dyn Progress) -> Result<HallProduct, Vec<Mistake>> {
        let plan = hall::HallPlan::read(order.name, order.plan)?;
        let works: Vec<hall::HallWork> = order.works.iter().map(|w| hall::HallWork { slug: w.slug.clone(), size_m: w.size_m, mesh: w.mesh.clone() }).collect();
        let prefilter = |edge: u32, faces: &[Vec<glam::Vec3>; 6], center, proxy_box| {
            probe::prefilter(&probe::RadianceCube { face_size: edge, texels: faces.concat() }, center, proxy_box)
        };
        let told = |part: f32| progress.made((part * 100.0) as usize, 100, order.name);
        let made = hall::compile(&plan, &works, &prefilter, &told)?;
        Ok(HallProduct {
            architecture: made.architecture,
            lights: made.lights,
            environment: made.environment,
            exposure_ev100: made.exposure_ev100,
            floor: made.floor,
            doors: made
                .doors
                .into_iter()
                .map(|d| (d.slug, DoorForm { outline: d.outline, arrive_at: d.arrive_at, arrive_yaw: d.arrive_yaw, sign: d.sign }))
                .collect(),
            placements: made
                .placements
                .into_iter()
                .zip(made.probes)
                .map(|(p, probe)| PlacedWork {
                    work: p.slug,
                    stand: p.placement.stand,
                    form: PlacementForm {
                        hall_from_work: p.placement.hall_from_work,
                        view_from: p.placement.view_from,
                        view_target: p.placement.view_target,
                        bounds: p.placement.bounds,
                        label: p.placement.label,
                    },
                    probe,
                })
                .collect(),
        })
    }
}
