/** How nets are trained: by profile, and by how much there is to learn from. */
import type { FeatureKinds } from '../nlp/features.ts'
import { MOST_INTENTS } from './bayes-net.ts'
import type { NetSettings } from './net.ts'
import type { Levels } from './quantise.ts'

/** `fast` while the files are being written, `best` for what is published. */
export type Profile = 'fast' | 'best'

type Settings = Omit<NetSettings, 'seed'>

export type Recipe = {
  readonly net: Settings
  /** How many nets of different seeds serve as one. */
  readonly nets: number
  /** What naive Bayes has to say beside them, as a share of its logits; 0: it is not asked. */
  readonly bayes: number
  /** What a weight is rounded to. */
  readonly levels: Levels
  /** What the nets that serve look at beside words and their pieces. */
  readonly kinds: FeatureKinds
  /** How often messages without labels are answered, and learned from; 0: not at all. */
  readonly rounds: number
  /** The nets that answer them first. */
  readonly teacher: Settings
}

/**
 * The settings that measured best on validation data, with many examples and with few. Against
 * the published recipe (20 epochs, rate 2e-3, input dropout 0.6) the larger rate gives the same
 * on CLINC150 and more on BANKING77 and the sample shop in three fifths of the time.
 */
export const FULL: Settings = {
  hidden: 128,
  epochs: 12,
  batch: 64,
  inputDropout: 0.5,
  hiddenDropout: 0.5,
  smoothing: 0.05,
  rate: 6e-3,
  decay: 1e-4,
}

/**
 * Two epochs more made 0.3 points more of MASSIVE zh-CN, 0.1 less of BANKING77 and of CLINC150 the
 * same (validation parts, two seeds): nothing that is not chance.
 */
const QUICK: Settings = { ...FULL, epochs: 10 }

export const FEW: Settings = { ...FULL, epochs: 35, batch: 16, smoothing: 0.1, rate: 2e-3 }

/** With naive Bayes beside them two nets of 128 do not fit into 6 MB with 150 intents. */
const NARROW: Settings = { ...FULL, hidden: 112 }

/** The pool is as large as a full set, so that nets on it are trained like one. */
const POOL: Settings = { ...NARROW, inputDropout: 0.6, smoothing: 0.1, rate: 2e-3 }

/**
 * What naive Bayes adds to nets from many examples: on the validation parts of CLINC150, BANKING77
 * and MASSIVE zh-CN 0.1 to 0.5 points, and a mean −ln p lower by 2 to 5 %. Little depends on the share.
 */
const BAYES = 0.15

const BOTH: FeatureKinds = { hasSeams: true, hasMeanings: true }

/**
 * Below this many examples an intent each is seen more often, in smaller batches: with 22 that is
 * 1.2 points of BANKING77 better, with 40 it is 0.3 worse.
 */
const MANY = 30
/**
 * Below this many what words mean is worth knowing: with 10 examples an intent 1 to 3 points, with
 * 50 or 60 0.3 (BANKING77) and 0.8 (CLINC150), with 100 nothing.
 */
const PLENTY = 64
/** Fewer messages without labels than this say little, and their shares by intent nothing. */
const LEAST_POOL = 300

/** With very few examples a round is of few steps, so that there are more rounds. */
function epochsFor(examples: number): number {
  return Math.round(Math.min(MOST_EPOCHS, Math.max(FEW.epochs, SEEN / Math.max(1, examples))))
}

const MOST_EPOCHS = 50
const SEEN = 9600

export function recipeFor(
  profile: Profile,
  examples: number,
  intents: number,
  unlabelled: number,
): Recipe {
  const each = examples / Math.max(1, intents)
  const isFew = each < MANY
  const hasBayes = intents > 1 && intents <= MOST_INTENTS
  const bayes = hasBayes && !isFew ? BAYES : 0
  const settings = isFew ? { ...FEW, epochs: epochsFor(examples) } : FULL
  const kinds = { hasSeams: !isFew, hasMeanings: each < PLENTY }
  const plain = { net: settings, teacher: settings, kinds, bayes, rounds: 0 } as const
  if (profile === 'fast') {
    return { ...plain, net: isFew ? settings : QUICK, nets: 1, levels: bayes > 0 ? 7 : 127 }
  }
  // Half bytes leave room for more nets; few examples leave most rows empty.
  if (isFew && (intents < 2 || unlabelled < LEAST_POOL)) return { ...plain, nets: 3, levels: 7 }
  const best = { nets: 2, levels: 7 } as const
  // With many examples the messages without labels add nothing that was measured to pay.
  if (!isFew) return { ...plain, ...best, net: bayes > 0 ? NARROW : FULL }
  const pooled = { net: POOL, kinds: BOTH, bayes: hasBayes ? BAYES : 0, rounds: 3 } as const
  return { ...plain, ...best, ...pooled }
}
