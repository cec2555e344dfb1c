//! The compact form of a mesh.
//!
//! Layout, little-endian: `"AMSH"`, u16 version, u16 flags (bit 0: baked light), u32 vertices, u32 indices, u32 head length, then one
//! zstd frame of head, vertices and indices. Vertices are stored as 40 planes, one per byte of [`Vertex`], each byte as the difference from
//! the vertex before; indices as four byte planes of their zigzag-coded differences. Neighbours in a plane resemble each other, which
//! halves what zstd leaves over. Materials name textures by position in the mesh's own list, so that a form does not depend on row numbers.

use glam::Vec3;

use super::bytes::{Bytes, Flaw, PutBytes, compress, decompress};
use crate::scene::{Aabb, AlphaMode, Material, Mesh, Submesh, TextureKey, TextureRef, TextureTransform, Vertex};

/// Most vertices of one mesh.
pub const MAX_VERTICES: usize = 2_000_000;
/// Most indices of one mesh.
pub const MAX_INDICES: usize = 10_000_000;
/// Most bytes of submeshes and materials.
const MAX_HEAD: usize = 1 << 20;
const MAGIC: [u8; 4] = *b"AMSH";
const FORM_VERSION: u16 = 1;
const STRIDE: usize = size_of::<Vertex>();
/// A box, a run and the fixed part of a material: the least they take, for checking counts.
const RUN_BYTES: usize = 12 + 24;
const MATERIAL_BYTES: usize = 64;

/// Packs a mesh whose materials name textures by `TextureKey(position)`.
///
/// # Errors
/// A phrase when the mesh is larger than the limits or its indices do not fit.
pub fn write(mesh: &Mesh) -> Result<Vec<u8>, Flaw> {
    if mesh.vertices.len() > MAX_VERTICES || mesh.indices.len() > MAX_INDICES {
        return Err("a mesh has too many vertices or indices");
    }
    check_runs(mesh)?;
    let mut body = head(mesh);
    let head_len = body.len();
    if head_len > MAX_HEAD {
        return Err("a mesh has too many materials");
    }
    let raw: &[u8] = bytemuck::cast_slice(&mesh.vertices);
    for plane in 0..STRIDE {
        let mut before = 0u8;
        body.extend(raw.iter().skip(plane).step_by(STRIDE).map(|b| {
            let d = b.wrapping_sub(before);
            before = *b;
            d
        }));
    }
    let mut before = 0u32;
    let deltas: Vec<[u8; 4]> = mesh
        .indices
        .iter()
        .map(|i| {
            let d = i.wrapping_sub(before) as i32;
            before = *i;
            (((d << 1) ^ (d >> 31)) as u32).to_le_bytes()
        })
        .collect();
    for plane in 0..4 {
        body.extend(deltas.iter().map(|d| d[plane]));
    }
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&FORM_VERSION.to_le_bytes());
    out.extend_from_slice(&u16::from(mesh.baked_light).to_le_bytes());
    for n in [mesh.vertices.len(), mesh.indices.len(), head_len] {
        out.put_u32(n as u32);
    }
    out.extend(compress(&body).map_err(|_| "a mesh cannot be compressed")?);
    Ok(out)
}

/// Unpacks a mesh; `textures` are the keys its materials name by position.
///
/// # Errors
/// A phrase when any length, index or reference does not fit.
pub fn read(form: &[u8], textures: &[TextureKey]) -> Result<Mesh, Flaw> {
    let mut r = Bytes(form);
    if r.array::<4>()? != MAGIC || r.u16()? != FORM_VERSION {
        return Err("a mesh has an unknown form");
    }
    let flags = r.u16()?;
    let (vertex_count, index_count, head_len) = (r.u32()? as usize, r.u32()? as usize, r.u32()? as usize);
    if vertex_count > MAX_VERTICES || index_count > MAX_INDICES || head_len > MAX_HEAD || flags > 1 {
        return Err("a mesh is larger than the museum takes");
    }
    let vertex_bytes = vertex_count * STRIDE;
    let body = decompress(r.0, head_len + vertex_bytes + index_count * 4)?;
    let (head, rest) = body.split_at_checked(head_len).ok_or("a mesh ends too early")?;
    let (planes, deltas) = rest.split_at_checked(vertex_bytes).ok_or("a mesh ends too early")?;

    let mut raw = vec![0u8; vertex_bytes];
    if vertex_count > 0 {
        for (p, plane) in planes.chunks_exact(vertex_count).enumerate() {
            let mut value = 0u8;
            for (out, d) in raw.iter_mut().skip(p).step_by(STRIDE).zip(plane) {
                value = value.wrapping_add(*d);
                *out = value;
            }
        }
    }
    let vertices: Vec<Vertex> = bytemuck::pod_collect_to_vec(&raw);
    if !vertices.iter().all(|v| v.position.iter().chain(&v.uv0).all(|f| f.is_finite())) {
        return Err("a vertex is not finite");
    }

    let mut indices = Vec::with_capacity(index_count);
    let mut value = 0u32;
    for i in 0..index_count {
        let z = u32::from_le_bytes([deltas[i], deltas[index_count + i], deltas[2 * index_count + i], deltas[3 * index_count + i]]);
        value = value.wrapping_add((z >> 1) ^ (z & 1).wrapping_neg());
        indices.push(value);
    }
    let mut mesh = Mesh { vertices, indices, baked_light: flags & 1 == 1, ..Mesh::default() };
    read_head(head, textures, &mut mesh)?;
    check_runs(&mesh)?;
    Ok(mesh)
}

/// Indices below the vertex count, runs inside the indices, materials that exist.
fn check_runs(mesh: &Mesh) -> Result<(), Flaw> {
    if mesh.indices.iter().any(|i| *i as usize >= mesh.vertices.len()) {
        return Err("an index names no vertex");
    }
    for run in &mesh.submeshes {
        let end = run.first_index.checked_add(run.index_count).ok_or("a run of indices is too long")?;
        if end as usize > mesh.indices.len() || run.index_count % 3 != 0 || run.material as usize >= mesh.materials.len() {
            return Err("a run of indices does not fit its mesh");
        }
    }
    Ok(())
}

fn put_box(out: &mut Vec<u8>, b: Aabb) {
    out.put_floats(&b.min.to_array());
    out.put_floats(&b.max.to_array());
}

fn take_box(r: &mut Bytes<'_>) -> Result<Aabb, Flaw> {
    let mut v = [0.0; 6];
    for f in &mut v {
        *f = r.f32_or_infinite()?;
    }
    Ok(Aabb { min: Vec3::new(v[0], v[1], v[2]), max: Vec3::new(v[3], v[4], v[5]) })
}

fn head(mesh: &Mesh) -> Vec<u8> {
    let mut out = Vec::new();
    put_box(&mut out, mesh.bounds);
    out.put_u32(mesh.submeshes.len() as u32);
    for run in &mesh.submeshes {
        out.put_u32(run.first_index);
        out.put_u32(run.index_count);
        out.put_u32(run.material);
        put_box(&mut out, run.bounds);
    }
    out.put_u32(mesh.materials.len() as u32);
    for m in &mesh.materials {
        put_material(&mut out, m);
    }
    out
}

fn read_head(head: &[u8], textures: &[TextureKey], mesh: &mut Mesh) -> Result<(), Flaw> {
    let mut r = Bytes(head);
    mesh.bounds = take_box(&mut r)?;
    for _ in 0..r.count(RUN_BYTES)? {
        let (first_index, index_count, material) = (r.u32()?, r.u32()?, r.u32()?);
        mesh.submeshes.push(Submesh { first_index, index_count, material, bounds: take_box(&mut r)? });
    }
    for _ in 0..r.count(MATERIAL_BYTES)? {
        mesh.materials.push(take_material(&mut r, textures)?);
    }
    r.end()
}

fn put_material(out: &mut Vec<u8>, m: &Material) {
    out.put_text(&m.name);
    out.put_floats(&m.base_color);
    out.put_floats(&[m.metallic, m.roughness]);
    out.put_floats(&m.emissive);
    out.put_floats(&[m.ior, m.transmission, m.normal_scale, m.occlusion_strength]);
    let (mode, cutoff) = match m.alpha_mode {
        AlphaMode::Opaque => (0, 0.0),
        AlphaMode::Mask(c) => (1, c),
        AlphaMode::Blend => (2, 0.0),
    };
    out.push(mode);
    out.put_floats(&[cutoff]);
    out.push(u8::from(m.double_sided) | u8::from(m.unlit) << 1);
    for t in [m.base_color_texture, m.metallic_roughness_texture, m.normal_texture, m.occlusion_texture, m.emissive_texture] {
        match t {
            None => out.push(0),
            Some(t) => {
                out.push(1 | t.uv_set.min(1) << 1 | u8::from(t.repeat[0]) << 2 | u8::from(t.repeat[1]) << 3);
                out.put_u32(u32::try_from(t.key.0).unwrap_or(u32::MAX));
                out.put_floats(&t.transform.offset);
                out.put_floats(&[t.transform.rotation]);
                out.put_floats(&t.transform.scale);
            }
        }
    }
}

fn take_material(r: &mut Bytes<'_>, textures: &[TextureKey]) -> Result<Material, Flaw> {
    let name = r.text()?;
    let base_color = r.floats::<4>()?;
    let [metallic, roughness] = r.floats::<2>()?;
    let emissive = r.floats::<3>()?;
    let [ior, transmission, normal_scale, occlusion_strength] = r.floats::<4>()?;
    let (mode, cutoff) = (r.u8()?, r.f32()?);
    let alpha_mode = match mode {
        0 => AlphaMode::Opaque,
        1 => AlphaMode::Mask(cutoff),
        2 => AlphaMode::Blend,
        _ => return Err("a material has an unknown alpha mode"),
    };
    let bits = r.u8()?;
    let mut slots = [None; 5];
    for slot in &mut slots {
        let bits = r.u8()?;
        if bits & 1 == 0 {
            continue;
        }
        let key = *textures.get(r.u32()? as usize).ok_or("a material names a texture that is not there")?;
        let (offset, [rotation], scale) = (r.floats::<2>()?, r.floats::<1>()?, r.floats::<2>()?);
        *slot =
            Some(TextureRef { key, uv_set: bits >> 1 & 1, transform: TextureTransform { offset, rotation, scale }, repeat: [bits & 4 != 0, bits & 8 != 0] });
    }
    let [base_color_texture, metallic_roughness_texture, normal_texture, occlusion_texture, emissive_texture] = slots;
    Ok(Material {
        name,
        base_color,
        metallic,
        roughness,
        emissive,
        ior,
        transmission,
        normal_scale,
        occlusion_strength,
        alpha_mode,
        double_sided: bits & 1 != 0,
        unlit: bits & 2 != 0,
        base_color_texture,
        metallic_roughness_texture,
        normal_texture,
        occlusion_texture,
        emissive_texture,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(n: u32) -> Mesh {
        let vertices: Vec<Vertex> = (0..n * n)
            .map(|i| Vertex {
                position: [(i % n) as f32 * 0.1, (i as f32 * 0.37).sin(), (i / n) as f32 * 0.1],
                uv0: [0.5, i as f32],
                color: [255; 4],
                ..Vertex::default()
            })
            .collect();
        let mut indices = Vec::new();
        for y in 0..n - 1 {
            for x in 0..n - 1 {
                let a = y * n + x;
                indices.extend([a, a + 1, a + n, a + 1, a + n + 1, a + n]);
            }
        }
        let bounds = Aabb::of_points(vertices.iter().map(|v| Vec3::from(v.position)));
        let mut texture = TextureRef::new(TextureKey(1));
        texture.uv_set = 1;
        texture.repeat = [false, true];
        Mesh {
            submeshes: vec![Submesh { first_index: 0, index_count: indices.len() as u32, material: 0, bounds }],
            materials: vec![Material { name: "צבע".into(), alpha_mode: AlphaMode::Mask(0.25), normal_texture: Some(texture), ..Material::default() }],
            vertices,
            indices,
            bounds,
            baked_light: true,
        }
    }

    #[test]
    fn a_mesh_comes_back_as_it_was_with_its_textures_renamed() {
        let mesh = grid(20);
        let back = read(&write(&mesh).unwrap(), &[TextureKey(7), TextureKey(9)]).unwrap();
        assert_eq!(back.materials[0].normal_texture.unwrap().key, TextureKey(9));
        let mut expected = mesh;
        expected.materials[0].normal_texture.as_mut().unwrap().key = TextureKey(9);
        assert_eq!(back, expected);
        assert_eq!(read(&write(&Mesh::default()).unwrap(), &[]).unwrap(), Mesh::default());
    }

    #[test]
    fn a_smooth_mesh_takes_less_than_half() {
        let mesh = grid(64);
        let raw = mesh.vertices.len() * STRIDE + mesh.indices.len() * 4;
        assert!(write(&mesh).unwrap().len() * 2 < raw);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mesh = grid(4);
        assert!(read(&write(&mesh).unwrap(), &[TextureKey(7)]).is_err(), "texture 1 is not there");
        let mut wild = mesh.clone();
        wild.indices[5] = 16;
        assert!(write(&wild).is_err());
        let mut wild = mesh.clone();
        wild.submeshes[0].index_count += 3;
        assert!(write(&wild).is_err());
        let good = write(&mesh).unwrap();
        for at in 0..good.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut bad = good.clone();
                bad[at] ^= flip;
                let _ = read(&bad, &[TextureKey(0), TextureKey(1)]);
            }
            assert!(read(&good[..at], &[TextureKey(0), TextureKey(1)]).is_err());
        }
    }
}
