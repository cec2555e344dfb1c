//! Numbers as each language writes them, from the Unicode locale data.

use std::cell::OnceCell;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::DecimalFormatterOptions;

use super::Lang;

thread_local! {
    /// One formatter per language; ICU4X's are not shared between threads.
    static FORMATTERS: [OnceCell<Option<DecimalFormatter>>; 4] = const { [const { OnceCell::new() }; 4] };
}

fn write(lang: Lang, number: &Decimal) -> String {
    FORMATTERS.with(|made| {
        let make = || DecimalFormatter::try_new(lang.locale().into(), DecimalFormatterOptions::default()).ok();
        let formatter = made[lang as usize].get_or_init(make).as_ref();
        formatter.map_or_else(|| number.to_string(), |formatter| formatter.format(number).to_string())
    })
}

/// A whole number with the language's grouping: 43,700; 43 700 with U+202F in French; 43.700 in Spanish.
pub fn number(lang: Lang, value: i64) -> String {
    write(lang, &Decimal::from(value))
}

/// A number with at most `digits` places after the decimal sign; zeros at its end are left out.
pub fn decimal(lang: Lang, value: f64, digits: u8) -> String {
    let digits = digits.min(6);
    let scaled = (value * 10_f64.powi(i32::from(digits))).round();
    if !scaled.is_finite() || scaled.abs() > 9e15 {
        return value.to_string();
    }
    let mut decimal = Decimal::from(scaled as i64);
    decimal.multiply_pow10(-i16::from(digits));
    decimal.absolute.trim_end();
    write(lang, &decimal)
}

/// Minutes and seconds, the same in every language: 1:05.
pub fn duration(secs: f32) -> String {
    let secs = if secs.is_finite() { secs.max(0.0) as u64 } else { 0 };
    format!("{}:{:02}", secs / 60, secs % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grouping_and_decimal_signs_are_the_languages_own() {
        let all = |value| Lang::ALL.map(|lang| number(lang, value));
        assert_eq!(all(43_700), ["43,700", "43.700", "43\u{202F}700", "43,700"]);
        assert_eq!(all(4_300), ["4,300", "4300", "4\u{202F}300", "4,300"]);
        let all = |value| Lang::ALL.map(|lang| decimal(lang, value, 1));
        assert_eq!(all(12.5), ["12.5", "12,5", "12,5", "12.5"]);
        assert_eq!(all(12.04), ["12", "12", "12", "12"]);
        assert_eq!(all(f64::NAN)[0], "NaN");
    }

    #[test]
    fn durations_are_minutes_and_seconds() {
        assert_eq!((duration(65.4), duration(-3.0), duration(f32::NAN)), ("1:05".into(), "0:00".into(), "0:00".into()));
    }
}
