import { Construct } from 'constructs';
import { fail } from '../core/errors';
import { Json } from '../core/mesh-object';

/** Envoy refuses a larger ring. */
const MAX_RING = 8_388_608;
/** Istio refuses this and more. */
const MAGLEV_LIMIT = 5_000_011;

/**
 * How hashes are led to pods (`consistentHash.ringHash`, `consistentHash.maglev`). Both keep most sessions where they are when pods come and go.
 */
export class HashAlgorithm {
  /**
   * Pods stand on a ring many times, and a hash goes to the next one: few sessions move when pods come and go (`ringHash`).
   *
   * @param minimumRingSize the least number of places on the ring, 1 to 8,388,608, which is shared out over the pods: more make the pods' shares more
   * even and take more memory in each proxy; Istio's 1,024 when not given
   */
  public static ringHash(minimumRingSize?: number): HashAlgorithm {
    return new HashAlgorithm(scope => {
      if (minimumRingSize !== undefined && (!Number.isInteger(minimumRingSize) || minimumRingSize < 1 || minimumRingSize > MAX_RING)) {
        fail(scope, `minimumRingSize ${minimumRingSize} is not allowed: use a whole number from 1 to ${MAX_RING}, at least some hundred times the number of pods`);
      }
      return minimumRingSize === undefined ? {} : { ringHash: { minimumRingSize } };
    });
  }

  /**
   * Pods have nearly equal shares of a table in which the hash is looked up: more even and faster than a ring, some more sessions move when pods come and
   * go (`maglev`).
   *
   * @param tableSize the number of places in the table, a prime number below 5,000,011 and at least a hundred times the number of pods; 65,537 when not given
   */
  public static maglev(tableSize = 65_537): HashAlgorithm {
    return new HashAlgorithm(scope => {
      if (!isPrime(tableSize) || tableSize >= MAGLEV_LIMIT) {
        fail(scope, `tableSize ${tableSize} of maglev is not allowed: use a prime number below ${MAGLEV_LIMIT}${tableSize > 0 && tableSize < MAGLEV_LIMIT - 20 ? `, for example ${primeFrom(Math.floor(tableSize))}` : ', for example 65537'}`);
      }
      return { maglev: { tableSize } };
    });
  }

  private constructor(private readonly json: (scope: Construct) => Json) {}

  /** @internal the field of `consistentHash` */
  public _toJson(scope: Construct): Json {
    return this.json(scope);
  }
}

function isPrime(value: number): boolean {
  if (!Number.isInteger(value) || value < 2) {
    return false;
  }
  for (let divisor = 2; divisor * divisor <= value; divisor++) {
    if (value % divisor === 0) {
      return false;
    }
  }
  return true;
}

function primeFrom(value: number): number {
  return isPrime(value) ? value : primeFrom(value + 1);
}
