//! Missing tangents, by MikkTSpace (Mikkelsen 2008), as the specification asks.

use bevy_mikktspace::{Geometry, TangentSpace};
use glam::{Vec3, Vec4};

use super::geometry::Piece;

/// A piece as MikkTSpace reads it, with a tangent for every corner.
struct Corners<'a> {
    piece: &'a Piece,
    set: usize,
    tangents: Vec<Vec4>,
}

impl Corners<'_> {
    /// Vertex of a corner.
    fn vertex(&self, face: usize, corner: usize) -> usize {
        self.piece.indices[face * 3 + corner] as usize
    }
}

impl Geometry for Corners<'_> {
    fn num_faces(&self) -> usize {
        self.piece.indices.len() / 3
    }
    fn num_vertices_of_face(&self, _face: usize) -> usize {
        3
    }
    fn position(&self, face: usize, corner: usize) -> [f32; 3] {
        self.piece.positions[self.vertex(face, corner)].to_array()
    }
    fn normal(&self, face: usize, corner: usize) -> [f32; 3] {
        self.piece.normals[self.vertex(face, corner)].to_array()
    }
    fn tex_coord(&self, face: usize, corner: usize) -> [f32; 2] {
        // The green channel of a normal map points up the picture, v points down it.
        let [u, v] = self.piece.uvs[self.set][self.vertex(face, corner)];
        [u, 1.0 - v]
    }
    fn set_tangent(&mut self, space: Option<TangentSpace>, face: usize, corner: usize) {
        if let Some(space) = space {
            let t = Vec4::from(space.tangent_encoded());
            if let Some(direction) = t.truncate().try_normalize() {
                self.tangents[face * 3 + corner] = direction.extend(t.w);
            }
        }
    }
}

/// Gives a piece tangents along a UV set. Vertices whose corners disagree are split. Without that UV set any direction serves.
pub fn generate(piece: &mut Piece, set: usize) {
    if piece.uvs[set].len() != piece.positions.len() {
        piece.tangents = piece.normals.iter().map(|n| any_tangent(*n)).collect();
        return;
    }
    let mut corners = Corners { piece, set, tangents: vec![Vec4::ZERO; piece.indices.len()] };
    // The error type has no values.
    let _ = bevy_mikktspace::generate_tangents(&mut corners);
    let corner_tangents = corners.tangents;

    let n = piece.positions.len();
    let mut tangents = vec![Vec4::ZERO; n];
    // Further copies of a vertex form a chain: `next[v]` is the next vertex with the same values and another tangent.
    let mut next: Vec<u32> = vec![u32::MAX; n];
    let mut split_from: Vec<u32> = Vec::new();
    for (index, wanted) in piece.indices.iter_mut().zip(&corner_tangents) {
        if *wanted == Vec4::ZERO {
            continue;
        }
        let mut v = *index as usize;
        loop {
            let have = tangents[v];
            if have == Vec4::ZERO {
                tangents[v] = *wanted;
                break;
            }
            if have.w == wanted.w && have.truncate().dot(wanted.truncate()) > 0.999 {
                break;
            }
            if next[v] != u32::MAX {
                v = next[v] as usize;
                continue;
            }
            next[v] = tangents.len() as u32;
            split_from.push(*index);
            tangents.push(*wanted);
            next.push(u32::MAX);
            v = tangents.len() - 1;
            break;
        }
        *index = v as u32;
    }
    duplicate(piece, &split_from);
    for (t, n) in tangents.iter_mut().zip(&piece.normals).filter(|(t, _)| **t == Vec4::ZERO) {
        *t = any_tangent(*n);
    }
    piece.tangents = tangents;
}

/// Appends copies of vertices.
fn duplicate(piece: &mut Piece, which: &[u32]) {
    fn copy<T: Copy>(list: &mut Vec<T>, which: &[u32]) {
        if !list.is_empty() {
            list.reserve(which.len());
            for i in which {
                list.push(list[*i as usize]);
            }
        }
    }
    copy(&mut piece.positions, which);
    copy(&mut piece.normals, which);
    copy(&mut piece.source, which);
    copy(&mut piece.colors, which);
    copy(&mut piece.influences, which);
    piece.uvs.iter_mut().for_each(|uv| copy(uv, which));
}

/// Some unit tangent at right angles to a normal.
fn any_tangent(n: Vec3) -> Vec4 {
    n.try_normalize().unwrap_or(Vec3::Y).any_orthonormal_vector().extend(1.0)
}
