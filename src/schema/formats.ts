import { isIP } from 'node:net';
import { Format } from './shape';

/** Whether a value has a format. */
export function hasFormat(format: Format, value: string | number): boolean {
  switch (format) {
    case 'int32':
      return (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31;
    case 'int64':
      return true;
    case 'byte':
      return BASE64.test((value as string).replace(/[\r\n]/g, ''));
    case 'date-time':
      return isTime(value as string);
  }
}

/** What a format asks for. */
export function describeFormat(format: Format): string {
  switch (format) {
    case 'int32':
      return 'a number of 32 bits';
    case 'int64':
      return 'a number of 64 bits';
    case 'byte':
      return 'base64';
    case 'date-time':
      return 'a time such as 2026-01-31T12:00:00Z';
  }
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const TIME = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:[.,]\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** A time as Go's time.RFC3339 has it. */
function isTime(text: string): boolean {
  const [, year, month, day] = TIME.exec(text)?.map(Number) ?? [];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year % 400 + 400, month, 0)).getUTCDate();
}

/** An amount of Kubernetes', such as `500m` or `1Gi`. */
export function isQuantity(text: string): boolean {
  // Spaces around it are taken off.
  return QUANTITY.test(text.trim());
}

const QUANTITY = /^[+-]?(\d+(?:\.\d*)?|\.\d*)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** An address of IP as Go reads it: without a zone. */
export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}
