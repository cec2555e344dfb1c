//! What the overlay is given to show: plain data in the visit's language, made by `app` from the catalogue.

use std::sync::Arc;

use egui::Rect;

use crate::catalogue::{Hall, HallId, Tour, Work, WorkId, WorkSummary};
use crate::language::Texts;
use crate::text::story::Block;
use crate::visit::{Visit, World};

/// A picture in memory, sRGB with straight alpha, rows from the top.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Width and height, pixels.
    pub size_px: [usize; 2],
    /// `width * height * 4` bytes.
    pub rgba: Vec<u8>,
}

/// The open work with its texts taken apart.
#[derive(Clone, Debug)]
pub struct OpenWork {
    /// The work.
    pub work: Work,
    /// Its story.
    pub story: Vec<Block>,
    /// Texts of its parts, in the order of `work.parts`.
    pub parts: Vec<Vec<Block>>,
    /// Names of its places.
    pub places: Vec<String>,
    /// Whether it is a thing in the round (turned) rather than flat (shifted).
    pub in_the_round: bool,
    /// Whether it opens.
    pub can_open: bool,
}

/// Everything a visitor can read, in one language.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// Halls in order.
    pub halls: Vec<Hall>,
    /// Works in order.
    pub works: Vec<WorkSummary>,
    /// Tours.
    pub tours: Vec<Tour>,
    /// The open work.
    pub open: Option<Arc<OpenWork>>,
    /// Works found for the query; `None` when nothing is asked.
    pub hits: Option<Vec<WorkId>>,
}

impl Content {
    /// A work.
    pub fn work(&self, id: WorkId) -> Option<&WorkSummary> {
        self.works.iter().find(|w| w.id == id)
    }

    /// A hall.
    pub fn hall(&self, id: HallId) -> Option<&Hall> {
        self.halls.iter().find(|h| h.id == id)
    }
}

/// A work seen in the hall, where it is on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hotspot {
    /// The work.
    pub work: WorkId,
    /// Box on the screen, points.
    pub rect: Rect,
}

/// Small pictures of works.
pub trait Thumbnails {
    /// The small picture of a work, if it has one and it is at hand; asking for it makes it come.
    fn get(&self, work: WorkId) -> Option<Arc<Picture>>;
}

/// All the overlay sees.
pub struct View<'a> {
    /// The visit.
    pub visit: &'a Visit,
    /// The museum as the visit knows it.
    pub world: &'a World,
    /// The interface's words in the visit's language.
    pub texts: &'a Texts,
    /// What can be read.
    pub content: &'a Content,
    /// Small pictures.
    pub thumbnails: &'a dyn Thumbnails,
    /// Works in sight.
    pub hotspots: &'a [Hotspot],
    /// Whether a real device plays narration.
    pub audible: bool,
}
