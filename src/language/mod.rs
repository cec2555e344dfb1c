//! Languages of the museum: which there are, their direction, their texts, numbers and dates.

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
