/** A parameter's value; an undefined one is left out. */
export type QueryValue = string | number | boolean | undefined

/**
 * The address of an operation. Each path parameter is one segment, percent-encoded, as is every query value.
 * @throws {TypeError} a path parameter is missing, empty, `.` or `..`, which would name another path
 */
export function requestUrl(
  endpoint: string,
  path: string,
  pathParameters: Readonly<Record<string, string | undefined>>,
  query: Readonly<Record<string, QueryValue>>,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segment(name, pathParameters[name]))
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
  return `${endpoint}${filled}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

function segment(name: string, value = ''): string {
  if (value === '' || value === '.' || value === '..') throw new TypeError(`${name} cannot be ${JSON.stringify(value)}`)
  return encodeURIComponent(value)
}

/**
 * An endpoint without the slash at its end.
 * @param name of the option, for the message
 * @throws {TypeError} it is not an absolute http or https address, or it has a query
 */
export function normalEndpoint(name: string, endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new TypeError(`${name} must be an address like http://127.0.0.1:8080, got ${JSON.stringify(endpoint)}`)
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
