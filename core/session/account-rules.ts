/** What an account may look like. Pure: the border refuses by it, the screen says beforehand what is missing. */
import { ROLES } from './permissions.ts';

/** Roles of people; screens get theirs by opening a station. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'kiosk' && role !== 'display');

/** 2 to 32 signs; begins with a letter or digit. */
export const ACCOUNT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/;

/** Signs of a new password, both included. */
export const PASSWORD_LENGTH = { least: 8, most: 200 } as const;
