/* Three answers that are told apart with closed eyes: good rises, look repeats, stop falls. Tones are made here. */

const TONES = {
  good: [[660, 0], [990, 0.11]],
  look: [[520, 0], [520, 0.16], [520, 0.32]],
  stop: [[330, 0], [220, 0.2]],
};
const LENGTH = 0.14;
const SWITCH = "desk-sound";
let context;

export const isOn = () => localStorage.getItem(SWITCH) !== "off";

export const turn = (on) => localStorage.setItem(SWITCH, on ? "on" : "off");

/* Browsers let a page sound only after it was touched: ask at every touch, until it does. */
export const wake = () => {
  context ??= window.AudioContext && new AudioContext();
  if (context?.state === "suspended") context.resume();
};

export const play = (tone) => {
  if (!isOn() || context?.state !== "running" || !TONES[tone]) return;
  for (const [pitch, after] of TONES[tone]) {
    const start = context.currentTime + after;
    const voice = context.createOscillator();
    const loudness = context.createGain();
    voice.frequency.value = pitch;
    voice.type = tone === "stop" ? "square" : "sine";
    loudness.gain.setValueAtTime(0.0001, start);
    loudness.gain.exponentialRampToValueAtTime(tone === "stop" ? 0.12 : 0.3, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
    voice.connect(loudness).connect(context.destination);
    voice.start(start);
    voice.stop(start + LENGTH);
  }
};
