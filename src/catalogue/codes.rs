//! The words that stand for enum values in tables and in the curator's files.

use super::{DatePrecision, Honesty, Stand, TextureFormat, WorkKind};

/// An enum whose values have names in the catalogue.
pub trait Code: Sized + Copy + 'static {
    /// Every value with its name.
    const NAMES: &'static [(Self, &'static str)];

    /// The value of a name.
    fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, n)| *n == name).map(|(v, _)| *v)
    }
}

/// Writes the names of an enum once, for both directions; the match makes the compiler ask for every value.
macro_rules! codes {
    ($($enum:ident { $($value:ident = $name:literal),* $(,)? })*) => {$(
        impl Code for $enum {
            const NAMES: &'static [(Self, &'static str)] = &[$((Self::$value, $name)),*];
        }
        impl $enum {
            /// Its name in the catalogue.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name),*
                }
            }
        }
    )*};
}

codes! {
    WorkKind { Object = "object", Document = "document", Photograph = "photograph", Panel = "panel", Film = "film", Story = "story" }
    Honesty { RealScan = "real-scan", Reconstruction = "reconstruction", Illustration = "illustration" }
    DatePrecision { Exact = "exact", Circa = "circa", Range = "range" }
    Stand { Wall = "wall", Plinth = "plinth", Case = "case", Floor = "floor", Hang = "hang", Lectern = "lectern", Niche = "niche" }
    TextureFormat { Bc7Srgb = "bc7-srgb", Bc7Linear = "bc7-linear", Bc5 = "bc5", Rgba8Srgb = "rgba8-srgb", Rgba8Linear = "rgba8-linear" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_values() {
        for (v, n) in Stand::NAMES {
            assert_eq!(Stand::from_name(n), Some(*v));
            assert_eq!(v.name(), *n);
        }
        assert_eq!(WorkKind::from_name("film"), Some(WorkKind::Film));
        assert_eq!(Honesty::from_name("real"), None);
    }
}
