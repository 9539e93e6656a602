/** Whether a file of a project needs no rewriting: test conversations and pages of knowledge. */
export function isKept(path: string): boolean {
  return (
    (/\.ya?ml$/i.test(path) &&
      /(?:^|\/)(?:(?:e2e_)?tests?(?:_stories)?\/|test_[^/]*$)/.test(path)) ||
    /(?:^|\/)knowledge\/.+\.(?:md|html?)$/i.test(path)
  )
}
