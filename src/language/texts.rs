//! The interface's words: Fluent messages of `i18n/<lang>/`, compiled in.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::letters::strip_isolates;
use super::{Lang, numbers};

/// Name and source of each file of a language.
type Files = [(&'static str, &'static str); 1];

macro_rules! files {
    ($lang:literal) => {
        [(concat!("i18n/", $lang, "/interface.ftl"), include_str!(concat!("../../i18n/", $lang, "/interface.ftl")))]
    };
}

/// Fluent sources of a language, as compiled in.
pub fn sources(lang: Lang) -> Files {
    match lang {
        Lang::He => files!("he"),
        Lang::Es => files!("es"),
        Lang::Fr => files!("fr"),
        Lang::En => files!("en"),
    }
}

/// What fills a variable of a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg<'a> {
    /// A number: chooses the plural form, and is written in the language's own way.
    Number(f64),
    /// Finished words.
    Text(Cow<'a, str>),
}

impl From<f64> for Arg<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(words: &'a str) -> Self {
        Self::Text(Cow::Borrowed(words))
    }
}

impl From<String> for Arg<'_> {
    fn from(words: String) -> Self {
        Self::Text(Cow::Owned(words))
    }
}

/// All messages of one language.
pub struct Texts {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The messages of a language; parsed once.
    pub fn load(lang: Lang) -> &'static Self {
        static LOADED: [OnceLock<Texts>; 4] = [const { OnceLock::new() }; 4];
        LOADED[lang as usize].get_or_init(|| Self::parse(lang, &sources(lang)))
    }

    fn parse(lang: Lang, files: &Files) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![lang.identifier()]);
        bundle.set_formatter(Some(match lang {
            Lang::He => |value, _| write_number(Lang::He, value),
            Lang::Es => |value, _| write_number(Lang::Es, value),
            Lang::Fr => |value, _| write_number(Lang::Fr, value),
            Lang::En => |value, _| write_number(Lang::En, value),
        }));
        for (name, source) in files {
            let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, errors)| {
                log::error!("{name}: {} messages cannot be read", errors.len());
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                log::error!("{name}: {} messages are there twice", errors.len());
            }
        }
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without variables: `"nav-back"`, or an attribute of one: `"settings-motion.sentence"`.
    pub fn get(&self, key: &str) -> String {
        self.format(key, &[])
    }

    /// A message with its variables filled in, each isolated (U+2068..U+2069) so that it cannot reorder its surroundings.
    /// A key that does not exist gives `⟦key⟧` and a log entry; the tests keep that from happening.
    pub fn format(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            log::error!("no message \"{key}\" in {}", self.lang.code());
            return format!("⟦{key}⟧");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            match arg {
                Arg::Number(number) => values.set(*name, FluentValue::from(*number)),
                Arg::Text(words) => values.set(*name, FluentValue::String(Cow::Borrowed(words))),
            }
        }
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        if let Some(error) = errors.first() {
            log::error!("message \"{key}\" in {}: {error}", self.lang.code());
        }
        words
    }

    /// Like [`Texts::format`] without isolates: for search, window titles, accessible names and export.
    pub fn plain(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        strip_isolates(&self.format(key, args))
    }
}

fn write_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => Some(numbers::number(lang, number.value as i64)),
        FluentValue::Number(number) => Some(numbers::decimal(lang, number.value, 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_their_plural_and_are_written_in_the_language() {
        let said = |lang, count: u32| Texts::load(lang).plain("list-count", &[("count", count.into())]);
        assert_eq!(said(Lang::He, 1), "מוצג אחד");
        assert_eq!(said(Lang::He, 2), "שני מוצגים");
        assert_eq!(said(Lang::He, 43_700), "43,700 מוצגים");
        assert_eq!(said(Lang::Fr, 43_700), "43\u{202F}700 œuvres");
        assert_eq!(said(Lang::Fr, 0), "Aucune œuvre");
        assert_eq!(said(Lang::Es, 43_700), "43.700 piezas");
        assert_eq!(said(Lang::En, 1), "1 work");
    }

    #[test]
    fn variables_are_isolated_and_can_be_had_plain() {
        let texts = Texts::load(Lang::He);
        let args = [("hall", Arg::from("Tétouan"))];
        assert_eq!(texts.format("hall-view-label", &args), "מראה האולם \u{2068}Tétouan\u{2069}");
        assert_eq!(texts.plain("hall-view-label", &args), "מראה האולם Tétouan");
    }

    #[test]
    fn attributes_are_reached_by_a_dot_and_missing_keys_are_marked() {
        let texts = Texts::load(Lang::En);
        assert!(texts.get("settings-motion.sentence").starts_with("Fades"));
        assert_eq!(texts.get("no-such-key"), "⟦no-such-key⟧");
    }
}
