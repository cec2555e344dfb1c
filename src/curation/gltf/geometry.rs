//! One primitive in its own space: triangles, cleaned, with everything a vertex needs (specification 2.0.1, section 3.7.2).

use ::gltf::json::mesh as numbers;
use glam::{Vec3, Vec4};

use super::accessor::{Accessor, Component, Store};
use super::schema::{Attributes, Int, Primitive};
use super::{Checked, Fault, Notes, tangents};

/// Up to eight joints that move a vertex.
#[derive(Clone, Copy, Debug, Default)]
pub struct Influence {
    /// Indices into the skin's joints.
    pub joints: [u16; 8],
    /// Their shares, not yet brought to a sum of one.
    pub weights: [f32; 8],
}

/// A primitive as a triangle list. Lists other than `positions`, `normals` and `source` are empty where the file has none.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    /// Positions.
    pub positions: Vec<Vec3>,
    /// Unit normals.
    pub normals: Vec<Vec3>,
    /// Unit tangents with handedness.
    pub tangents: Vec<Vec4>,
    /// Texture coordinates.
    pub uvs: [Vec<[f32; 2]>; 2],
    /// Linear colour and alpha.
    pub colors: Vec<[u8; 4]>,
    /// Joints.
    pub influences: Vec<Influence>,
    /// Number of each vertex in the file's accessors.
    pub source: Vec<u32>,
    /// Triangles; every index is below `positions.len()`.
    pub indices: Vec<u32>,
    /// Normals are computed, so they follow when shapes move the vertices.
    pub computed_normals: bool,
    /// Every corner has a vertex of its own, in the order of the triangles.
    pub unwelded: bool,
}

/// How a piece is to be built.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// UV set of the normal map, if there is one: tangents are needed.
    pub tangents_for: Option<u8>,
    /// Missing normals are flat, as the specification wants; smooth where flat ones would take too many vertices.
    pub flat: bool,
}

/// Triangles of a primitive's mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    List,
    Strip,
    Fan,
}

/// The mode, or `None` for points and lines.
fn mode(p: &Primitive, place: &str) -> Checked<Option<Mode>> {
    Ok(match p.mode.map_or(numbers::TRIANGLES, |m| m.0) {
        numbers::POINTS..=numbers::LINE_STRIP => None,
        numbers::TRIANGLES => Some(Mode::List),
        numbers::TRIANGLE_STRIP => Some(Mode::Strip),
        numbers::TRIANGLE_FAN => Some(Mode::Fan),
        other => return Err(Fault::new(place, format!("there is no primitive mode {other}"))),
    })
}

/// Accessor of the positions, checked.
fn position_accessor<'s>(store: &'s Store, p: &Primitive, place: &str) -> Checked<&'s Accessor> {
    let number = p.attributes.position.ok_or_else(|| Fault::new(place, "it has no POSITION"))?;
    let a = attribute(store, number, "POSITION", &["VEC3"], place)?;
    if !a.has_data && p.extensions.draco.is_some() {
        return Err(Fault::new(place, "it is compressed with KHR_draco_mesh_compression, which this museum does not read"));
    }
    Ok(a)
}

/// A float-like attribute: floats, or small integers as KHR_mesh_quantization allows.
fn attribute<'s>(store: &'s Store, number: Int, name: &str, shapes: &[&str], place: &str) -> Checked<&'s Accessor> {
    let a = store.accessor(number, &format!("{place}, {name}"))?;
    if !shapes.contains(&a.shape.as_str()) {
        return Err(Fault::new(place, format!("{name} is of type {}, not {}", a.shape, shapes.join(" or "))));
    }
    if a.component == Component::U32 {
        return Err(Fault::new(place, format!("{name} cannot be made of 32-bit whole numbers")));
    }
    Ok(a)
}

/// An optional attribute with as many elements as there are positions.
fn optional<'s>(store: &'s Store, number: Option<Int>, name: &str, shapes: &[&str], count: usize, place: &str) -> Checked<Option<&'s Accessor>> {
    let Some(number) = number else { return Ok(None) };
    let a = attribute(store, number, name, shapes, place)?;
    if a.count != count {
        return Err(Fault::new(place, format!("{name} has {} elements for {count} vertices", a.count)));
    }
    Ok(Some(a))
}

/// What a primitive will take once it is a triangle list, before anything is read.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Indices.
    pub indices: u64,
    /// Vertices, at most.
    pub vertices: u64,
    /// Whether it has normals.
    pub has_normals: bool,
}

/// The cost of a primitive; `None` for points and lines.
pub fn cost(store: &Store, p: &Primitive, place: &str) -> Checked<Option<Cost>> {
    let Some(mode) = mode(p, place)? else { return Ok(None) };
    let vertices = position_accessor(store, p, place)?.count as u64;
    let n = match p.indices {
        Some(i) => store.accessor(i, place)?.count as u64,
        None => vertices,
    };
    let indices = if mode == Mode::List { n / 3 * 3 } else { n.saturating_sub(2) * 3 };
    Ok(Some(Cost { indices, vertices: vertices.min(indices), has_normals: p.attributes.normal.is_some() }))
}

/// The indices of a primitive as a triangle list, each below the number of vertices; triangles that repeat a corner are left out.
fn triangles(store: &Store, p: &Primitive, vertices: usize, mode: Mode, place: &str) -> Checked<Vec<[u32; 3]>> {
    let indices: Vec<u32> = match p.indices {
        None => (0..vertices as u32).collect(),
        Some(number) => {
            let a = store.accessor(number, place)?;
            let whole = matches!(a.component, Component::U8 | Component::U16 | Component::U32);
            if !whole || a.shape != "SCALAR" || a.normalized {
                return Err(Fault::new(place, "its indices are not unsigned whole numbers"));
            }
            (0..a.count).map(|i| store.wholes::<1>(a, i)[0]).collect()
        }
    };
    if let Some(bad) = indices.iter().find(|i| **i as usize >= vertices) {
        return Err(Fault::new(place, format!("index {bad} points past its {vertices} vertices")));
    }
    let list: Vec<[u32; 3]> = match mode {
        Mode::List => indices.chunks_exact(3).map(|t| [t[0], t[1], t[2]]).collect(),
        Mode::Strip => indices.windows(3).enumerate().map(|(i, t)| if i % 2 == 0 { [t[0], t[1], t[2]] } else { [t[0], t[2], t[1]] }).collect(),
        Mode::Fan => indices.get(1..).unwrap_or(&[]).windows(2).map(|t| [t[0], t[1], indices[0]]).collect(),
    };
    Ok(list.into_iter().filter(|[a, b, c]| a != b && b != c && c != a).collect())
}

/// Reads a primitive. `None` when it holds no triangles. The caller has tested its cost against the limits.
pub fn read(store: &Store, p: &Primitive, wish: Wish, place: &str, notes: &mut Notes) -> Checked<Option<Piece>> {
    let Some(mode) = mode(p, place)? else {
        notes.add("points and lines are not shown");
        return Ok(None);
    };
    let position = position_accessor(store, p, place)?;
    let count = position.count;
    let a = &p.attributes;
    let normal = optional(store, a.normal, "NORMAL", &["VEC3"], count, place)?;
    let tangent = optional(store, a.tangent, "TANGENT", &["VEC4"], count, place)?;
    let uv = [optional(store, a.uv0, "TEXCOORD_0", &["VEC2"], count, place)?, optional(store, a.uv1, "TEXCOORD_1", &["VEC2"], count, place)?];
    let color = optional(store, a.color, "COLOR_0", &["VEC3", "VEC4"], count, place)?;
    for t in &p.targets {
        shape_accessors(store, t, count, place)?;
    }

    let mut list = triangles(store, p, count, mode, place)?;
    // Only vertices that triangles name are read: many primitives may share one long accessor.
    let mut source: Vec<u32> = list.as_flattened().to_vec();
    source.sort_unstable();
    source.dedup();
    let slot = |i: u32| source.binary_search(&i).unwrap_or(0) as u32;
    let direct: Vec<u32> = if count <= list.len() * 16 + 1024 {
        let mut slots = vec![0; count];
        source.iter().enumerate().for_each(|(k, i)| slots[*i as usize] = k as u32);
        slots
    } else {
        Vec::new()
    };
    for i in list.as_flattened_mut() {
        *i = direct.get(*i as usize).copied().unwrap_or_else(|| slot(*i));
    }
    drop(direct);
    let positions: Vec<Vec3> = source.iter().map(|i| Vec3::from(store.floats::<3>(position, *i as usize, 0.0))).collect();
    if let Some(bad) = positions.iter().position(|p| !p.is_finite()) {
        return Err(Fault::new(place, format!("the position of vertex {} is not a number", source[bad])));
    }
    // Shapes may open a closed triangle, so those are left out only where nothing moves.
    if p.targets.is_empty() {
        let before = list.len();
        list.retain(|t| area_vector(&positions, t) != Vec3::ZERO);
        if list.len() < before {
            notes.add("triangles without area were left out");
        }
    }
    if list.is_empty() {
        return Ok(None);
    }
    let mut piece = Piece { positions, source, indices: list.as_flattened().to_vec(), ..Piece::default() };
    piece.computed_normals = normal.is_none();
    match normal {
        Some(a) => piece.normals = read_normals(store, a, &piece, notes),
        None if wish.flat => {
            unweld(&mut piece);
            piece.normals = flat_normals(&piece.positions);
        }
        None => {
            notes.add("smooth normals were computed, for flat ones would take too many vertices");
            piece.normals = smooth_normals(&piece.positions, &piece.indices);
        }
    }
    for (uvs, a) in piece.uvs.iter_mut().zip(uv) {
        if let Some(a) = a {
            *uvs = piece.source.iter().map(|i| store.floats::<2>(a, *i as usize, 0.0)).collect();
            for uv in uvs.iter_mut().filter(|uv| !(uv[0].is_finite() && uv[1].is_finite())) {
                notes.add("texture coordinates that are no numbers were set to zero");
                *uv = [0.0; 2];
            }
        }
    }
    if let Some(a) = color {
        piece.colors = piece.source.iter().map(|i| read_color(store, a, *i as usize)).collect();
    }
    piece.influences = read_influences(store, a, &piece.source, count, place)?;
    if let Some(set) = wish.tangents_for {
        match tangent {
            Some(a) if !piece.computed_normals => {
                piece.tangents = piece.source.iter().map(|i| clean_tangent(Vec4::from(store.floats::<4>(a, *i as usize, 1.0)))).collect();
            }
            _ => tangents::generate(&mut piece, usize::from(set.min(1))),
        }
    }
    Ok(Some(piece))
}

/// Position and normal accessors of a shape (morph target).
pub fn shape_accessors<'s>(store: &'s Store, t: &Attributes, count: usize, place: &str) -> Checked<[Option<&'s Accessor>; 2]> {
    let place = format!("{place}, morph target");
    Ok([optional(store, t.position, "POSITION", &["VEC3"], count, &place)?, optional(store, t.normal, "NORMAL", &["VEC3"], count, &place)?])
}

/// Twice the area of a triangle along its normal.
fn area_vector(positions: &[Vec3], t: &[u32; 3]) -> Vec3 {
    let [a, b, c] = t.map(|i| positions[i as usize]);
    let n = (b - a).cross(c - a);
    if n.is_finite() { n } else { Vec3::ZERO }
}

/// Gives every corner a vertex of its own.
fn unweld(piece: &mut Piece) {
    piece.positions = piece.indices.iter().map(|i| piece.positions[*i as usize]).collect();
    piece.source = piece.indices.iter().map(|i| piece.source[*i as usize]).collect();
    piece.indices = (0..piece.indices.len() as u32).collect();
    piece.unwelded = true;
}

/// Normals of unwelded triangles.
pub fn flat_normals(positions: &[Vec3]) -> Vec<Vec3> {
    let mut normals = Vec::with_capacity(positions.len());
    for t in positions.chunks(3) {
        let n = if let [a, b, c] = t { (*b - *a).cross(*c - *a).normalize_or(Vec3::Y) } else { Vec3::Y };
        normals.extend(std::iter::repeat_n(n, t.len()));
    }
    normals
}

/// Normals of shared vertices: the faces around them, weighted by area.
pub fn smooth_normals(positions: &[Vec3], indices: &[u32]) -> Vec<Vec3> {
    let mut sums = vec![Vec3::ZERO; positions.len()];
    for t in indices.chunks_exact(3) {
        let t = [t[0], t[1], t[2]];
        let n = area_vector(positions, &t);
        t.iter().for_each(|i| sums[*i as usize] += n);
    }
    sums.into_iter().map(|n| n.normalize_or(Vec3::Y)).collect()
}

/// Normals of the file at unit length; broken ones are taken from the faces around.
fn read_normals(store: &Store, a: &Accessor, piece: &Piece, notes: &mut Notes) -> Vec<Vec3> {
    let read = |i: &u32| Vec3::from(store.floats::<3>(a, *i as usize, 0.0));
    let mut normals: Vec<Vec3> = piece.source.iter().map(|i| read(i).try_normalize().unwrap_or(Vec3::ZERO)).collect();
    if normals.contains(&Vec3::ZERO) {
        notes.add("normals without direction were computed anew");
        let smooth = smooth_normals(&piece.positions, &piece.indices);
        for (n, s) in normals.iter_mut().zip(smooth).filter(|(n, _)| **n == Vec3::ZERO) {
            *n = s;
        }
    }
    normals
}

/// A tangent of unit length with a handedness of one.
fn clean_tangent(t: Vec4) -> Vec4 {
    t.truncate().try_normalize().unwrap_or(Vec3::X).extend(if t.w < 0.0 { -1.0 } else { 1.0 })
}

/// A vertex colour; whole numbers always stand for 0..1.
fn read_color(store: &Store, a: &Accessor, i: usize) -> [u8; 4] {
    let scale = match (a.component, a.normalized) {
        (Component::U8, false) => 1.0 / 255.0,
        (Component::U16, false) => 1.0 / 65535.0,
        _ => 1.0,
    };
    let mut c = store.floats::<4>(a, i, 1.0 / scale).map(|v| v * scale);
    c.iter_mut().filter(|v| v.is_nan()).for_each(|v| *v = 1.0);
    c.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8)
}

/// Joints and weights; empty where there are none.
fn read_influences(store: &Store, a: &Attributes, source: &[u32], count: usize, place: &str) -> Checked<Vec<Influence>> {
    let mut influences = Vec::new();
    for (set, (joints, weights)) in [(a.joints0, a.weights0), (a.joints1, a.weights1)].into_iter().enumerate() {
        let (Some(joints), Some(weights)) = (joints, weights) else { break };
        let weights = optional(store, Some(weights), "WEIGHTS", &["VEC4"], count, place)?;
        let joints = store.accessor(joints, place)?;
        if !matches!(joints.component, Component::U8 | Component::U16) || joints.shape != "VEC4" || joints.count != count {
            return Err(Fault::new(place, "JOINTS are not four small whole numbers for each vertex"));
        }
        let Some(weights) = weights else { break };
        influences.resize(source.len(), Influence::default());
        for (influence, i) in influences.iter_mut().zip(source) {
            let j = store.wholes::<4>(joints, *i as usize);
            let w = store.floats::<4>(weights, *i as usize, 0.0);
            for k in 0..4 {
                influence.joints[set * 4 + k] = j[k] as u16;
                influence.weights[set * 4 + k] = if w[k].is_finite() { w[k].max(0.0) } else { 0.0 };
            }
        }
    }
    Ok(influences)
}
