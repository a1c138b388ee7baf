export type DbErrorCode = 'db/damaged' | 'db/not-writable' | 'db/version-from-future' | 'db/in-use' | 'db/migration-failed';

/** A broken expectation about the store's files. The message says which file and what to do. */
export class DbError extends Error {
  readonly code: DbErrorCode;

  constructor(code: DbErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DbError';
    this.code = code;
  }
}
