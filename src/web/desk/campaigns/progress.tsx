import type { Campaign, CampaignFigures } from '../../../server/wire.ts'
import { Bar } from '../../shared/bar.tsx'
import { words } from '../sales/words.ts'

/** How far a campaign is, and who was left out and why. */
export function Progress({ campaign, figures }: { campaign: Campaign; figures: CampaignFigures }) {
  const w = words.value
  const { frozen, trouble } = campaign
  const { waiting, sent, failed, cancelled, heldOut, doubtful, clicked, opened, left } = figures
  const all = Math.max(1, waiting + sent + failed + cancelled)
  const [code = '', ...why] = (trouble ?? '').split(' ')
  const rows: readonly (readonly [string, number | string])[] = [
    [w.waiting, waiting],
    [w.sent, sent],
    [w.failed, failed],
    [w.notSent, cancelled],
    [w.heldOut, heldOut],
    [w.clicked, clicked],
    [w.opened, opened ?? w.openedOff],
    [w.left, left],
  ]
  return (
    <section class="progress" aria-labelledby="progress">
      <h3 id="progress">{w.progress}</h3>
      <Bar share={(all - waiting) / all} />
      {trouble && (
        <p class="notice" role="status">
          {w.troubles[code] ?? trouble}{' '}
          {code === 'MailServerAway' && <span lang="en">{why.join(' ')}</span>}
        </p>
      )}
      <dl class="counts">
        {rows.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {doubtful > 0 && <p class="figures-help">{w.doubtful(doubtful)}</p>}
      {frozen && Object.keys(frozen.excluded).length > 0 && (
        <p class="figures-help">
          {w.excluded}:{' '}
          {Object.entries(frozen.excluded)
            .map(([reason, count]) => `${count} ${w.exclusions[reason] ?? reason}`)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}
