import { X509Certificate } from 'crypto';

/** Why istiod hands out no certificate that is this text, as a clause; nothing if it does, or if the text is a placeholder rather than PEM. */
export function certificateFault(text: string): string | undefined {
  // Only the first block counts, of a chain too.
  const [, body = ''] = /-----BEGIN [A-Z ]+-----([^-]*)-----END/.exec(text) ?? [];
  if (!/^[A-Za-z0-9+/=\s]{100,}$/.test(body)) {
    return undefined;
  }
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(body, 'base64'));
  } catch {
    return 'which is none';
  }
  const [from, to] = [certificate.validFrom, certificate.validTo].map(date => new Date(date));
  const now = Date.now();
  return now > to.getTime() ? `which expired on ${dayOf(to)}` : now < from.getTime() ? `which is not valid before ${dayOf(from)}` : undefined;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
