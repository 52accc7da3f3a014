/** How the language speaks of a defect of ours; no vendor and no configuration does. */
const OF_THE_LANGUAGE =
  /Cannot (?:read|set|convert|access|destructure)|is not (?:a function|a constructor|iterable|defined)|Maximum call stack|Invalid (?:array|string|time) (?:length|value)|RangeError|TypeError|URI malformed|circular structure|has come to triage|undefined (?:is|of)|\[object Object\]/

/** Errors that a run told and that no user can mend. The errors that are seeded must not speak like this themselves. */
export function findBugs(output: string): readonly string[] {
  return output
    .split('\n')
    .filter((line) => line.startsWith('::error') && OF_THE_LANGUAGE.test(line))
    .map((line) => line.slice(0, 300))
}
