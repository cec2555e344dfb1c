-- The catalogue of the museum. Written whole by curation, never changed by the viewer.
-- Blobs are little-endian; their layouts are in form.rs. Languages are 'he', 'es', 'fr', 'en'.
-- A change here needs a new VERSION in schema.rs and, where an old file can be brought up, a step in STEPS.

CREATE TABLE sound (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  duration_secs REAL NOT NULL CHECK (duration_secs > 0),
  peak REAL NOT NULL,
  loudness_lufs REAL NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE texture (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 16384),
  height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 16384),
  mip_count INTEGER NOT NULL CHECK (mip_count BETWEEN 1 AND 15),
  format TEXT NOT NULL CHECK (format IN ('bc7-srgb', 'bc7-linear', 'bc5', 'rgba8-srgb', 'rgba8-linear')),
  -- A KTX 2.0 file. Its levels lie smallest first, so the mip tail is read from the first pages of the row.
  ktx2 BLOB NOT NULL
) STRICT;

-- Deep zoom: 256-texel squares of pictures that are larger than one texture.
CREATE TABLE tile (
  texture INTEGER NOT NULL REFERENCES texture,
  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 15),
  col INTEGER NOT NULL CHECK (col >= 0),
  line INTEGER NOT NULL CHECK (line >= 0),
  ktx2 BLOB NOT NULL,
  PRIMARY KEY (texture, level, col, line)
) STRICT;

CREATE TABLE mesh (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  form BLOB NOT NULL
) STRICT;

-- The textures a mesh form names by position.
CREATE TABLE mesh_texture (
  mesh INTEGER NOT NULL REFERENCES mesh,
  position INTEGER NOT NULL,
  texture INTEGER NOT NULL REFERENCES texture,
  PRIMARY KEY (mesh, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE environment (
  id INTEGER PRIMARY KEY,
  form BLOB NOT NULL
) STRICT;

CREATE TABLE hall (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL UNIQUE,
  origin_x REAL NOT NULL,
  origin_z REAL NOT NULL,
  quarter_turns INTEGER NOT NULL CHECK (quarter_turns BETWEEN 0 AND 3),
  exposure_ev100 REAL NOT NULL,
  environment INTEGER NOT NULL REFERENCES environment,
  floor BLOB NOT NULL
) STRICT;

CREATE TABLE hall_text (
  hall INTEGER NOT NULL REFERENCES hall,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  alt TEXT NOT NULL,
  story TEXT NOT NULL,
  sign INTEGER REFERENCES texture,
  PRIMARY KEY (hall, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE hall_mesh (
  hall INTEGER NOT NULL REFERENCES hall,
  position INTEGER NOT NULL,
  mesh INTEGER NOT NULL REFERENCES mesh,
  PRIMARY KEY (hall, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE light (
  hall INTEGER NOT NULL REFERENCES hall,
  position INTEGER NOT NULL,
  form BLOB NOT NULL,
  PRIMARY KEY (hall, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE door (
  hall INTEGER NOT NULL REFERENCES hall,
  position INTEGER NOT NULL,
  slug TEXT NOT NULL,
  leads_to INTEGER REFERENCES hall,
  form BLOB NOT NULL,
  PRIMARY KEY (hall, position),
  UNIQUE (hall, slug)
) STRICT, WITHOUT ROWID;

CREATE TABLE museum (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  start_hall INTEGER NOT NULL REFERENCES hall,
  start_x REAL NOT NULL,
  start_z REAL NOT NULL,
  start_yaw REAL NOT NULL,
  -- Digest of every other row (see schema.rs), for finding silent damage.
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

CREATE TABLE work (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  hall INTEGER NOT NULL REFERENCES hall,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('object', 'document', 'photograph', 'panel', 'film', 'story')),
  honesty TEXT NOT NULL CHECK (honesty IN ('real-scan', 'reconstruction', 'illustration')),
  date_from INTEGER,
  date_to INTEGER,
  date_precision TEXT CHECK (date_precision IN ('exact', 'circa', 'range')),
  type_of TEXT NOT NULL,
  rights TEXT NOT NULL,
  credit TEXT NOT NULL,
  width_m REAL NOT NULL,
  height_m REAL NOT NULL,
  depth_m REAL NOT NULL,
  mesh INTEGER REFERENCES mesh,
  opened_mesh INTEGER REFERENCES mesh,
  hall_mesh INTEGER REFERENCES mesh,
  UNIQUE (hall, position),
  CHECK ((date_from IS NULL) = (date_precision IS NULL))
) STRICT;

CREATE TABLE work_text (
  work INTEGER NOT NULL REFERENCES work,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  alt TEXT NOT NULL,
  label TEXT NOT NULL,
  story TEXT NOT NULL,
  picture INTEGER REFERENCES texture,
  thumbnail INTEGER REFERENCES texture,
  label_texture INTEGER REFERENCES texture,
  PRIMARY KEY (work, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE part (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  slug TEXT NOT NULL,
  x REAL NOT NULL,
  y REAL NOT NULL,
  z REAL NOT NULL,
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE part_text (
  work INTEGER NOT NULL,
  position INTEGER NOT NULL,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  title TEXT NOT NULL,
  story TEXT NOT NULL,
  PRIMARY KEY (work, position, lang),
  FOREIGN KEY (work, position) REFERENCES part
) STRICT, WITHOUT ROWID;

CREATE TABLE placement (
  hall INTEGER NOT NULL REFERENCES hall,
  position INTEGER NOT NULL,
  work INTEGER NOT NULL UNIQUE REFERENCES work,
  stand TEXT NOT NULL CHECK (stand IN ('wall', 'plinth', 'case', 'floor', 'hang', 'lectern', 'niche')),
  form BLOB NOT NULL,
  PRIMARY KEY (hall, position)
) STRICT, WITHOUT ROWID;

-- Light where a placed work stands.
CREATE TABLE probe (
  hall INTEGER NOT NULL,
  position INTEGER NOT NULL,
  form BLOB NOT NULL,
  PRIMARY KEY (hall, position),
  FOREIGN KEY (hall, position) REFERENCES placement
) STRICT, WITHOUT ROWID;

CREATE TABLE narration (
  work INTEGER NOT NULL,
  lang TEXT NOT NULL,
  sound INTEGER NOT NULL REFERENCES sound,
  synthetic INTEGER NOT NULL CHECK (synthetic IN (0, 1)),
  PRIMARY KEY (work, lang),
  FOREIGN KEY (work, lang) REFERENCES work_text
) STRICT, WITHOUT ROWID;

CREATE TABLE caption (
  work INTEGER NOT NULL,
  lang TEXT NOT NULL,
  position INTEGER NOT NULL,
  start_secs REAL NOT NULL CHECK (start_secs >= 0),
  end_secs REAL NOT NULL CHECK (end_secs >= start_secs),
  words TEXT NOT NULL,
  PRIMARY KEY (work, lang, position),
  FOREIGN KEY (work, lang) REFERENCES narration
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  address TEXT NOT NULL,
  UNIQUE (title, address)
) STRICT;

CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  statement TEXT NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  conflicts TEXT NOT NULL
) STRICT;

CREATE TABLE fact_source (
  fact INTEGER NOT NULL REFERENCES fact,
  position INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  PRIMARY KEY (fact, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_fact (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  fact INTEGER NOT NULL REFERENCES fact,
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_source (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_related (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  related INTEGER NOT NULL REFERENCES work CHECK (related <> work),
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  lat_deg REAL NOT NULL CHECK (lat_deg BETWEEN -90 AND 90),
  lon_deg REAL NOT NULL CHECK (lon_deg BETWEEN -180 AND 180)
) STRICT;

CREATE TABLE place_name (
  place INTEGER NOT NULL REFERENCES place,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  name TEXT NOT NULL,
  PRIMARY KEY (place, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE place_spelling (
  place INTEGER NOT NULL REFERENCES place,
  position INTEGER NOT NULL,
  spelling TEXT NOT NULL,
  PRIMARY KEY (place, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  born INTEGER,
  died INTEGER
) STRICT;

CREATE TABLE person_name (
  person INTEGER NOT NULL REFERENCES person,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  name TEXT NOT NULL,
  PRIMARY KEY (person, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE theme (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE theme_name (
  theme INTEGER NOT NULL REFERENCES theme,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  name TEXT NOT NULL,
  PRIMARY KEY (theme, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE work_place (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES place,
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_place_by_place ON work_place (place);

CREATE TABLE work_person (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  person INTEGER NOT NULL REFERENCES person,
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_person_by_person ON work_person (person);

CREATE TABLE work_theme (
  work INTEGER NOT NULL REFERENCES work,
  position INTEGER NOT NULL,
  theme INTEGER NOT NULL REFERENCES theme,
  PRIMARY KEY (work, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_theme_by_theme ON work_theme (theme);

CREATE TABLE tour (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL UNIQUE,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 600),
  ages TEXT NOT NULL
) STRICT;

CREATE TABLE tour_text (
  tour INTEGER NOT NULL REFERENCES tour,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (tour, lang)
) STRICT, WITHOUT ROWID;

CREATE TABLE tour_theme (
  tour INTEGER NOT NULL REFERENCES tour,
  position INTEGER NOT NULL,
  theme INTEGER NOT NULL REFERENCES theme,
  PRIMARY KEY (tour, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stop (
  tour INTEGER NOT NULL REFERENCES tour,
  position INTEGER NOT NULL,
  work INTEGER NOT NULL REFERENCES work,
  PRIMARY KEY (tour, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE stop_text (
  tour INTEGER NOT NULL,
  position INTEGER NOT NULL,
  lang TEXT NOT NULL CHECK (lang IN ('he', 'es', 'fr', 'en')),
  bridge TEXT NOT NULL,
  sound INTEGER REFERENCES sound,
  PRIMARY KEY (tour, position, lang),
  FOREIGN KEY (tour, position) REFERENCES stop
) STRICT, WITHOUT ROWID;

-- Full text, already folded (see search.rs). A row per work and language; rowid = work * 4 + language.
-- Contentless: the texts are in the tables above, once.
CREATE VIRTUAL TABLE search USING fts5 (
  title, names, body,
  content = '', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3'
);
