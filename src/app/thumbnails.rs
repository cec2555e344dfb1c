//! Small pictures of works, read when they are first asked for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::catalogue::{Catalogue, CatalogueError, CatalogueFile, TextureId, WorkId};
use crate::curation::picture::decode_level;
use crate::curation::product::EncodedTexture;
use crate::overlay::{Picture, Thumbnails};
use crate::scene::TextureInfo;

/// Longest edge of a small picture, pixels.
const EDGE_PX: u32 = 320;
/// Small pictures kept.
const KEPT: usize = 256;

/// Reads and keeps small pictures.
pub struct Shelf {
    catalogue: Catalogue,
    ids: HashMap<WorkId, TextureId>,
    kept: RefCell<HashMap<WorkId, Option<Arc<Picture>>>>,
}

impl Shelf {
    /// A shelf on a handle of its own.
    ///
    /// # Errors
    /// When the catalogue cannot be opened.
    pub fn open(file: &CatalogueFile) -> Result<Self, CatalogueError> {
        Ok(Self { catalogue: file.open()?, ids: HashMap::new(), kept: RefCell::default() })
    }

    /// The pictures of these works from now on.
    pub fn set(&mut self, works: impl Iterator<Item = (WorkId, TextureId)>) {
        self.ids = works.collect();
        self.kept.borrow_mut().clear();
    }

    fn read(&self, id: TextureId) -> Result<Option<Picture>, CatalogueError> {
        let info = self.catalogue.texture_info(id)?;
        let level = (0..info.mip_count).find(|l| (info.width >> l).max(info.height >> l) <= EDGE_PX).unwrap_or(info.mip_count.saturating_sub(1));
        let (width, height) = ((info.width >> level).max(1), (info.height >> level).max(1));
        let bytes = self.catalogue.texture_level(id, level)?;
        let one = EncodedTexture { name: String::new(), info: TextureInfo { width, height, mip_count: 1, ..info }, levels: vec![bytes] };
        Ok(decode_level(&one, 0).map(|rgba| Picture { size_px: [width as usize, height as usize], rgba }))
    }
}

impl Thumbnails for Shelf {
    fn get(&self, work: WorkId) -> Option<Arc<Picture>> {
        if let Some(kept) = self.kept.borrow().get(&work) {
            return kept.clone();
        }
        let id = *self.ids.get(&work)?;
        let picture = self.read(id).inspect_err(|e| log::warn!("{e}")).ok().flatten().map(Arc::new);
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(work, picture.clone());
        picture
    }
}
