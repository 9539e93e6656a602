import { Presets, SingleBar } from 'cli-progress'

export type Progress = { readonly stage: string; readonly done: number; readonly total: number }

/** Shows long work on stderr: a bar on a terminal, a plain line a stage otherwise. */
export function showProgress(): { show: (progress: Progress) => void; end: () => void } {
  const bar = process.stderr.isTTY
    ? new SingleBar(
        { format: '{bar} {percentage}% {stage}', stream: process.stderr, clearOnComplete: true },
        Presets.shades_classic,
      )
    : null
  let stage = ''
  return {
    show(progress) {
      const isNewStage = progress.stage !== stage
      stage = progress.stage
      if (!bar) {
        if (isNewStage) console.error(`${stage} …`)
        return
      }
      if (isNewStage) bar.start(progress.total, progress.done, { stage })
      else bar.update(progress.done, { stage })
    },
    end: () => bar?.stop(),
  }
}
