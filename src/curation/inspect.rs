//! What a foreign file holds, or why it is refused.
