/**
 * What the widget uses of the browser, taken when the script runs: host pages replace such
 * functions later, and then the widget must neither break nor be listened to.
 */
export const { Promise, WebSocket } = window
export const fetch = window.fetch.bind(window)
export const setTimeout = window.setTimeout.bind(window)
export const clearTimeout = window.clearTimeout.bind(window)
export const { parse, stringify } = JSON
export const { now } = Date
export const { random, min, max } = Math
