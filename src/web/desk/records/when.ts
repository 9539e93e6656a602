import { clock, moment } from '../../shared/times.ts'

/** A time to be kept: the clock today, on other days the day with it. */
export function when(at: string): string {
  const [day, time] = [moment(at), clock(at)]
  return day === time ? time : `${day} ${time}`
}
