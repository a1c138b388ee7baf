/** Passwords at rest: argon2id with OWASP's first recommended cost (19 MiB, 2 passes, 1 lane). */
import { createHash } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes off the main thread; the result carries its own salt and cost. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** True when the password is the hashed one. */
export function verifyPassword(stored: string, password: string): Promise<boolean> {
  return verify(stored, password);
}

/**
 * Says whether a command asked again brings the same password, as dear to guess as the kept hash itself: argon2id salted
 * with the command's id. For comparing only, never for letting somebody in.
 */
export function passwordFingerprint(password: string, commandId: string): Promise<string> {
  const salt = createHash('sha256').update(`password/${commandId}`).digest().subarray(0, 16);
  return hash(password, { ...COST, salt });
}
