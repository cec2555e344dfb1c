//! The state of one visit.
