/** A value of unknown type as text: what is none as JSON, for not every object can be made a string, and none should read `[object Object]`. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? '';
}
