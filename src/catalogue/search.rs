//! Full-text search over folded words.
//!
//! Words are folded before they reach the index and before a question reaches it (see `language::fold`), so the tokenizer only splits. Hebrew words
//! are indexed with and without their prefix letters (and, the, in, to, from, that, as), since nobody types "in Tetouan".

use std::collections::BTreeMap;

use super::open::Catalogue;
use super::{CatalogueError, SearchHit, WorkId};
use crate::language::Lang;
use crate::language::fold::{fold, variants};

/// Weights of the columns title, names, body.
const WEIGHTS: (f64, f64, f64) = (10.0, 6.0, 1.0);
/// Longest question, words.
const MAX_WORDS: usize = 12;
/// What a hit in the visitor's own language counts more than one in another.
const OWN_LANGUAGE: f32 = 1.25;
/// Shortest word worth finding after an elided article.
const SHORTEST_ELIDED: usize = 3;
/// Rows looked at before they are joined by work.
const MAX_ROWS: u32 = 2000;

/// Row number in the index of a work's text.
pub(super) fn search_row(work: u32, lang: Lang) -> i64 {
    i64::from(work) * 4 + Lang::ALL.iter().position(|l| *l == lang).map_or(0, |i| i as i64)
}

/// A text as the index holds it: folded, each Hebrew word also without its prefixes, each elided word (l’école) also without its article.
pub(super) fn index_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut put = |folded: &str| {
        for form in folded.split(' ').filter(|w| !w.is_empty()).flat_map(variants) {
            out.push_str(&form);
            out.push(' ');
        }
    };
    put(&fold(text));
    for word in text.split_whitespace() {
        if let Some((_, rest)) = word.split_once(['\'', '’'])
            && rest.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST_ELIDED
            && rest.starts_with(|c: char| !is_hebrew(c))
        {
            put(&fold(rest));
        }
    }
    out
}

/// Geresh is often typed as an apostrophe (ג'רבה); what follows it is no word of its own.
fn is_hebrew(c: char) -> bool {
    ('\u{0590}'..='\u{05FF}').contains(&c)
}

/// A question in FTS5's language: every word a prefix, joined by `join`. Words are folded letters and digits, so quoting is safe.
fn question(words: &[&str], join: &str) -> String {
    words.iter().map(|w| format!("\"{w}\"*")).collect::<Vec<_>>().join(join)
}

impl Catalogue {
    /// Works that hold every word of a question, or, when there are none, any of them. Best first, at most `limit`.
    ///
    /// All languages are searched, so that a name is found however it is written; the visitor's own counts more.
    ///
    /// # Errors
    /// When the catalogue is damaged.
    pub fn search(&self, lang: Lang, query: &str, limit: usize) -> Result<Vec<SearchHit>, CatalogueError> {
        let folded = fold(query);
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).take(MAX_WORDS).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut hits = self.matching(lang, &question(&words, " AND "))?;
        if hits.is_empty() && words.len() > 1 {
            hits = self.matching(lang, &question(&words, " OR "))?;
        }
        hits.truncate(limit);
        Ok(hits)
    }

    fn matching(&self, lang: Lang, question: &str) -> Result<Vec<SearchHit>, CatalogueError> {
        let found = self.rows(
            "SELECT rowid, bm25(search, ?2, ?3, ?4) AS score FROM search WHERE search MATCH ?1 ORDER BY score, rowid LIMIT ?5",
            (question, WEIGHTS.0, WEIGHTS.1, WEIGHTS.2, MAX_ROWS),
            |r| Ok((r.get::<_, i64>(0)?, r.get::<_, f64>(1)?)),
        )?;
        let own = search_row(0, lang);
        let mut best: BTreeMap<u32, f32> = BTreeMap::new();
        for (row, bm25) in found {
            let Ok(work) = u32::try_from(row / 4) else { continue };
            let score = -bm25 as f32 * if row % 4 == own { OWN_LANGUAGE } else { 1.0 };
            let kept = best.entry(work).or_insert(score);
            *kept = kept.max(score);
        }
        let mut hits: Vec<SearchHit> = best.into_iter().map(|(work, score)| SearchHit { work: WorkId(work), score }).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.work.cmp(&b.work)));
        Ok(hits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_indexed_with_and_without_what_is_joined_to_them() {
        assert_eq!(index_words("ובטטואן").trim(), "ובטטואנ בטטואנ טטואנ");
        assert_eq!(index_words("L’école d'or, qu’à").trim(), "lecole dor qua ecole");
        assert_eq!(index_words("ג'רבה").trim(), "גרבה");
        assert_eq!(index_words("school").trim(), "school");
    }

    #[test]
    fn a_question_cannot_leave_its_quotes() {
        let folded = fold("\"a* OR title:(b) NEAR/3 -c");
        let words: Vec<&str> = folded.split(' ').collect();
        assert_eq!(question(&words, " AND "), "\"a\"* AND \"or\"* AND \"title\"* AND \"b\"* AND \"near\"* AND \"3\"* AND \"c\"*");
    }
}
