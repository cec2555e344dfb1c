//! Everything a catalogue holds, as plain data for [`super::write`]. Rows name each other by position in these lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::form::{DoorForm, PlacementForm};
use super::{Caption, DateSpan, FloorPlan, Honesty, Stand, TextureInfo, WorkKind};
use crate::language::Lang;
use crate::scene::{Environment, Light, Probe};

/// Position of a row in its list.
pub type Row = usize;

/// A whole catalogue.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Where a visit starts.
    pub start: Option<StartRow>,
    /// Sounds.
    pub sounds: Vec<SoundRow>,
    /// Textures.
    pub textures: Vec<TextureRow>,
    /// Meshes.
    pub meshes: Vec<MeshRow>,
    /// Image lights.
    pub environments: Vec<Environment>,
    /// Halls in the order of visit.
    pub halls: Vec<HallRow>,
    /// Works, hall by hall, in the order of the route.
    pub works: Vec<WorkRow>,
    /// Sources.
    pub sources: Vec<SourceRow>,
    /// Cited facts.
    pub facts: Vec<FactRow>,
    /// Places.
    pub places: Vec<PlaceRow>,
    /// People.
    pub people: Vec<PersonRow>,
    /// Themes.
    pub themes: Vec<ThemeRow>,
    /// Tours.
    pub tours: Vec<TourRow>,
}

/// Where a visit starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StartRow {
    /// The hall.
    pub hall: Row,
    /// Foot point in the hall, x and z, metres.
    pub at: [f32; 2],
    /// Direction of view, radians.
    pub yaw: f32,
}

/// A sound.
#[derive(Clone, Debug)]
pub struct SoundRow {
    /// File it comes from.
    pub name: String,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Greatest sample, 0..1.
    pub peak: f32,
    /// Loudness, LUFS.
    pub loudness_lufs: f32,
    /// Ogg Vorbis or FLAC.
    pub bytes: Arc<[u8]>,
}

/// A texture.
#[derive(Clone, Debug)]
pub struct TextureRow {
    /// For people.
    pub name: String,
    /// Form.
    pub info: TextureInfo,
    /// A KTX 2.0 file of that form.
    pub ktx2: Arc<[u8]>,
}

/// A mesh.
#[derive(Clone, Debug)]
pub struct MeshRow {
    /// For people.
    pub name: String,
    /// See [`super::mesh_form`].
    pub form: Arc<[u8]>,
    /// What the form's textures are.
    pub textures: Vec<Row>,
}

/// A hall.
#[derive(Clone, Debug)]
pub struct HallRow {
    /// Name in files.
    pub slug: String,
    /// Place in the museum, x and z.
    pub origin: [f32; 2],
    /// Turn, counter-clockwise.
    pub quarter_turns: u8,
    /// Exposure.
    pub exposure_ev100: f32,
    /// Image light.
    pub environment: Row,
    /// Ground.
    pub floor: FloorPlan,
    /// Texts.
    pub texts: BTreeMap<Lang, HallText>,
    /// Architecture.
    pub meshes: Vec<Row>,
    /// Lights.
    pub lights: Vec<Light>,
    /// Doors.
    pub doors: Vec<DoorRow>,
    /// Placed works in the order of the route, with the light where each stands.
    pub placements: Vec<PlacementRow>,
}

/// Texts of a hall.
#[derive(Clone, Debug, Default)]
pub struct HallText {
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// For someone who cannot see.
    pub alt: String,
    /// Introduction, Markdown.
    pub story: String,
    /// Its title as a picture, for signs above doors.
    pub sign: Option<Row>,
}

/// A door.
#[derive(Clone, Debug)]
pub struct DoorRow {
    /// Name in files.
    pub slug: String,
    /// Hall beyond.
    pub leads_to: Option<Row>,
    /// The rest.
    pub form: DoorForm,
}

/// A placed work.
#[derive(Clone, Debug)]
pub struct PlacementRow {
    /// The work.
    pub work: Row,
    /// How it is shown.
    pub stand: Stand,
    /// The rest.
    pub form: PlacementForm,
    /// Light there.
    pub probe: Probe,
}

/// A work.
#[derive(Clone, Debug)]
pub struct WorkRow {
    /// Name in files.
    pub slug: String,
    /// Hall.
    pub hall: Row,
    /// Kind.
    pub kind: WorkKind,
    /// Honesty label.
    pub honesty: Honesty,
    /// Date.
    pub date: Option<DateSpan>,
    /// Documented type.
    pub type_of: String,
    /// SPDX licence.
    pub rights: String,
    /// Credit line.
    pub credit: String,
    /// Width, height, depth, metres.
    pub size_m: [f32; 3],
    /// Model.
    pub mesh: Option<Row>,
    /// Model at the end of its clip "open".
    pub opened_mesh: Option<Row>,
    /// Model with fewer triangles, for the hall.
    pub hall_mesh: Option<Row>,
    /// Texts.
    pub texts: BTreeMap<Lang, WorkText>,
    /// Parts.
    pub parts: Vec<PartRow>,
    /// Narration.
    pub narration: BTreeMap<Lang, NarrationRow>,
    /// Facts.
    pub facts: Vec<Row>,
    /// Sources, those of the facts included.
    pub sources: Vec<Row>,
    /// Related works.
    pub related: Vec<Row>,
    /// Places.
    pub places: Vec<Row>,
    /// People.
    pub people: Vec<Row>,
    /// Themes.
    pub themes: Vec<Row>,
}

/// Texts of a work, and what is drawn of it in this language.
#[derive(Clone, Debug, Default)]
pub struct WorkText {
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// For someone who cannot see.
    pub alt: String,
    /// Wall label.
    pub label: String,
    /// Story, Markdown.
    pub story: String,
    /// Flat picture.
    pub picture: Option<Row>,
    /// Small picture.
    pub thumbnail: Option<Row>,
    /// Wall label as a picture.
    pub label_texture: Option<Row>,
}

/// A named part.
#[derive(Clone, Debug)]
pub struct PartRow {
    /// Name in files.
    pub slug: String,
    /// Position in the model, metres.
    pub at: [f32; 3],
    /// Heading and text per language.
    pub texts: BTreeMap<Lang, (String, String)>,
}

/// A reading.
#[derive(Clone, Debug)]
pub struct NarrationRow {
    /// The sound.
    pub sound: Row,
    /// Whether a machine reads.
    pub synthetic: bool,
    /// Captions.
    pub captions: Vec<Caption>,
}

/// A source.
#[derive(Clone, Debug)]
pub struct SourceRow {
    /// As cited.
    pub title: String,
    /// Where.
    pub address: String,
}

/// A fact.
#[derive(Clone, Debug)]
pub struct FactRow {
    /// Id.
    pub slug: String,
    /// What is held.
    pub statement: String,
    /// high, medium, low.
    pub confidence: String,
    /// Where sources disagree; may be empty.
    pub conflicts: String,
    /// Sources.
    pub sources: Vec<Row>,
}

/// A place.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// Name in files.
    pub slug: String,
    /// Degrees north.
    pub lat_deg: f32,
    /// Degrees east.
    pub lon_deg: f32,
    /// Names.
    pub names: BTreeMap<Lang, String>,
    /// Old and foreign spellings.
    pub spellings: Vec<String>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Name in files.
    pub slug: String,
    /// Year.
    pub born: Option<i32>,
    /// Year.
    pub died: Option<i32>,
    /// Names.
    pub names: BTreeMap<Lang, String>,
}

/// A theme.
#[derive(Clone, Debug)]
pub struct ThemeRow {
    /// Name in files.
    pub slug: String,
    /// Names.
    pub names: BTreeMap<Lang, String>,
}

/// A tour.
#[derive(Clone, Debug)]
pub struct TourRow {
    /// Name in files.
    pub slug: String,
    /// Length, minutes.
    pub minutes: u32,
    /// For whom.
    pub ages: String,
    /// Themes.
    pub themes: Vec<Row>,
    /// Title and summary.
    pub texts: BTreeMap<Lang, (String, String)>,
    /// Stops.
    pub stops: Vec<StopRow>,
}

/// A stop of a tour.
#[derive(Clone, Debug)]
pub struct StopRow {
    /// The work.
    pub work: Row,
    /// Sentence that leads to it, and its reading.
    pub bridges: BTreeMap<Lang, (String, Option<Row>)>,
}
