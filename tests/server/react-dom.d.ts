/** As much of it as the page with Web Chat needs. */
declare module 'react-dom/client' {
  export function createRoot(element: Element): { render(node: unknown): void }
}
