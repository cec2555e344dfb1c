//! Years and days in words, in the Gregorian and the Hebrew calendar.

use icu_calendar::cal::Hebrew;
use icu_calendar::{AnyCalendar, Date, Gregorian};
use icu_datetime::fieldsets::{M, YMD};
use icu_datetime::{DateTimeFormatter, FixedCalendarDateTimeFormatter};

use super::letters::strip_isolates;
use super::{Arg, Lang, Texts};
use crate::catalogue::{DatePrecision, DateSpan};

/// The years of a work as one says them: "1862", "about 1880", "1862–1914", "about 1880–1900", "from 1862".
pub fn years(lang: Lang, span: &DateSpan) -> String {
    let texts = Texts::load(lang);
    let year = |year: i32| {
        if year > 0 {
            year.to_string()
        } else {
            // There is no year 0: astronomical 0 is 1 BCE.
            texts.plain("date-before-era", &[("year", Arg::from((1 - i64::from(year)).to_string()))])
        }
    };
    let from = ("from", Arg::from(year(span.from)));
    let single = [("year", Arg::from(year(span.from)))];
    let said = match (span.precision, span.to.filter(|to| *to != span.from)) {
        (DatePrecision::Circa, Some(to)) => texts.format("date-circa-range", &[from, ("to", Arg::from(year(to)))]),
        (_, Some(to)) => texts.format("date-range", &[from, ("to", Arg::from(year(to)))]),
        (DatePrecision::Circa, None) => texts.format("date-circa", &single),
        (DatePrecision::Range, None) => texts.format("date-since", &single),
        (DatePrecision::Exact, None) => texts.format("date-exact", &single),
    };
    strip_isolates(&said)
}

/// A day of the Gregorian calendar: 23 December 1862. `None` where there is no such day.
pub fn day(lang: Lang, year: i32, month: u8, day: u8) -> Option<String> {
    let date = Date::try_new_gregorian(year, month, day).ok()?;
    let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(lang.locale().into(), YMD::long()).ok()?;
    Some(formatter.format(&date).to_string())
}

/// The same day in the Hebrew calendar, counted from the morning: א׳ בטבת ה׳תרכ״ג, 1 Tevet 5623. `None` where there is no such day.
pub fn hebrew_day(lang: Lang, year: i32, month: u8, day: u8) -> Option<String> {
    let date = Date::try_new_gregorian(year, month, day).ok()?.to_calendar(Hebrew);
    if lang == Lang::He {
        let months = FixedCalendarDateTimeFormatter::<Hebrew, _>::try_new(lang.locale().into(), M::long()).ok()?;
        let (day, year) = (u32::from(date.day_of_month().0), u32::try_from(date.year().extended_year()).ok()?);
        return Some(format!("{} ב{} {}", hebrew_numeral(day), months.format(&date), hebrew_numeral(year)));
    }
    let mut locale = lang.locale();
    locale.extensions.unicode.keywords.set(icu_locale_core::extensions::unicode::key!("ca"), HEBREW_CALENDAR);
    let formatter = DateTimeFormatter::try_new(locale.into(), YMD::long()).ok()?;
    let any: Date<AnyCalendar> = date.to_any();
    Some(formatter.format(&any).to_string())
}

const HEBREW_CALENDAR: icu_locale_core::extensions::unicode::Value = icu_locale_core::extensions::unicode::value!("hebrew");

/// A number in Hebrew letters with geresh or gershayim: 1 א׳, 15 ט״ו, 5623 ה׳תרכ״ג. Thousands up to nine; 0 is empty.
pub fn hebrew_numeral(number: u32) -> String {
    const VALUES: [(u32, char); 22] = [
        (400, 'ת'),
        (300, 'ש'),
        (200, 'ר'),
        (100, 'ק'),
        (90, 'צ'),
        (80, 'פ'),
        (70, 'ע'),
        (60, 'ס'),
        (50, 'נ'),
        (40, 'מ'),
        (30, 'ל'),
        (20, 'כ'),
        (10, 'י'),
        (9, 'ט'),
        (8, 'ח'),
        (7, 'ז'),
        (6, 'ו'),
        (5, 'ה'),
        (4, 'ד'),
        (3, 'ג'),
        (2, 'ב'),
        (1, 'א'),
    ];
    let letter_of = |value: u32| VALUES.iter().find(|(known, _)| *known == value).map(|(_, letter)| *letter);
    let thousands = letter_of(number / 1000).map(|letter| format!("{letter}׳")).unwrap_or_default();
    let mut rest = number % 1000;
    let mut letters: Vec<char> = Vec::new();
    while rest > 0 {
        // 15 and 16 are 9 + 6 and 9 + 7: the plain letters would spell the Name.
        let value = match rest {
            15 | 16 => 9,
            _ => VALUES.iter().map(|(value, _)| *value).find(|value| *value <= rest).unwrap_or(rest),
        };
        letters.extend(letter_of(value));
        rest -= value;
    }
    match letters.as_mut_slice() {
        [] => {}
        [_] => letters.push('׳'),
        [.., _, _] => letters.insert(letters.len() - 1, '״'),
    }
    thousands + &letters.into_iter().collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(from: i32, to: Option<i32>, precision: DatePrecision) -> [String; 4] {
        Lang::ALL.map(|lang| years(lang, &DateSpan { from, to, precision }))
    }

    #[test]
    fn years_in_words() {
        assert_eq!(said(1862, None, DatePrecision::Exact), ["1862", "1862", "1862", "1862"]);
        assert_eq!(said(1880, None, DatePrecision::Circa), ["1880 בקירוב", "hacia 1880", "vers 1880", "about 1880"]);
        assert_eq!(said(1862, Some(1914), DatePrecision::Range)[3], "1862–1914");
        assert_eq!(said(1862, Some(1862), DatePrecision::Range)[3], "from 1862");
        assert_eq!(said(1880, Some(1900), DatePrecision::Circa)[2], "vers 1880–1900");
        assert_eq!(said(-499, None, DatePrecision::Circa)[3], "about 500 BCE");
    }

    #[test]
    fn the_first_school_opened_on_a_day_of_hanukkah() {
        assert_eq!(
            Lang::ALL.map(|lang| day(lang, 1862, 12, 23).unwrap()),
            ["23 בדצמבר 1862", "23 de diciembre de 1862", "23 décembre 1862", "23 December 1862"]
        );
        assert_eq!(hebrew_day(Lang::He, 1862, 12, 23).unwrap(), "א׳ בטבת ה׳תרכ״ג");
        assert!(hebrew_day(Lang::En, 1862, 12, 23).unwrap().contains("Tevet"));
        assert_eq!(day(Lang::En, 1862, 2, 30), None);
    }

    #[test]
    fn numerals_in_letters() {
        let cases = [(1, "א׳"), (15, "ט״ו"), (16, "ט״ז"), (30, "ל׳"), (115, "קט״ו"), (5623, "ה׳תרכ״ג"), (5700, "ה׳ת״ש"), (5000, "ה׳"), (0, "")];
        for (number, letters) in cases {
            assert_eq!(hebrew_numeral(number), letters);
        }
    }
}
