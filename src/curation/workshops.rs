//! The workshops as the build sees them: what each is given, what it hands back.
//!
//! The build decides what has to be made and keeps what was made; the workshops make it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::product::{EncodedTexture, MeshProduct, Mistake, RawTexture};
use crate::catalogue::{Caption, DateSpan, DoorForm, FloorPlan, Honesty, PlacementForm, Stand, WorkKind};
use crate::language::Lang;
use crate::scene::{Environment, Light, Mesh, Probe};

/// Kinds of products. Each has a version of its own, so that a changed workshop makes only its own products anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Craft {
    /// glTF to mesh and textures.
    Model,
    /// Picture of a flat work.
    Picture,
    /// Panel in one language.
    Panel,
    /// Wall label in one language.
    Label,
    /// Title of a hall in one language.
    Sign,
    /// Block compression and mips.
    Texture,
    /// Sound.
    Sound,
    /// Captions.
    Captions,
    /// Architecture, light and placements of a hall.
    Hall,
}

/// A file of the curator in memory.
#[derive(Clone, Copy, Debug)]
pub struct SourceFile<'a> {
    /// Name for messages: the path inside exhibits/.
    pub name: &'a str,
    /// Contents.
    pub bytes: &'a [u8],
}

/// A model.
#[derive(Clone, Debug, Default)]
pub struct ModelProduct {
    /// At rest.
    pub at_rest: MeshProduct,
    /// At the end of the clip "open", with the same textures.
    pub opened: Option<Mesh>,
}

/// A sound in the form the museum plays.
#[derive(Clone, Debug)]
pub struct CheckedSound {
    /// Ogg Vorbis or FLAC.
    pub bytes: Vec<u8>,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Greatest sample, 0..1.
    pub peak: f32,
    /// Loudness, LUFS.
    pub loudness_lufs: f32,
}

/// What a wall label says.
#[derive(Clone, Copy, Debug)]
pub struct LabelWords<'a> {
    /// Language.
    pub lang: Lang,
    /// Title.
    pub title: &'a str,
    /// Text.
    pub text: &'a str,
    /// Date.
    pub date: Option<DateSpan>,
    /// Kind.
    pub kind: WorkKind,
    /// Honesty.
    pub honesty: Honesty,
    /// Documented type; may be empty.
    pub type_of: &'a str,
    /// Number along the route, from 1.
    pub number: u32,
}

/// What the plan of a hall names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HallOutline {
    /// Works in the order of the route.
    pub works: Vec<String>,
    /// Doors.
    pub doors: Vec<String>,
}

/// The house: where it begins and how its halls lie.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MuseumProduct {
    /// Hall in which a visit begins.
    pub start_hall: String,
    /// Foot point there, x and z.
    pub start_at: [f32; 2],
    /// Direction of view, radians.
    pub start_yaw: f32,
    /// Halls in the order of visit.
    pub halls: Vec<HallSite>,
    /// Doors that are one: hall and door on either side.
    pub passages: Vec<[(String, String); 2]>,
}

/// Where a hall lies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HallSite {
    /// Name in files.
    pub slug: String,
    /// Origin, x and z.
    pub origin: [f32; 2],
    /// Quarter turns counter-clockwise.
    pub quarter_turns: u8,
}

/// A work as a hall needs to know it.
#[derive(Clone, Debug)]
pub struct HallWork {
    /// Name in files.
    pub slug: String,
    /// Kind.
    pub kind: WorkKind,
    /// Width, height, depth, metres.
    pub size_m: [f32; 3],
    /// Its model, for bounds and shadows.
    pub mesh: Option<Arc<Mesh>>,
}

/// What a hall is made from.
#[derive(Clone, Copy, Debug)]
pub struct HallOrder<'a> {
    /// Name of the plan for messages.
    pub name: &'a str,
    /// The plan: hall.toml.
    pub plan: &'a str,
    /// Doors of this hall that lead somewhere.
    pub open_doors: &'a [String],
    /// Works that stand in it.
    pub works: &'a [HallWork],
}

/// A hall, made.
#[derive(Clone, Debug)]
pub struct HallProduct {
    /// Architecture with baked light, hall space.
    pub architecture: Vec<MeshProduct>,
    /// Lights.
    pub lights: Vec<Light>,
    /// Image light.
    pub environment: Environment,
    /// Exposure.
    pub exposure_ev100: f32,
    /// Ground.
    pub floor: FloorPlan,
    /// Doors by name.
    pub doors: Vec<(String, DoorForm)>,
    /// Works in the order of the route.
    pub placements: Vec<PlacedWork>,
}

/// A placed work.
#[derive(Clone, Debug)]
pub struct PlacedWork {
    /// Name in files.
    pub work: String,
    /// How it is shown.
    pub stand: Stand,
    /// Where.
    pub form: PlacementForm,
    /// Light there.
    pub probe: Probe,
}

/// Told what is being made; may be called from any thread.
pub trait Progress: Sync {
    /// `done` of `total` pieces of this run are made; `what` is the last.
    fn made(&self, done: usize, total: usize, what: &str);
}

/// Progress nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn made(&self, _done: usize, _total: usize, _what: &str) {}
}

/// Everything the build has made for it.
pub trait Workshops: Sync {
    /// Version of a craft: part of the key under which its products are kept. Raised when its products change.
    fn version(&self, craft: Craft) -> u32;

    /// Reads a .glb.
    fn model(&self, file: SourceFile<'_>) -> Result<ModelProduct, Mistake>;

    /// Reads a picture of a flat work as colour.
    fn picture(&self, file: SourceFile<'_>) -> Result<RawTexture, Mistake>;

    /// Draws a panel with the words of one language.
    fn panel(&self, svg: SourceFile<'_>, words: &BTreeMap<String, String>, lang: Lang) -> Result<RawTexture, Vec<Mistake>>;

    /// Sets a wall label.
    fn label(&self, name: &str, words: &LabelWords<'_>) -> Result<RawTexture, Mistake>;

    /// Sets the title of a hall for the sign above a door.
    fn sign(&self, name: &str, title: &str, lang: Lang) -> Result<RawTexture, Mistake>;

    /// The picture with neither side longer than `side`.
    fn reduce(&self, raw: RawTexture, side: u32) -> RawTexture;

    /// A small picture of a model for lists, `side` texels square with a clear ground.
    fn portrait(&self, model: &MeshProduct, side: u32) -> Option<RawTexture>;

    /// The mesh with about so many triangles, for a thing seen across a room.
    fn lighten(&self, mesh: &Mesh, triangles: usize) -> Mesh {
        super::lighten::lighten(mesh, triangles)
    }

    /// Compresses a picture with its mips.
    fn encode(&self, raw: &RawTexture) -> EncodedTexture;

    /// Checks a sound and brings it into the form the museum plays.
    fn sound(&self, file: SourceFile<'_>) -> Result<CheckedSound, Mistake>;

    /// Reads WebVTT.
    fn captions(&self, file: SourceFile<'_>) -> Result<Vec<Caption>, Mistake>;

    /// Reads the plan of a hall and says what it names.
    fn outline(&self, name: &str, plan: &str) -> Result<HallOutline, Vec<Mistake>>;

    /// Reads museum.toml; `halls` are the names and texts of the plans.
    fn museum(&self, name: &str, text: &str, halls: &[(&str, &str)]) -> Result<MuseumProduct, Vec<Mistake>>;

    /// Builds a hall and bakes its light.
    fn hall(&self, order: &HallOrder<'_>, progress: &dyn Progress) -> Result<HallProduct, Vec<Mistake>>;
}
