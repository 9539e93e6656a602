import './bar.css'

/** A share from 0 to 1 as a bar; the number stands beside it in words. */
export function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="100" height="6" />
      <rect class="bar-share" width={Math.max(0, Math.min(100, share * 100))} height="6" />
    </svg>
  )
}
