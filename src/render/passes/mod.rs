//! One file per pass.

pub(super) mod overlay;
