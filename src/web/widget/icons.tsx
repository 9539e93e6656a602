/** Drawn with a line of the text's colour, 24 by 24. */
export const icon = (path: string) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
)

export const chatIcon = 'M20 11.5a8 8 0 0 1-11.6 7.1L4 20l1.4-4.2A8 8 0 1 1 20 11.5Z'
export const closeIcon = 'M6 6l12 12M18 6L6 18'
export const sendIcon = 'M12 19V5M6 11l6-6 6 6'
export const downIcon = 'M12 5v14M6 13l6 6 6-6'
