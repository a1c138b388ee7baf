#!/usr/bin/env bash
# Makes the voice clips of the hall: renderer/public/voice/*.mp3.
#
# Not part of the build: the clips are kept in the repository, run this only to change them.
# Needs espeak-ng (1.51 was used), sox and ffmpeg with libmp3lame.
#
#   renderer/voice/make-clips.sh [OUTPUT_FOLDER]
#
# The names are the ClipName list of core/voice/clip-name.ts; core/voice/shipped-clips.test.ts holds both together.
#
#   espeak-ng ── wav ──▶ sox: trim silence, even out loudness, fade ──▶ ffmpeg: mp3, mono, 24 kHz, 32 kbit/s
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
output=${1:-$here/../public/voice}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$output"

# Loudness every spoken clip is brought to, as root mean square of full scale (about -18 dBFS: speech with room for peaks).
target_rms=0.12
# Quieter than this is silence; -46 dBFS keeps the breath of q, sh and f.
silence='0.5%'

encode() { # wav name
  ffmpeg -loglevel error -y -i "$1" -ac 1 -ar 24000 -c:a libmp3lame -b:a 32k \
    -map_metadata -1 -id3v2_version 0 -fflags +bitexact -flags:a +bitexact "$output/$2.mp3"
}

# Third-tone syllables inside a phrase are given as phonemes: the half third tone (21) is what a speaker says there.
say() { # name voice words-per-minute text
  espeak-ng -v "$2" -s "$3" -p 45 -a 60 -w "$work/raw.wav" "$4"
  sox -D "$work/raw.wav" -r 24000 -c 1 "$work/trimmed.wav" \
    silence 1 0.005 "$silence" reverse silence 1 0.005 "$silence" reverse
  local rms gain limiter=-l
  rms=$(sox "$work/trimmed.wav" -n stat 2>&1 | awk '/RMS.*amplitude/ { print $3 }')
  gain=$(awk -v rms="$rms" -v target="$target_rms" 'BEGIN { printf "%.2f", 20 * log(target / rms) / log(10) }')
  # -l limits the peaks of a raised clip instead of clipping them; with a lowered clip it would raise it again.
  [[ $gain == -* ]] && limiter=
  # 8 ms of fade keep the joints free of clicks; no dither, so that the same input gives the same bytes.
  # shellcheck disable=SC2086 # an empty limiter is no argument
  sox -D "$work/trimmed.wav" "$work/level.wav" gain $limiter "$gain" fade t 0.008 -0 0.008
  encode "$work/level.wav" "$1"
}

# Hanzi are given as pinyin with tones: without its extended dictionary espeak-ng reads them through Latin letters, wrongly.
mandarin() { say "$1" cmn-latn-pinyin 135 "$2"; }
english() { say "$1" en-gb-x-rp 150 "$2"; }
# Letters carry no context to guess them from: slower.
letter() { say "$1" en-gb-x-rp 120 "$2"; }

rm -f "$output"/*.mp3

mandarin zh-0 'ling2'
mandarin zh-1 'yi1'
mandarin zh-yao 'yao1'
mandarin zh-2 'er4'
mandarin zh-3 'san1'
mandarin zh-4 'si4'
mandarin zh-5 'wu3'
mandarin zh-6 'liu4'
mandarin zh-7 'qi1'
mandarin zh-8 'ba1'
mandarin zh-9 'jiu3'
mandarin zh-ten 'shi2'
mandarin zh-hundred "[[p'ai21]]"
mandarin zh-please "[[tS;h'i21N]]"
mandarin zh-customer-to 'hao4 gu4ke4 dao4'
mandarin zh-window-service 'hao4 chuang1kou3 ban4li3 ye4wu4'

# Letters by their English names, Z as "zed": it is told from C and G across a noisy hall.
for letter in a b c d e f g h i j k l m n o p q r s t u v w x y; do letter "letter-$letter" "${letter^^}."; done
letter letter-z 'zed'

english en-number 'Number'
english en-go-to-counter 'please go to counter'
english en-0 'zero'
words=(one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen)
for index in "${!words[@]}"; do english "en-$((index + 1))" "${words[$index]}"; done
tens=(twenty thirty forty fifty sixty seventy eighty ninety)
for index in "${!tens[@]}"; do english "en-$(((index + 2) * 10))" "${tens[$index]}"; done
english en-hundred 'hundred'
english en-and 'and'

# Two falling tones, a major third apart (E5, C5), each with a soft octave above it.
sox -D -n -r 24000 -c 1 "$work/high.wav" synth 0.55 sine 659.26 synth 0.55 sine mix 1318.5 fade h 0.005 0.55 0.5 gain -n -9
sox -D -n -r 24000 -c 1 "$work/low.wav" synth 0.9 sine 523.25 synth 0.9 sine mix 1046.5 fade h 0.005 0.9 0.85 gain -n -9
sox -D "$work/low.wav" "$work/later.wav" pad 0.38
sox -D -m -v 1 "$work/high.wav" -v 1 "$work/later.wav" "$work/chime.wav" gain -n -6
encode "$work/chime.wav" chime

echo "$(find "$output" -name '*.mp3' | wc -l) clips, $(du -cb "$output"/*.mp3 | tail -1 | cut -f1) bytes"
