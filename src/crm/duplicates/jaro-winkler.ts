import distances from 'natural/lib/natural/distance/index.js'

/** How alike two texts are letter by letter, from 0 to 1 (Winkler 1990). */
export const jaroWinkler = (a: string, b: string): number => distances.JaroWinklerDistance(a, b, {})
