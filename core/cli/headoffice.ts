/** `npm run headoffice`: the name is fixed, the server comes with a later part. */
import { complain } from './terminal.ts';

complain('The head-office server is not part of this version. A store works without it; its journal keeps everything that will be sent.');
process.exit(2);
