//! A strict reader of glTF 2.0: nothing in a file is believed before it is checked, and nothing outside its folder is opened.
//!
//! The file's node tree is flattened into one mesh, sorted by material, in metres. See [`read`].

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use glam::{Affine3A, Vec3};
use serde::Serialize;

use super::limits::read_file;
use super::product::MeshProduct;
use super::{Limits, Mistake};
use crate::scene::{Light, LightKind, Mesh};

mod accessor;
mod animation;
mod assemble;
mod container;
mod geometry;
mod graph;
mod resolve;
mod schema;
mod surface;
mod tangents;

use accessor::Store;
use graph::{Graph, Pose};
use schema::Root;

/// Where a glTF comes from.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    /// A .gltf or .glb; other files it names are looked for in its folder only.
    File(&'a Path),
    /// Bytes in memory with a name for messages. Without a folder, files it names are refused.
    Bytes {
        /// For messages.
        name: &'a str,
        /// The .gltf or .glb.
        bytes: &'a [u8],
        /// Folder of the files it names.
        folder: Option<&'a Path>,
    },
}

impl<'a> From<&'a Path> for Source<'a> {
    fn from(path: &'a Path) -> Self {
        Self::File(path)
    }
}

impl<'a> From<&'a std::path::PathBuf> for Source<'a> {
    fn from(path: &'a std::path::PathBuf) -> Self {
        Self::File(path)
    }
}

/// A model, whole.
#[derive(Clone, Debug)]
pub struct Model {
    /// The default scene at rest, flattened into one mesh; materials name pictures of `meshes.textures` by index.
    pub meshes: MeshProduct,
    /// Poses of clips named "open" (whatever their case): what a visitor may open and shut.
    pub clips: Vec<Clip>,
    /// Punctual lights, model space, candela or lux.
    pub lights: Vec<Light>,
    /// Perspective cameras, model space.
    pub cameras: Vec<ModelCamera>,
    /// What the file holds.
    pub report: GltfReport,
}

impl Model {
    /// A clip's end pose as a product of its own (its pictures are copied).
    pub fn end_of(&self, clip: &Clip) -> MeshProduct {
        MeshProduct { mesh: clip.end.clone(), textures: self.meshes.textures.clone() }
    }
}

/// First and last pose of an animation. Vertex i of one is vertex i of the other and of the mesh at rest, and so are triangles and submeshes.
#[derive(Clone, Debug)]
pub struct Clip {
    /// Name in the file.
    pub name: String,
    /// Length, seconds.
    pub duration_secs: f32,
    /// Pose at the first key.
    pub start: Mesh,
    /// Pose at the last key.
    pub end: Mesh,
}

/// A camera of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelCamera {
    /// Name, may be empty.
    pub name: String,
    /// View space to model space.
    pub world_from_view: Affine3A,
    /// Vertical field of view, radians.
    pub fov_y: f32,
}

/// What a glTF holds, for people and for `museum inspect`.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct GltfReport {
    /// Program that wrote it.
    pub generator: String,
    /// Copyright note in the file.
    pub copyright: String,
    /// Scenes, nodes, meshes and primitives in the file.
    pub scenes: usize,
    /// Nodes in the file.
    pub nodes: usize,
    /// Meshes in the file.
    pub meshes: usize,
    /// Primitives in the file.
    pub primitives: usize,
    /// Vertices of the flattened mesh.
    pub vertices: usize,
    /// Triangles of the flattened mesh.
    pub triangles: usize,
    /// Materials the flattened mesh uses, by name.
    pub materials: Vec<String>,
    /// Pictures.
    pub pictures: Vec<PictureReport>,
    /// Animations, by name.
    pub animations: Vec<String>,
    /// Skins.
    pub skins: usize,
    /// Punctual lights.
    pub lights: usize,
    /// Cameras.
    pub cameras: usize,
    /// Extensions the file uses.
    pub extensions_used: Vec<String>,
    /// Width, height and depth, metres.
    pub size_m: [f32; 3],
    /// What was left out, mended or reduced, one sentence each.
    pub notes: Vec<String>,
}

/// A picture of a glTF.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PictureReport {
    /// Name or file.
    pub name: String,
    /// PNG, JPEG or WebP.
    pub format: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// What is wrong and where, before the file's name is known.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    place: String,
    reason: String,
}

impl Fault {
    fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { place: place.into(), reason: reason.into() }
    }
}

/// The result of a check.
type Checked<T> = Result<T, Fault>;

/// What was left out, mended or reduced; each sentence once.
#[derive(Debug, Default)]
struct Notes(BTreeSet<String>);

impl Notes {
    fn add(&mut self, sentence: &str) {
        if !self.0.contains(sentence) && self.0.len() < 100 {
            self.0.insert(sentence.to_owned());
        }
    }
}

/// Words of a file fit for a message or a list: no control characters, not long.
fn tidy(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(100).collect()
}

/// Reads a glTF or GLB within limits.
///
/// Refused with a sentence: files that are not glTF 2.0, that need an extension the museum lacks, that point anywhere outside their own
/// bytes or folder, whose node tree is no tree, that ask for more than the limits allow, or that have nothing to draw.
pub fn read<'a>(source: impl Into<Source<'a>>, limits: &Limits) -> Result<Model, Mistake> {
    let source = source.into();
    let owned;
    let (file, bytes, folder) = match source {
        Source::File(path) => {
            owned = read_file(path, limits.file_bytes)?;
            let name = path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned());
            (name, owned.as_slice(), path.parent())
        }
        Source::Bytes { name, bytes, folder } => (name.to_owned(), bytes, folder),
    };
    let read = || {
        if bytes.len() as u64 > limits.file_bytes {
            return Err(Fault::new("size", format!("it holds {} bytes, more than the {} a file may hold", bytes.len(), limits.file_bytes)));
        }
        read_parts(bytes, folder, limits)
    };
    read().map_err(|f| Mistake { file, place: Some(f.place), reason: f.reason })
}

/// Reads a file whose bytes are at hand.
fn read_parts(bytes: &[u8], folder: Option<&Path>, limits: &Limits) -> Checked<Model> {
    let parts = container::split(bytes)?;
    let root = container::parse(parts.json, limits)?;
    let mut notes = Notes::default();
    let mut resolver = resolve::Resolver::new(folder, limits.file_bytes);
    let graph = Graph::new(&root, limits)?;
    let buffers = load_buffers(&root, parts.bin, &mut resolver)?;
    let store = Store::new(&root, buffers, limits)?;
    let assembly = assemble::Assembly::new(&root, &store, &graph, &surface::normal_uv_sets(&root), limits, &mut notes)?;

    let mut pictures = surface::Pictures::default();
    let materials = assembly.used_materials().into_iter().map(|m| surface::material(&root, m, &mut pictures, &mut notes)).collect::<Checked<Vec<_>>>()?;
    let rest = Pose::rest(&root)?;
    let mesh = assembly.pose(&graph, &rest, materials.clone())?;
    let clips = read_clips(&root, &store, &graph, &assembly, &rest, &materials, &mut notes)?;
    let globals = rest.globals(&graph);
    let lights = read_lights(&root, &graph, &globals)?;
    let cameras = read_cameras(&root, &graph, &globals, &mut notes)?;
    // Pictures come last: they cost most, and everything else may refuse first.
    let (textures, picture_reports) = pictures.decode(&root, &store, &mut resolver, limits, &mut notes)?;

    for name in root.extensions_used.iter().filter(|e| !container::KNOWN_EXTENSIONS.contains(&e.as_str())) {
        notes.add(&format!("shown without {}", tidy(name)));
    }
    let report = GltfReport {
        generator: tidy(&root.asset.generator),
        copyright: tidy(&root.asset.copyright),
        scenes: root.scenes.len(),
        nodes: root.nodes.len(),
        meshes: root.meshes.len(),
        primitives: root.meshes.iter().map(|m| m.primitives.len()).sum(),
        vertices: mesh.vertices.len(),
        triangles: mesh.indices.len() / 3,
        materials: materials.iter().map(|m| m.name.clone()).collect(),
        pictures: picture_reports,
        animations: root.animations.iter().map(|a| tidy(&a.name)).collect(),
        skins: root.skins.len(),
        lights: lights.len(),
        cameras: cameras.len(),
        extensions_used: root.extensions_used.iter().map(|e| tidy(e)).collect(),
        size_m: (mesh.bounds.half_extent() * 2.0).to_array(),
        notes: notes.0.into_iter().collect(),
    };
    Ok(Model { meshes: MeshProduct { mesh, textures }, clips, lights, cameras, report })
}

/// The bytes of all buffers. The first buffer of a GLB without a URI is its binary chunk.
fn load_buffers<'a>(root: &Root, bin: Option<&'a [u8]>, resolver: &mut resolve::Resolver) -> Checked<Vec<Option<Cow<'a, [u8]>>>> {
    let mut buffers: Vec<Option<Cow<'a, [u8]>>> = Vec::with_capacity(root.buffers.len());
    for (i, b) in root.buffers.iter().enumerate() {
        let place = format!("buffer {i}");
        let length = b.byte_length.ok_or_else(|| Fault::new(place.as_str(), "its length is missing"))?.at();
        let data = match (&b.uri, bin) {
            (Some(uri), _) => Some(Cow::Owned(resolver.load(uri, &place)?)),
            (None, Some(bin)) if i == 0 => Some(Cow::Borrowed(bin)),
            (None, _) => None,
        };
        let data = match data {
            Some(d) if d.len() < length => return Err(Fault::new(place, format!("it says {length} bytes, but only {} are there", d.len()))),
            Some(Cow::Borrowed(d)) => Some(Cow::Borrowed(&d[..length])),
            Some(Cow::Owned(mut d)) => {
                d.truncate(length);
                Some(Cow::Owned(d))
            }
            None => None,
        };
        buffers.push(data);
    }
    Ok(buffers)
}

/// The poses of the first clip named "open".
fn read_clips(
    root: &Root,
    store: &Store,
    graph: &Graph,
    assembly: &assemble::Assembly,
    rest: &Pose,
    materials: &[crate::scene::Material],
    notes: &mut Notes,
) -> Checked<Vec<Clip>> {
    let mut named = root.animations.iter().enumerate().filter(|(_, a)| a.name.eq_ignore_ascii_case("open"));
    let Some((number, animation)) = named.next() else { return Ok(Vec::new()) };
    if named.next().is_some() {
        notes.add("of several animations named \"open\" only the first is kept");
    }
    let ends = animation::ends(root, store, rest, number, animation)?;
    Ok(vec![Clip {
        name: tidy(&animation.name),
        duration_secs: ends.duration_secs,
        start: assembly.pose(graph, &ends.start, materials.to_vec())?,
        end: assembly.pose(graph, &ends.end, materials.to_vec())?,
    }])
}

/// Punctual lights of the scene (KHR_lights_punctual). They shine along -Z of their node.
fn read_lights(root: &Root, graph: &Graph, globals: &[Affine3A]) -> Checked<Vec<Light>> {
    let mut lights = Vec::new();
    for &(node, _) in &graph.order {
        let Some(number) = root.nodes[node].extensions.light.as_ref().and_then(|l| l.light) else { continue };
        let place = format!("light {}", number.0);
        let light = root.extensions.lights.lights.get(number.at()).ok_or_else(|| Fault::new(place.as_str(), "there is no such light"))?;
        let spot = (light.spot.inner_cone_angle.unwrap_or(0.0), light.spot.outer_cone_angle.unwrap_or(std::f32::consts::FRAC_PI_4));
        let kind = match light.kind.as_str() {
            "point" => LightKind::Point,
            "directional" => LightKind::Directional,
            "spot" if 0.0 <= spot.0 && spot.0 < spot.1 && spot.1 <= std::f32::consts::FRAC_PI_2 + 1e-4 => {
                LightKind::Spot { inner_angle: spot.0, outer_angle: spot.1 }
            }
            "spot" => return Err(Fault::new(place, "the angles of its cone are wrong")),
            other => return Err(Fault::new(place, format!("there is no light of type {:?}", tidy(other)))),
        };
        let color = Vec3::from(light.color.unwrap_or([1.0; 3]));
        let intensity = light.intensity.unwrap_or(1.0);
        let position = Vec3::from(globals[node].translation);
        if !(color.is_finite() && intensity.is_finite() && intensity >= 0.0 && position.is_finite()) {
            return Err(Fault::new(place, "its colour, intensity or place is not a number"));
        }
        lights.push(Light {
            kind,
            position,
            direction: globals[node].transform_vector3(Vec3::NEG_Z).try_normalize().unwrap_or(Vec3::NEG_Y),
            color: color.max(Vec3::ZERO),
            intensity,
            range: light.range.filter(|r| r.is_finite() && *r > 0.0).unwrap_or(f32::INFINITY),
            casts_shadow: kind != LightKind::Point,
            source_radius: 0.02,
        });
        if lights.len() > MAX_LIGHTS {
            return Err(Fault::new("lights", format!("there are more than {MAX_LIGHTS}")));
        }
    }
    Ok(lights)
}

/// Lights one model may have.
const MAX_LIGHTS: usize = 256;

/// Perspective cameras of the scene.
fn read_cameras(root: &Root, graph: &Graph, globals: &[Affine3A], notes: &mut Notes) -> Checked<Vec<ModelCamera>> {
    let mut cameras = Vec::new();
    for &(node, _) in &graph.order {
        let Some(number) = root.nodes[node].camera else { continue };
        let place = format!("camera {}", number.0);
        let camera = root.cameras.get(number.at()).ok_or_else(|| Fault::new(place.as_str(), "there is no such camera"))?;
        let Some(fov_y) = camera.perspective.as_ref().and_then(|p| p.yfov).filter(|_| camera.kind == "perspective") else {
            notes.add("cameras without perspective are left out");
            continue;
        };
        if !(0.01..3.1).contains(&fov_y) || !globals[node].is_finite() {
            return Err(Fault::new(place, "its field of view or place is wrong"));
        }
        let (_, r, t) = globals[node].to_scale_rotation_translation();
        cameras.push(ModelCamera { name: tidy(&camera.name), world_from_view: Affine3A::from_rotation_translation(graph::unit(r), t), fov_y });
    }
    Ok(cameras)
}

#[cfg(test)]
mod tests;
