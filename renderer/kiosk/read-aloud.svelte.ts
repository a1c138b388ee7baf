/** Reads a sentence to the visitor with a voice of this machine, where it has one. */
import { locale } from '../lib/locale.svelte.ts';
import { chooseVoice } from '../lib/voice/choose-voice.ts';

/** Slower than talk, for old ears. 1 is the voice's own pace. */
const RATE = 0.85;

export class ReadAloud {
  #reading = $state(false);
  #available = $state(false);
  readonly #synthesis = 'speechSynthesis' in globalThis ? speechSynthesis : null;

  /** True while a voice is heard. */
  get reading(): boolean {
    return this.#reading;
  }
  /** False on a machine without a voice for the language in use. */
  get available(): boolean {
    return this.#available;
  }

  /** Watches which voices are there until the returned function is called; fit for onMount. */
  run(): () => void {
    const synthesis = this.#synthesis;
    if (!synthesis) return () => undefined;
    const look = () => {
      this.#available = this.#voice() !== undefined;
    };
    look();
    synthesis.addEventListener('voiceschanged', look);
    return () => {
      synthesis.removeEventListener('voiceschanged', look);
      synthesis.cancel();
    };
  }

  /** Says the text at once, stopping what was being said. */
  say(text: string): void {
    const voice = this.#voice();
    if (!this.#synthesis || !voice) return;
    this.#synthesis.cancel();
    const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang, rate: RATE });
    utterance.onstart = () => (this.#reading = true);
    utterance.onend = () => (this.#reading = false);
    utterance.onerror = () => (this.#reading = false);
    this.#synthesis.speak(utterance);
  }

  stop(): void {
    this.#synthesis?.cancel();
    this.#reading = false;
  }

  #voice(): SpeechSynthesisVoice | undefined {
    return chooseVoice(this.#synthesis?.getVoices() ?? [], locale.current === 'en' ? 'en-US' : 'zh-CN');
  }
}
