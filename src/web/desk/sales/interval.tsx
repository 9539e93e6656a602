/** A range with its middle on a scale; the numbers stand beside it in words. */
export function Interval(props: {
  low: number
  middle: number | null
  high: number
  from: number
  to: number
  /** Where a line stands across it, such as no difference. */
  zero?: number
}) {
  const x = (value: number) => 4 + ((value - props.from) / (props.to - props.from)) * 112
  return (
    <svg class="interval" viewBox="0 0 120 14" aria-hidden="true">
      <line class="chart-grid" x1="4" x2="116" y1="7" y2="7" />
      {props.zero !== undefined && (
        <line class="interval-zero" x1={x(props.zero)} x2={x(props.zero)} y1="1" y2="13" />
      )}
      {props.middle !== null && (
        <>
          <line class="interval-range" x1={x(props.low)} x2={x(props.high)} y1="7" y2="7" />
          <circle class="interval-middle" cx={x(props.middle)} cy="7" r="3.5" />
        </>
      )}
    </svg>
  )
}
