//! Keys of the messages that name the catalogue's kinds of things.

use crate::catalogue::{Honesty, WorkKind};

/// Key of an honesty label; its attribute `sentence` explains it.
pub fn honesty_key(honesty: Honesty) -> &'static str {
    match honesty {
        Honesty::RealScan => "honesty-real-scan",
        Honesty::Reconstruction => "honesty-reconstruction",
        Honesty::Illustration => "honesty-illustration",
    }
}

/// Key of the sentence that explains an honesty label.
pub fn honesty_sentence_key(honesty: Honesty) -> &'static str {
    match honesty {
        Honesty::RealScan => "honesty-real-scan.sentence",
        Honesty::Reconstruction => "honesty-reconstruction.sentence",
        Honesty::Illustration => "honesty-illustration.sentence",
    }
}

/// Key of a kind of work, in the singular.
pub fn kind_key(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Object => "kind-object",
        WorkKind::Document => "kind-document",
        WorkKind::Photograph => "kind-photograph",
        WorkKind::Panel => "kind-panel",
        WorkKind::Film => "kind-film",
        WorkKind::Story => "kind-story",
    }
}

/// Key of a kind of work, in the plural.
pub fn kinds_key(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Object => "kind-object.many",
        WorkKind::Document => "kind-document.many",
        WorkKind::Photograph => "kind-photograph.many",
        WorkKind::Panel => "kind-panel.many",
        WorkKind::Film => "kind-film.many",
        WorkKind::Story => "kind-story.many",
    }
}
