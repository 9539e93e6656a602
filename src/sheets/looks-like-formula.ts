/** What OWASP lists for CSV injection, in half and in full width; a number is none, below zero or not. */
export const looksLikeFormula = /^(?![-+]?\d+(\.\d+)?$)[\s]*[=+\-@\t\r\n＝＋－＠]/
