//! Textures, meshes and sounds.

use rusqlite::MAIN_DB;

use super::open::{Catalogue, Fault};
use super::works::code;
use super::{CatalogueError, MeshId, SoundId, TextureId, TextureInfo, ktx, mesh_form, schema};
use crate::scene::{Mesh, TextureKey};

/// The key under which the renderer knows a texture of the catalogue.
impl From<TextureId> for TextureKey {
    fn from(id: TextureId) -> Self {
        Self(u64::from(id.0))
    }
}

impl TextureId {
    /// The texture of a renderer's key, when the key is one of a catalogue.
    pub fn from_key(key: TextureKey) -> Option<Self> {
        u32::try_from(key.0).ok().map(Self)
    }
}

impl Catalogue {
    /// Form of a texture.
    ///
    /// # Errors
    /// When there is no such texture or the catalogue is damaged.
    pub fn texture_info(&self, id: TextureId) -> Result<TextureInfo, CatalogueError> {
        self.row("SELECT width, height, mip_count, format FROM texture WHERE id = ?1", [id.0], |r| {
            let info = TextureInfo { width: r.get(0)?, height: r.get(1)?, mip_count: r.get(2)?, format: code(r, 3)? };
            if ktx::plausible(info) { Ok(info) } else { Err(Fault::Flaw("a texture has an impossible size")) }
        })?
        .ok_or_else(|| self.no_such(format!("texture {}", id.0)))
    }

    /// Bytes of one level in the texture's format, rows from the top; 0 is the largest. Only that level is read from the file.
    ///
    /// # Errors
    /// When there is no such texture or level, or the catalogue is damaged.
    pub fn texture_level(&self, id: TextureId, level: u32) -> Result<Vec<u8>, CatalogueError> {
        let info = self.texture_info(id)?;
        if level >= info.mip_count {
            return Err(self.no_such(format!("level {level} of texture {}", id.0)));
        }
        let mut blob = self.db.blob_open(MAIN_DB, c"texture", c"ktx2", i64::from(id.0), true).map_err(|e| self.fault(e.into()))?;
        let len = blob.len() as u64;
        ktx::read_level(&mut blob, len, info, level).map_err(|e| self.fault(e.into()))
    }

    /// A texture as a KTX 2.0 file, for `museum export` and other programs.
    ///
    /// # Errors
    /// When there is no such texture or the catalogue is damaged.
    pub fn texture_file(&self, id: TextureId) -> Result<Vec<u8>, CatalogueError> {
        self.row("SELECT ktx2 FROM texture WHERE id = ?1", [id.0], |r| Ok(r.get(0)?))?.ok_or_else(|| self.no_such(format!("texture {}", id.0)))
    }

    /// A mesh, checked: every index names a vertex, every run lies inside the indices, every texture is a row.
    ///
    /// # Errors
    /// When there is no such mesh or the catalogue is damaged.
    pub fn mesh(&self, id: MeshId) -> Result<Mesh, CatalogueError> {
        let textures =
            self.rows("SELECT texture FROM mesh_texture WHERE mesh = ?1 ORDER BY position", [id.0], |r| Ok(TextureKey::from(TextureId(r.get(0)?))))?;
        self.row("SELECT form FROM mesh WHERE id = ?1", [id.0], |r| Ok(mesh_form::read(r.get_ref(0)?.as_blob()?, &textures)?))?
            .ok_or_else(|| self.no_such(format!("mesh {}", id.0)))
    }

    /// Bytes of a sound (Ogg Vorbis or FLAC), compared with their digest.
    ///
    /// # Errors
    /// When there is no such sound or the catalogue is damaged.
    pub fn sound(&self, id: SoundId) -> Result<Vec<u8>, CatalogueError> {
        self.row("SELECT bytes, digest FROM sound WHERE id = ?1", [id.0], |r| {
            let (bytes, digest) = (r.get_ref(0)?.as_blob()?, r.get_ref(1)?.as_blob()?);
            if blake3::hash(bytes).as_bytes() == digest { Ok(bytes.to_vec()) } else { Err(Fault::Flaw("a sound is not what it was")) }
        })?
        .ok_or_else(|| self.no_such(format!("sound {}", id.0)))
    }

    /// Looks at everything: SQLite's own check, references between rows, the digest of all rows, and every mesh, texture, sound, hall and text.
    /// Costs seconds for a large catalogue; for `museum doctor` and for curation before publishing.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check_whole(&self) -> Result<(), CatalogueError> {
        let said: Vec<String> = self.rows("PRAGMA quick_check(1)", [], |r| Ok(r.get(0)?))?;
        if said.first().map(String::as_str) != Some("ok") {
            return Err(CatalogueError::Damaged { file: self.file.clone(), detail: said.into_iter().next().unwrap_or_default() });
        }
        if let Some(table) = self.row("PRAGMA foreign_key_check", [], |r| Ok(r.get::<_, String>(0)?))? {
            return Err(CatalogueError::Damaged { file: self.file.clone(), detail: format!("a row of {table} names a row that is not there") });
        }
        let written: Option<[u8; 32]> = self.row("SELECT digest FROM museum", [], |r| Ok(r.get(0)?))?;
        let found = schema::content_digest(&self.db).map_err(|e| self.fault(e.into()))?;
        if written != Some(found) {
            return Err(self.fault(Fault::Flaw("something in it is not what was written")));
        }
        for id in self.rows("SELECT id FROM mesh", [], |r| Ok(MeshId(r.get(0)?)))? {
            self.mesh(id)?;
        }
        for id in self.rows("SELECT id FROM texture", [], |r| Ok(TextureId(r.get(0)?)))? {
            for level in 0..self.texture_info(id)?.mip_count {
                self.texture_level(id, level)?;
            }
        }
        for id in self.rows("SELECT id FROM sound", [], |r| Ok(SoundId(r.get(0)?)))? {
            self.sound(id)?;
        }
        for lang in crate::language::Lang::ALL {
            for hall in self.halls(lang)? {
                self.hall_space(hall.id)?;
            }
            for work in self.works(lang)? {
                self.work(work.id, lang)?;
            }
            self.tours(lang)?;
            self.places(lang)?;
            self.people(lang)?;
            self.themes(lang)?;
        }
        Ok(())
    }
}
