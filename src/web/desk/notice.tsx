/** What went wrong, where there is something. */
export function Notice({ says }: { says: string | null | undefined }) {
  return says ? (
    <p class="notice" role="alert">
      {says}
    </p>
  ) : null
}
