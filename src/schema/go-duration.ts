const [ZERO, NINE, DOT, PLUS, MINUS] = [48, 57, 46, 43, 45];

/** A Go duration in nanoseconds, such as `1h3m` or `1.5s`; NaN if the text is none, which is neither less nor more than anything. */
export function goDuration(text: string): number {
  const first = text.charCodeAt(0);
  let at = first === PLUS || first === MINUS ? 1 : 0;
  const end = text.length;
  if (at === end) {
    return NaN;
  }
  if (at === end - 1 && text.charCodeAt(at) === ZERO) {
    return 0;
  }
  let total = 0;
  while (at < end) {
    const start = at;
    let whole = 0;
    let code = text.charCodeAt(at);
    while (code >= ZERO && code <= NINE) {
      whole = whole * 10 + code - ZERO;
      code = text.charCodeAt(++at);
    }
    let digits = at - start;
    let fraction = 0;
    let scale = 1;
    if (code === DOT) {
      code = text.charCodeAt(++at);
      while (code >= ZERO && code <= NINE) {
        // More digits than these say nothing, and would overflow.
        if (scale < 1e15) {
          fraction = fraction * 10 + code - ZERO;
          scale *= 10;
        }
        digits++;
        code = text.charCodeAt(++at);
      }
    }
    const from = at;
    while (at < end && code !== DOT && (code < ZERO || code > NINE)) {
      code = text.charCodeAt(++at);
    }
    const unit = nanoseconds(text.slice(from, at));
    if (digits === 0 || unit === 0) {
      return NaN;
    }
    // Go drops what is less than a nanosecond.
    total += whole * unit + Math.floor(fraction * (unit / scale));
  }
  // Go holds it in 64 bits.
  if (total >= 2 ** 63) {
    return NaN;
  }
  return first === MINUS ? -total : total;
}

/** The length of a unit, or 0. */
function nanoseconds(unit: string): number {
  switch (unit) {
    case 's':
      return 1e9;
    case 'm':
      return 60e9;
    case 'h':
      return 3600e9;
    case 'ms':
      return 1e6;
    case 'us':
    // Both characters that look like a mu.
    case '\u00b5s':
    case '\u03bcs':
      return 1e3;
    case 'ns':
      return 1;
    default:
      return 0;
  }
}
