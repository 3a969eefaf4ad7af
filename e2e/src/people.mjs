// Who takes part in the tests. Each has a picture and a tone of their own, so that a test can tell whom it sees and
// hears from pixels and spectrum, never from a label.

/** @typedef {{ name: string, colour: [number, number, number], toneHz: number }} Person */

/** @type {Record<string, Person>} */
export const PEOPLE = {
  ada: { name: 'Ada', colour: [205, 45, 45], toneHz: 500 },
  grace: { name: 'Grace', colour: [40, 160, 60], toneHz: 800 },
  linus: { name: 'Linus', colour: [50, 80, 210], toneHz: 1300 },
  mary: { name: 'Mary', colour: [220, 190, 30], toneHz: 1900 },
};

/** The person whose colour is nearest to this one, or undefined when it is nobody's (black, grey, white). */
export function personOf([red, green, blue]) {
  const spread = Math.max(red, green, blue) - Math.min(red, green, blue);
  if (spread < 60) {
    return undefined;
  }
  const distance = (person) => Math.hypot(...person.colour.map((c, i) => c - [red, green, blue][i]));
  return Object.values(PEOPLE).reduce((best, person) => (distance(person) < distance(best) ? person : best));
}

/** The person whose tone is within 40 Hz of this one, or undefined. */
export function voiceOf(hz) {
  return Object.values(PEOPLE).find((person) => Math.abs(person.toneHz - hz) < 40);
}
