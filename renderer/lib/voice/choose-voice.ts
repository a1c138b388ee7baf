/** The part of a browser's voice that the choice needs. */
export type VoiceFacts = Pick<SpeechSynthesisVoice, 'lang' | 'localService'>;

/**
 * Chooses the installed voice for a sentence: one on this machine before one on the network, the exact region before a relative.
 * Cantonese (yue, zh-HK, zh-MO) never counts as Mandarin; Taiwan's voice is a last resort.
 * @param language BCP 47 tag of the sentence, `zh-CN` or `en-US`.
 * @returns Undefined when no voice speaks the language.
 */
export function chooseVoice<Voice extends VoiceFacts>(voices: readonly Voice[], language: string): Voice | undefined {
  let best: { readonly voice: Voice; readonly score: number } | undefined;
  for (const voice of voices) {
    const kinship = kinshipOf(voice.lang, language);
    const score = kinship + (voice.localService ? 10 : 0);
    if (kinship > 0 && (best === undefined || score > best.score)) best = { voice, score };
  }
  return best?.voice;
}

/** 0 = another language, 3 = the same language and region. Android writes zh_CN, some Linux voices cmn. */
function kinshipOf(voiceLanguage: string, language: string): number {
  const [name = '', ...rest] = voiceLanguage.toLowerCase().replaceAll('_', '-').split('-');
  const regions = new Set(rest);
  const wanted = language.toLowerCase().split('-');
  if (wanted[0] !== 'zh') return name === wanted[0] ? (regions.has(wanted[1] ?? '') ? 3 : 2) : 0;
  if (name === 'cmn') return regions.has('tw') ? 1 : 3;
  if (name !== 'zh' || regions.has('hk') || regions.has('mo') || regions.has('yue')) return 0;
  if (regions.has('tw') || regions.has('hant')) return 1;
  return regions.has('cn') ? 3 : 2;
}
