//! Languages of the museum: which there are, their direction, their texts, numbers and dates.

pub mod dates;
pub mod fold;
pub mod letters;
pub mod numbers;
pub mod texts;

pub use fold::fold;
pub use numbers::{decimal, number};
pub use texts::{Arg, Texts};

use icu_locale_core::{Locale, locale};
use unic_langid::LanguageIdentifier;

/// A language of the museum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Hebrew, right to left.
    He,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::He, Self::Es, Self::Fr, Self::En];

    /// Two-letter code.
    pub fn code(self) -> &'static str {
        match self {
            Self::He => "he",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of a two-letter code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }

    /// The language as Fluent names it.
    pub(crate) fn identifier(self) -> LanguageIdentifier {
        self.code().parse().unwrap_or_default()
    }

    /// The language as the Unicode locale data names it. English writes its days as in Europe, Spanish and French as in Spain
    /// and France.
    pub(crate) fn locale(self) -> Locale {
        match self {
            Self::He => locale!("he"),
            Self::Es => locale!("es"),
            Self::Fr => locale!("fr"),
            Self::En => locale!("en-GB"),
        }
    }

    /// Reading direction.
    pub fn direction(self) -> Direction {
        if self == Self::He { Direction::RightToLeft } else { Direction::LeftToRight }
    }
}

/// Reading direction of an interface or a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Latin.
    LeftToRight,
    /// Hebrew.
    RightToLeft,
}
