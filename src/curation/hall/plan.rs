//! What a curator writes about a hall (`halls/<id>/hall.toml`) and about the house (`museum.toml`).
//!
//! Every table is read on its own, so that all mistakes of a file are found in one reading.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{catalogue::Stand, curation::product::Mistake};

/// Which architecture a hall has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// A Paris salon of 1860.
    ParisSalon,
    /// A courtyard house in Tetouan.
    TetouanCourtyard,
    /// A schoolroom in Tehran.
    TehranSchoolroom,
}

/// What closes a hall above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ceiling {
    /// Plain plaster.
    Flat,
    /// Plaster with a hollow between wall and ceiling.
    Coved,
    /// Boards on beams.
    Beams,
    /// Beams over the galleries, sky over the patio.
    Open,
}

/// Outline of an opening.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Straight lintel.
    #[default]
    Rect,
    /// Half circle.
    Arch,
    /// More than half a circle, drawn in at the springing.
    Horseshoe,
    /// Persian pointed arch.
    Pointed,
}

/// What fills a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Glazing {
    /// Clear panes in casements.
    #[default]
    Clear,
    /// Orosi: coloured panes in a wooden lattice.
    Coloured,
    /// Turned wooden lattice without glass.
    Lattice,
}

/// A doorway.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoorPlan {
    /// Name used by `museum.toml`.
    pub id: String,
    /// Edge of the outline, from 0.
    pub wall: usize,
    /// From the edge's first corner to the middle of the door, metres.
    pub at_m: f32,
    /// Clear width.
    pub width_m: f32,
    /// Clear height.
    pub height_m: f32,
    /// Outline.
    #[serde(default)]
    pub shape: Shape,
}

/// A window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowPlan {
    /// Edge of the outline, from 0.
    pub wall: usize,
    /// From the edge's first corner to the middle, metres.
    pub at_m: f32,
    /// Height of the sill.
    pub sill_m: f32,
    /// Clear width.
    pub width_m: f32,
    /// Clear height above the sill.
    pub height_m: f32,
    /// Outline.
    #[serde(default)]
    pub shape: Shape,
    /// Filling.
    #[serde(default)]
    pub glass: Glazing,
    /// Velvet curtains at both sides.
    #[serde(default)]
    pub curtains: bool,
}

/// A recess in a wall; one that reaches the floor and is deep is an iwan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NichePlan {
    /// Name used by works that stand in it.
    pub id: String,
    /// Edge of the outline, from 0.
    pub wall: usize,
    /// From the edge's first corner to the middle, metres.
    pub at_m: f32,
    /// Height of its floor.
    pub sill_m: f32,
    /// Clear width.
    pub width_m: f32,
    /// Clear height above its floor.
    pub height_m: f32,
    /// Depth behind the wall's face.
    pub depth_m: f32,
    /// Outline.
    #[serde(default)]
    pub shape: Shape,
    /// A window in its back wall: `[width, height, sill]`, metres; coloured glass.
    #[serde(default)]
    pub window: Option<[f32; 3]>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnPlan {
    /// Middle, x and z.
    pub at: [f32; 2],
    /// Radius of the shaft.
    pub radius_m: f32,
    /// Height to the top of the capital.
    pub height_m: f32,
}

/// Forms of lamps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LampKind {
    /// One globe on a chain.
    Pendant,
    /// Arms with globes.
    Chandelier,
    /// An arm on the wall; `yaw_deg` turns it.
    Sconce,
    /// A pierced brass lantern on a chain.
    Lantern,
    /// Embers in a hearth: light without a body of its own.
    Ember,
}

/// A lamp.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LampPlan {
    /// Form.
    pub kind: LampKind,
    /// Middle of its light, metres.
    pub at: [f32; 3],
    /// Luminous flux.
    pub lumens: f32,
    /// Colour temperature.
    pub kelvin: f32,
    /// Turn about the vertical; 0 faces +Z.
    #[serde(default)]
    pub yaw_deg: f32,
}

/// A bench.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BenchPlan {
    /// Middle, x and z.
    pub at: [f32; 2],
    /// Turn; 0 seats one facing +Z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Length.
    pub length_m: f32,
}

/// Forms of fixed parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// A marble mantel against a wall, facing `yaw_deg`.
    Fireplace,
    /// An octagonal basin.
    Fountain,
    /// A woven rug on the floor: `size = [width, length]`.
    Rug,
    /// A plaster rose on the ceiling.
    Rose,
    /// A glazed vase on the floor or in a niche (`height_m` lifts it).
    Vase,
    /// A potted orange tree.
    Tree,
}

/// A fixed part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartPlan {
    /// Form.
    pub kind: PartKind,
    /// Middle, x and z.
    pub at: [f32; 2],
    /// Turn; 0 faces +Z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Width and depth or length, metres.
    pub size: [f32; 2],
    /// Height of its foot above the floor.
    #[serde(default)]
    pub height_m: f32,
}

/// The open court of a courtyard house, with its arcade.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PatioPlan {
    /// Middle, x and z.
    pub at: [f32; 2],
    /// Width and depth between the axes of the columns.
    pub size: [f32; 2],
    /// Arches on each side.
    pub bays: u32,
    /// Height at which the arches spring.
    pub springing_m: f32,
    /// Height of the eaves.
    pub eaves_m: f32,
}

/// Profiles around a hung work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// Broad gilt.
    Gilt,
    /// Dark walnut with a gilt slip.
    Dark,
    /// Narrow, cedar or oak.
    #[default]
    Plain,
    /// None.
    None,
}

/// Where a work stands or hangs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceWork {
    /// Name of the work.
    pub work: String,
    /// How it is shown.
    #[serde(with = "stand")]
    pub stand: Stand,
    /// Wall works: edge of the outline.
    pub wall: Option<usize>,
    /// Wall works: from the edge's first corner to the middle, metres.
    pub at_m: Option<f32>,
    /// Wall works: height of the middle.
    #[serde(default = "eye_height")]
    pub centre_m: f32,
    /// Standing works: x, z. Hanging works: x, y, z of the hook.
    pub at: Option<Vec<f32>>,
    /// Standing works: turn; 0 faces +Z.
    #[serde(default)]
    pub yaw_deg: f32,
    /// Plinths and cases: height of the top of the base.
    pub height_m: Option<f32>,
    /// Niche works: name of the niche.
    pub niche: Option<String>,
    /// Frame of a wall work.
    #[serde(default)]
    pub frame: Frame,
    /// A brass picture light above it.
    #[serde(default)]
    pub picture_light: bool,
    /// Illuminance of the work.
    #[serde(default = "work_lux")]
    pub lux: f32,
    /// Reading distance.
    #[serde(default = "reading_distance")]
    pub view_m: f32,
}

fn eye_height() -> f32 {
    1.5
}
fn work_lux() -> f32 {
    190.0
}
fn reading_distance() -> f32 {
    1.8
}
fn wall_thickness() -> f32 {
    0.4
}

mod stand {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::catalogue::Stand;

    const NAMES: [(&str, Stand); 7] = [
        ("wall", Stand::Wall),
        ("plinth", Stand::Plinth),
        ("case", Stand::Case),
        ("floor", Stand::Floor),
        ("hang", Stand::Hang),
        ("lectern", Stand::Lectern),
        ("niche", Stand::Niche),
    ];

    pub fn serialize<S: Serializer>(v: &Stand, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(NAMES.iter().find(|n| n.1 == *v).map_or("wall", |n| n.0))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Stand, D::Error> {
        let name = String::deserialize(d)?;
        NAMES
            .iter()
            .find(|n| n.0 == name)
            .map(|n| n.1)
            .ok_or_else(|| D::Error::custom(format!("unknown stand `{name}`, expected one of {}", NAMES.map(|n| format!("`{}`", n.0)).join(", "))))
    }
}

/// The plan of a hall.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HallPlan {
    /// File as the curator knows it, for messages.
    pub file: String,
    /// Single fields.
    pub head: HallHead,
    /// Doorways.
    pub doors: Vec<DoorPlan>,
    /// Windows.
    pub windows: Vec<WindowPlan>,
    /// Niches.
    pub niches: Vec<NichePlan>,
    /// Columns.
    pub columns: Vec<ColumnPlan>,
    /// Lamps.
    pub lamps: Vec<LampPlan>,
    /// Benches.
    pub benches: Vec<BenchPlan>,
    /// Other fixed parts.
    pub parts: Vec<PartPlan>,
    /// Works, in the order of the route.
    pub works: Vec<PlaceWork>,
}

/// The single fields of a hall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HallHead {
    /// Name used in files.
    pub id: String,
    /// Architecture.
    pub style: Style,
    /// Exposure at ISO 100.
    pub exposure_ev100: f32,
    /// Height of the walls.
    pub height_m: f32,
    /// What closes it above.
    pub ceiling: Ceiling,
    /// Floor polygon, x and z, counter-clockwise seen from above.
    pub outline: Vec<[f32; 2]>,
    /// Thickness of the walls; two halls' walls make a threshold.
    #[serde(default = "wall_thickness")]
    pub wall_thickness_m: f32,
    /// Luminance of the dusk sky at its brightest, cd/m2.
    pub sky_cd_m2: f32,
    /// Open court.
    pub patio: Option<PatioPlan>,
}

/// Reads each table of an array; mistakes name the table by its number.
fn tables<T: DeserializeOwned>(root: &mut toml::Table, key: &str, file: &str, mistakes: &mut Vec<Mistake>) -> Vec<T> {
    let Some(value) = root.remove(key) else { return Vec::new() };
    let toml::Value::Array(items) = value else {
        mistakes.push(mistake(file, key, format!("must be written as [[{key}]] tables")));
        return Vec::new();
    };
    let mut out = Vec::with_capacity(items.len());
    for (i, item) in items.into_iter().enumerate() {
        match item.try_into() {
            Ok(v) => out.push(v),
            Err(e) => mistakes.push(mistake(file, &format!("{key} {}", i + 1), sentence(&e.to_string()))),
        }
    }
    out
}

/// A mistake at a place of a file.
pub(crate) fn mistake(file: &str, place: &str, reason: impl Into<String>) -> Mistake {
    Mistake { file: file.into(), place: (!place.is_empty()).then(|| place.into()), reason: reason.into() }
}

/// One line of a parser's message.
fn sentence(message: &str) -> String {
    let lines: Vec<&str> = message.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('|') && !l.contains(" | ")).collect();
    lines.join(", ")
}

fn syntax(file: &str, text: &str, e: &toml::de::Error) -> Mistake {
    let line = e.span().map(|s| format!("line {}", text[..s.start.min(text.len())].matches('\n').count() + 1));
    Mistake { file: file.into(), place: line, reason: e.message().to_string() }
}

impl HallPlan {
    /// Reads a hall file. `file` is its name for messages.
    ///
    /// # Errors
    /// Every mistake of form (syntax, unknown or missing fields, wrong types). What the numbers mean is checked by
    /// [`super::check::check`].
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        let mut root: toml::Table = text.parse().map_err(|e| vec![syntax(file, text, &e)])?;
        let mut m = Vec::new();
        let doors = tables(&mut root, "door", file, &mut m);
        let windows = tables(&mut root, "window", file, &mut m);
        let niches = tables(&mut root, "niche", file, &mut m);
        let columns = tables(&mut root, "column", file, &mut m);
        let lamps = tables(&mut root, "lamp", file, &mut m);
        let benches = tables(&mut root, "bench", file, &mut m);
        let parts = tables(&mut root, "part", file, &mut m);
        let works = tables(&mut root, "place_work", file, &mut m);
        let head: Option<HallHead> = match root.try_into() {
            Ok(h) => Some(h),
            Err(e) => {
                m.push(mistake(file, "", sentence(&e.to_string())));
                None
            }
        };
        match head {
            Some(head) if m.is_empty() => Ok(Self { file: file.into(), head, doors, windows, niches, columns, lamps, benches, parts, works }),
            _ => Err(m),
        }
    }
}

/// Where a visit begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartPlan {
    /// Hall.
    pub hall: String,
    /// x, z in the hall's space.
    pub at: [f32; 2],
    /// Turn, degrees (see `scene::Pose::yaw`).
    pub yaw_deg: f32,
}

/// A hall's place in the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HallPlace {
    /// Hall.
    pub id: String,
    /// Origin in the world, x and z.
    pub origin: [f32; 2],
    /// Turn; a multiple of 90.
    #[serde(default)]
    pub yaw_deg: f32,
}

impl HallPlace {
    /// Quarter turns counter-clockwise seen from above, 0 to 3.
    pub fn quarter_turns(&self) -> u8 {
        ((self.yaw_deg / 90.0).round() as i32).rem_euclid(4) as u8
    }

    /// World from hall.
    pub fn world_from_hall(&self) -> glam::Affine3A {
        let turn = f32::from(self.quarter_turns()) * std::f32::consts::FRAC_PI_2;
        glam::Affine3A::from_rotation_translation(glam::Quat::from_rotation_y(turn), glam::Vec3::new(self.origin[0], 0.0, self.origin[1]))
    }
}

/// Two doors that are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassagePlan {
    /// Hall and door.
    pub from: [String; 2],
    /// Hall and door.
    pub to: [String; 2],
}

/// The house (`museum.toml`).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MuseumPlan {
    /// File, for messages.
    pub file: String,
    /// Where a visit begins.
    pub start: StartPlan,
    /// Halls, in the order of visit.
    pub halls: Vec<HallPlace>,
    /// Passages.
    pub passages: Vec<PassagePlan>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MuseumHead {
    start: StartPlan,
}

impl MuseumPlan {
    /// Reads the house's file. `file` is its name for messages.
    ///
    /// # Errors
    /// Every mistake of form. Whether the doors meet is checked by [`super::check::check_museum`].
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<Mistake>> {
        let mut root: toml::Table = text.parse().map_err(|e| vec![syntax(file, text, &e)])?;
        let mut m = Vec::new();
        let halls = tables(&mut root, "hall", file, &mut m);
        let passages = tables(&mut root, "passage", file, &mut m);
        let head: Option<MuseumHead> = match root.try_into() {
            Ok(h) => Some(h),
            Err(e) => {
                m.push(mistake(file, "", sentence(&e.to_string())));
                None
            }
        };
        match head {
            Some(h) if m.is_empty() => Ok(Self { file: file.into(), start: h.start, halls, passages }),
            _ => Err(m),
        }
    }
}
