//! Typed rows and ids of the catalogue.

use crate::language::Lang;
pub use crate::scene::material::{TextureFormat, TextureInfo};

/// Declares row-number newtypes.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A hall.
    HallId,
    /// A work.
    WorkId,
    /// A place on the map.
    PlaceId,
    /// A person.
    PersonId,
    /// A theme.
    ThemeId,
    /// A source.
    SourceId,
    /// A tour.
    TourId,
    /// A mesh.
    MeshId,
    /// A texture.
    TextureId,
    /// A sound.
    SoundId,
}

/// What a work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WorkKind {
    /// A thing in the round.
    Object,
    /// A flat written or painted work.
    Document,
    /// A photograph.
    Photograph,
    /// A panel drawn by the museum.
    Panel,
    /// A film.
    Film,
    /// A story without a picture of its own.
    Story,
}

/// How a work relates to the world: shown with every work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Honesty {
    /// A scan or photograph of a real object.
    RealScan,
    /// A model made after a documented type.
    Reconstruction,
    /// Drawn by the museum from cited facts.
    Illustration,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatePrecision {
    /// The year is known.
    Exact,
    /// About that year.
    Circa,
    /// From one year to another.
    Range,
}

/// Years of a work. `to` is `None` for a single year or an open end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateSpan {
    /// First year, Gregorian.
    pub from: i32,
    /// Last year.
    pub to: Option<i32>,
    /// How exact.
    pub precision: DatePrecision,
}

/// How a work is shown in its hall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Hung on a wall.
    Wall,
    /// On an open plinth.
    Plinth,
    /// On a plinth under glass.
    Case,
    /// On the floor.
    Floor,
    /// Hung from the ceiling.
    Hang,
    /// On a sloping lectern.
    Lectern,
    /// In a wall niche.
    Niche,
}

/// A hall, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Hall {
    /// Row.
    pub id: HallId,
    /// Name used in files and on the command line.
    pub slug: String,
    /// Position in the order of visit, from 0.
    pub order: u32,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Introduction, Markdown.
    pub text: String,
}

/// A work in one language, short form: for lists, maps and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkSummary {
    /// Row.
    pub id: WorkId,
    /// Name used in files and on the command line.
    pub slug: String,
    /// Hall it stands in.
    pub hall: HallId,
    /// Position along the hall's route, from 0.
    pub order: u32,
    /// Kind.
    pub kind: WorkKind,
    /// Honesty label.
    pub honesty: Honesty,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// What one sees, for someone who cannot.
    pub alt: String,
    /// Date, if known.
    pub date: Option<DateSpan>,
    /// Small picture (texture row), at most 256 px.
    pub thumbnail: Option<TextureId>,
    /// Whether narration exists in this language.
    pub narrated: bool,
}

/// A source with its address.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// Row.
    pub id: SourceId,
    /// Title as cited.
    pub title: String,
    /// Address or shelf mark; may be empty.
    pub address: String,
}

/// A named part of a work.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Name used in files.
    pub slug: String,
    /// Position in the model, metres.
    pub at: [f32; 3],
    /// Heading in this language.
    pub title: String,
    /// Text, Markdown.
    pub text: String,
}

/// A work in one language, whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The short form.
    pub summary: WorkSummary,
    /// The language the texts are really in (differs from the asked one only when a translation is missing).
    pub text_lang: Lang,
    /// Story, Markdown.
    pub story: String,
    /// Wall label.
    pub label: String,
    /// Parts.
    pub parts: Vec<Part>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Ids of the facts it rests on.
    pub facts: Vec<String>,
    /// Related works.
    pub related: Vec<WorkId>,
    /// Places.
    pub places: Vec<PlaceId>,
    /// Museum and inventory number of the documented type; empty if none.
    pub type_of: String,
    /// Width, height, depth, metres.
    pub size_m: [f32; 3],
    /// SPDX licence of the media.
    pub rights: String,
    /// Credit line.
    pub credit: String,
    /// Model, if it is a thing in the round.
    pub mesh: Option<MeshId>,
    /// Flat picture in this language (panels) or for all (documents).
    pub picture: Option<TextureId>,
    /// Narration in this language.
    pub narration: Option<Narration>,
}

/// A recorded reading with its captions.
#[derive(Clone, Debug, PartialEq)]
pub struct Narration {
    /// The sound.
    pub sound: SoundId,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Whether a machine reads it.
    pub synthetic: bool,
    /// Captions, in order of time.
    pub captions: Vec<Caption>,
}

/// One caption.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// Begin, seconds.
    pub start_secs: f32,
    /// End, seconds.
    pub end_secs: f32,
    /// Words.
    pub text: String,
}

/// A place in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Row.
    pub id: PlaceId,
    /// Name used in files.
    pub slug: String,
    /// Name in this language.
    pub name: String,
    /// Degrees north.
    pub lat_deg: f32,
    /// Degrees east.
    pub lon_deg: f32,
}

/// Where and how a work stands in its hall (hall space).
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The work.
    pub work: WorkId,
    /// How it is shown.
    pub stand: Stand,
    /// Hall space from the work's own space (column-major 3x4: x axis, y axis, z axis, origin).
    pub hall_from_work: [f32; 12],
    /// Where one stands to look at it: x, z, metres.
    pub view_from: [f32; 2],
    /// What one looks at from there.
    pub view_target: [f32; 3],
    /// Bounds of the work with its frame or case: min, max.
    pub bounds: [[f32; 3]; 2],
    /// Its wall label.
    pub label: Option<SignSpot>,
}

/// A flat thing with words on it: its own space has x right, y up, z out of the face, origin at the centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SignSpot {
    /// Hall space from sign space (column-major 3x4).
    pub hall_from_sign: [f32; 12],
    /// Width and height, metres.
    pub size_m: [f32; 2],
}

/// A doorway's floor line in hall space and where it leads.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// Name used in files.
    pub slug: String,
    /// Hall beyond, if open.
    pub leads_to: Option<HallId>,
    /// Outline of the opening, hall space, counter-clockwise seen from inside the hall.
    pub outline: Vec<[f32; 3]>,
    /// Where one stands after coming in: x, z.
    pub arrive_at: [f32; 2],
    /// Direction of arrival, radians (see `scene::Pose::yaw`).
    pub arrive_yaw: f32,
    /// The name of the hall beyond, above the door.
    pub sign: Option<SignSpot>,
}

/// The floor a visitor may walk on: an outer polygon with holes, hall space, metres.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FloorPlan {
    /// Where the eye's foot point may be, counter-clockwise from above (x, z). Reaches into the doorways.
    pub walkable: Vec<[f32; 2]>,
    /// Things in the way, each a convex polygon already grown by the visitor's radius.
    pub obstacles: Vec<Vec<[f32; 2]>>,
    /// Walls for the map drawing: outline of the room.
    pub outline: Vec<[f32; 2]>,
}

/// Everything that does not depend on language about a hall in space.
#[derive(Clone, Debug)]
pub struct HallSpace {
    /// The hall.
    pub hall: HallId,
    /// Place of the hall in the museum: origin x, z, and turn in quarter turns counter-clockwise.
    pub origin: [f32; 2],
    /// Quarter turns.
    pub quarter_turns: u8,
    /// Architecture meshes in hall space.
    pub architecture: Vec<MeshId>,
    /// Lights in hall space.
    pub lights: Vec<crate::scene::Light>,
    /// Image light in hall space.
    pub environment: crate::scene::Environment,
    /// Exposure.
    pub exposure_ev100: f32,
    /// Ground to walk on.
    pub floor: FloorPlan,
    /// Doorways.
    pub doors: Vec<Door>,
    /// Works, in the order of the route.
    pub placements: Vec<Placement>,
    /// Light where each placed work stands, same order as `placements`.
    pub probes: Vec<crate::scene::Probe>,
}

/// A tour in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Tour {
    /// Row.
    pub id: TourId,
    /// Name used in files and on the command line.
    pub slug: String,
    /// Title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Length, minutes.
    pub minutes: u32,
    /// Stops.
    pub stops: Vec<TourStop>,
}

/// One stop of a tour.
#[derive(Clone, Debug, PartialEq)]
pub struct TourStop {
    /// The work.
    pub work: WorkId,
    /// A sentence that leads to it.
    pub bridge: String,
}

/// A found work.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The work.
    pub work: WorkId,
    /// Higher is better.
    pub score: f32,
}

/// Where a visit starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Start {
    /// The hall.
    pub hall: HallId,
    /// Foot point in the hall: x, z, metres.
    pub at: [f32; 2],
    /// Direction of view, radians (see `scene::Pose::yaw`).
    pub yaw: f32,
}

/// A person in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Row.
    pub id: PersonId,
    /// Name used in files.
    pub slug: String,
    /// Name in this language.
    pub name: String,
    /// Year of birth.
    pub born: Option<i32>,
    /// Year of death.
    pub died: Option<i32>,
}

/// A theme in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Row.
    pub id: ThemeId,
    /// Name used in files.
    pub slug: String,
    /// Name in this language.
    pub name: String,
}
