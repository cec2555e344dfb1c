"""Reads the narrated stories aloud, once, into Ogg Vorbis with timed captions.

    python exhibits/generators/narrate.py --model kokoro.onnx --vocab vocab.json --voices VOICES_DIR [--work ID] [--lang he|es|fr|en]

Voice: Kokoro-82M int8 (Apache-2.0) under onnxruntime; phonemes of English, Spanish and French from espeak-ng, of Hebrew from
`narration.he.pointed.txt` beside the story (pointed by hand, one sentence a line) through phonikud (MIT). Where the model, vocabulary and
voices come from is told in README.md beside this file. Each sentence is one caption; its times come from the sound itself.
Needs: numpy, onnxruntime, soundfile, phonikud, and the programs espeak-ng and ffmpeg.
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile

import numpy as np
import onnxruntime
import soundfile

RATE_HZ = 24_000
VOICES = {"en": "bf_emma", "es": "ef_dora", "fr": "ff_siwis", "he": "em_alex"}
ESPEAK = {"en": "en-gb", "es": "es", "fr": "fr-fr"}
SPEED = {"en": 0.92, "es": 0.92, "fr": 0.95, "he": 0.88}
# Kokoro writes diphthongs and affricates as single letters (misaki, EN and E2M tables).
KOKORO = [("a^ɪ", "I"), ("a^ʊ", "W"), ("d^z", "ʣ"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("o^ʊ", "O"), ("ə^ʊ", "Q"), ("s^s", "S"),
          ("t^s", "ʦ"), ("t^ʃ", "ʧ"), ("ɔ^ɪ", "Y"), ("ɚ", "əɹ"), ("ɐ", "ə")]
KOKORO_EN = [("e", "A"), ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɬ", "l"), ("ʔ", "t")]
KOKORO_HE = [("ʁ", "ɾ"), ("χ", "x"), ("ts", "ʦ"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ʔ", "")]
PAUSE_SECS = {".": 0.55, "?": 0.6, "!": 0.55, ":": 0.35, "\n": 0.85}
TARGET_LUFS = -18.0
PEAK_DB = -2.0


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


def clauses(sentence):
    """(words, mark) pairs: espeak-ng drops punctuation, the voice needs it."""
    return [(w.strip(), m or "") for w, m in re.findall(r"([^,;:.!?…—–()«»“”\"]+)([,;:.!?…—–]?)", sentence) if w.strip()]


def espeak_phonemes(words, lang):
    out = subprocess.run(["espeak-ng", "-q", "--ipa=3", "--tie=^", "-v", ESPEAK[lang], words], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\([a-z-]+\)", "", " ".join(out.split()))


def phonemes(sentence, lang, pointed):
    if lang == "he":
        import phonikud
        text = phonikud.phonemize(pointed)
        for a, b in KOKORO_HE:
            text = text.replace(a, b)
        return text
    text = " ".join(espeak_phonemes(w, lang) + ("," if m in "–—" and m else m) for w, m in clauses(sentence))
    for a, b in KOKORO + (KOKORO_EN if lang == "en" else []):
        text = text.replace(a, b)
    return text.replace("^", "").replace("-", "")


class Voice:
    def __init__(self, model, vocab, voices, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(model, options)
        table = json.loads(pathlib.Path(vocab).read_text(encoding="utf-8"))
        self.vocab = table.get("vocab", table)
        self.voices = pathlib.Path(voices)

    def say(self, text, lang):
        ids = [self.vocab[c] for c in text if c in self.vocab][:508]
        styles = np.fromfile(self.voices / f"{VOICES[lang]}.bin", dtype=np.float32).reshape(-1, 1, 256)
        feed = dict(zip((i.name for i in self.session.get_inputs()),
                        (np.array([[0, *ids, 0]], dtype=np.int64), styles[len(ids)], np.array([SPEED[lang]], dtype=np.float32))))
        return self.session.run(None, feed)[0].ravel()


def trimmed(sound):
    """Without the silence at either end."""
    loud = np.flatnonzero(np.abs(sound) > 0.008)
    if not len(loud):
        return sound
    pad = int(0.04 * RATE_HZ)
    return sound[max(loud[0] - pad, 0): loud[-1] + 2 * pad]


def clock(secs):
    ms = round(secs * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def captions(sentence, start, end):
    """A long sentence becomes several captions of at most 84 characters, sharing its time by length."""
    words, lines = sentence.split(" "), [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 84:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > 1 and len(lines[-1]) < 24:
        merged = (lines[-2] + " " + lines[-1]).split(" ")
        half = len(merged) * 3 // 5
        lines[-2:] = [" ".join(merged[:half]), " ".join(merged[half:])]
    total, at = sum(map(len, lines)), start
    for line in lines:
        until = at + (end - start) * len(line) / total
        yield at, until, line
        at = until


def loudness(path):
    text = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af", "ebur128", "-f", "null", "-"], capture_output=True, text=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", text)[-1])


def narrate(voice, folder, lang):
    sentences = story_sentences(folder / f"{lang}.md")
    pointed = [""] * len(sentences)
    if lang == "he":
        pointed = (folder / "narration.he.pointed.txt").read_text(encoding="utf-8").strip().split("\n")
        if len(pointed) != len(sentences):
            raise SystemExit(f"{folder.name}: {len(sentences)} sentences in he.md but {len(pointed)} lines in narration.he.pointed.txt")
    sound, cues = [np.zeros(int(0.25 * RATE_HZ), np.float32)], []
    for sentence, points in zip(sentences, pointed):
        start = sum(map(len, sound)) / RATE_HZ
        sound.append(trimmed(voice.say(phonemes(sentence.strip(), lang, points), lang)))
        end = sum(map(len, sound)) / RATE_HZ
        cues += captions(sentence.strip(), start, end)
        pause = PAUSE_SECS["\n"] if sentence.endswith("\n") else PAUSE_SECS.get(sentence.strip()[-1:], 0.5)
        sound.append(np.zeros(int(pause * RATE_HZ), np.float32))
    samples = np.concatenate(sound)
    with tempfile.TemporaryDirectory() as tmp:
        wav = f"{tmp}/n.wav"
        soundfile.write(wav, samples, RATE_HZ)
        gain_db = TARGET_LUFS - loudness(wav)
        subprocess.run(["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-i", wav, "-af", f"volume={gain_db:.2f}dB,alimiter=limit={10 ** (PEAK_DB / 20):.3f}:level=false",
                        "-ar", str(RATE_HZ), "-ac", "1", "-c:a", "libvorbis", "-q:a", "2", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact",
                        str(folder / f"narration.{lang}.ogg")], check=True)
    # A caption stays until the next begins when the gap is short, so that the line does not flicker.
    body = "WEBVTT\n"
    for i, (start, end, text) in enumerate(cues):
        if i + 1 < len(cues) and cues[i + 1][0] - end < 1.0:
            end = cues[i + 1][0]
        body += f"\n{clock(start)} --> {clock(end)}\n{text}\n"
    (folder / f"narration.{lang}.vtt").write_text(body, encoding="utf-8")
    credit = {"fr": "Voice after SIWIS French Speech Synthesis Database; "}.get(lang, "")
    for name in (f"narration.{lang}.ogg", f"narration.{lang}.vtt"):
        (folder / f"{name}.license").write_text(
            "SPDX-FileCopyrightText: 2026 The Alliance Museum contributors\nSPDX-License-Identifier: CC0-1.0\n"
            f"SPDX-FileComment: Synthetic voice. {credit}made with Kokoro-82M (Apache-2.0), voice {VOICES[lang]}; read from the museum's own text\n", encoding="utf-8")
    print(f"{folder.name} {lang}: {len(samples) / RATE_HZ:.1f} s, {len(cues)} captions", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True)
    parser.add_argument("--vocab", required=True)
    parser.add_argument("--voices", required=True)
    parser.add_argument("--work", action="append")
    parser.add_argument("--lang", action="append")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    works = pathlib.Path(__file__).resolve().parent.parent / "works"
    voice = Voice(args.model, args.vocab, args.voices, args.threads)
    for folder in sorted(p for p in works.iterdir() if (p / "work.toml").is_file() and "narration = true" in (p / "work.toml").read_text(encoding="utf-8")):
        for lang in args.lang or ["he", "es", "fr", "en"]:
            if not args.work or folder.name in args.work:
                narrate(voice, folder, lang)


if __name__ == "__main__":
    main()
