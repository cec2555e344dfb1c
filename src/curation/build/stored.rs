//! Products in the form in which they are kept and put into the catalogue.

use std::sync::Arc;

use crate::catalogue::bytes::{Bytes, Flaw, PutBytes};
use crate::catalogue::{Code, TextureFormat, TextureInfo};
use crate::curation::exhibits::files::Digest;

/// A texture that a product uses: where it is kept, and a name for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextureUseRef {
    /// Key of the [`StoredTexture`].
    pub key: Digest,
    /// Name.
    pub name: String,
}

/// A mesh with the textures its form names by position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMesh {
    /// Name for people.
    pub name: String,
    /// See `catalogue::mesh_form`.
    pub form: Arc<[u8]>,
    /// Textures.
    pub textures: Vec<TextureUseRef>,
}

/// What one piece of work made: meshes, textures, and blobs whose meaning the maker knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Meshes.
    pub meshes: Vec<StoredMesh>,
    /// Textures that are not part of a mesh.
    pub textures: Vec<TextureUseRef>,
    /// Everything else.
    pub blobs: Vec<Vec<u8>>,
}

fn put_textures(out: &mut Vec<u8>, list: &[TextureUseRef]) {
    out.put_u32(list.len() as u32);
    for t in list {
        out.extend_from_slice(&t.key);
        out.put_text(&t.name);
    }
}

fn take_textures(r: &mut Bytes<'_>) -> Result<Vec<TextureUseRef>, Flaw> {
    (0..r.count(34)?).map(|_| Ok(TextureUseRef { key: r.array()?, name: r.text()? })).collect()
}

fn put_blob(out: &mut Vec<u8>, blob: &[u8]) {
    out.put_u32(blob.len() as u32);
    out.extend_from_slice(blob);
}

fn take_blob<'a>(r: &mut Bytes<'a>) -> Result<&'a [u8], Flaw> {
    let n = r.count(1)?;
    r.take(n)
}

impl Stored {
    /// Bytes for the cache.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.put_u32(self.meshes.len() as u32);
        for m in &self.meshes {
            out.put_text(&m.name);
            put_blob(&mut out, &m.form);
            put_textures(&mut out, &m.textures);
        }
        put_textures(&mut out, &self.textures);
        out.put_u32(self.blobs.len() as u32);
        for b in &self.blobs {
            put_blob(&mut out, b);
        }
        out
    }

    /// Inverse of [`Stored::to_bytes`].
    ///
    /// # Errors
    /// A phrase when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Flaw> {
        let mut r = Bytes(bytes);
        let meshes = (0..r.count(10)?)
            .map(|_| Ok(StoredMesh { name: r.text()?, form: take_blob(&mut r)?.into(), textures: take_textures(&mut r)? }))
            .collect::<Result<_, Flaw>>()?;
        let textures = take_textures(&mut r)?;
        let blobs = (0..r.count(4)?).map(|_| take_blob(&mut r).map(<[u8]>::to_vec)).collect::<Result<_, Flaw>>()?;
        r.end()?;
        Ok(Self { meshes, textures, blobs })
    }
}

/// A compressed texture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTexture {
    /// Form.
    pub info: TextureInfo,
    /// A KTX 2.0 file.
    pub ktx2: Arc<[u8]>,
}

impl StoredTexture {
    /// Bytes for the cache.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for v in [self.info.width, self.info.height, self.info.mip_count] {
            out.put_u32(v);
        }
        out.put_text(self.info.format.name());
        out.extend_from_slice(&self.ktx2);
        out
    }

    /// Inverse of [`StoredTexture::to_bytes`].
    ///
    /// # Errors
    /// A phrase when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Flaw> {
        let mut r = Bytes(bytes);
        let (width, height, mip_count) = (r.u32()?, r.u32()?, r.u32()?);
        let format = TextureFormat::from_name(&r.text()?).ok_or("a texture has an unknown form")?;
        Ok(Self { info: TextureInfo { width, height, mip_count, format }, ktx2: r.0.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_come_back_as_they_were() {
        let texture = TextureUseRef { key: [3; 32], name: "oak".into() };
        let stored = Stored {
            meshes: vec![StoredMesh { name: "desk".into(), form: vec![1, 2, 3].into(), textures: vec![texture.clone()] }],
            textures: vec![texture],
            blobs: vec![vec![], vec![9; 70_000]],
        };
        let bytes = stored.to_bytes();
        assert_eq!(Stored::from_bytes(&bytes).unwrap(), stored);
        assert!(Stored::from_bytes(&bytes[1..]).is_err());
        let t = StoredTexture { info: TextureInfo { width: 4, height: 8, mip_count: 2, format: TextureFormat::Bc5 }, ktx2: vec![7; 99].into() };
        assert_eq!(StoredTexture::from_bytes(&t.to_bytes()).unwrap(), t);
    }
}
