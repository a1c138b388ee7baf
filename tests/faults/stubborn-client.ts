/**
 * A client as a screen should be: what it asked is asked again under the same command id until it is answered, whatever
 * dies in between. Everything acknowledged is written down.
 */
import { randomUUID } from 'node:crypto';
import { CallRefused, httpCaller, type InputOf, type OutputOf, type Procedure } from '../parts/running-host.ts';

export type Acknowledged = {
  readonly commandId: string;
  readonly procedure: Procedure;
  /** Times it was sent; more than one = an earlier sending found no answer. */
  readonly sendings: number;
};

/** Where the host is now: each life of it has an address of its own. */
export type Whereabouts = {
  /** The address of a life later than `after`, as soon as there is one. */
  next(after: number): Promise<{ readonly life: number; readonly url: string }>;
};

/** Sends one command over some carrier; throws CallRefused for a refusal, anything else when the answer is lost. */
export type Sending = <P extends Procedure>(url: string, token: string, procedure: P, input: InputOf<P>) => Promise<OutputOf<P>>;

export const overHttp: Sending = (url, token, procedure, input) => httpCaller(url, token)(procedure, input);

export type StubbornClient = {
  /** Sends until answered. Throws CallRefused when the answer is a refusal. */
  send<P extends Procedure>(procedure: P, input: Omit<InputOf<P>, 'commandId'>): Promise<OutputOf<P>>;
};

export function createStubbornClient(options: {
  readonly whereabouts: Whereabouts;
  readonly token: string;
  readonly onAcknowledged: (command: Acknowledged) => void;
  readonly sending?: Sending;
}): StubbornClient {
  const { whereabouts, token, onAcknowledged, sending = overHttp } = options;
  let place = { life: -1, url: '' };

  return {
    async send(procedure, input) {
      const commandId = randomUUID();
      for (let sendings = 1; ; sendings += 1) {
        if (place.life < 0) place = await whereabouts.next(-1);
        try {
          // The input of every command is what is left out here plus its id.
          const answer = await sending(place.url, token, procedure, { ...input, commandId } as unknown as InputOf<typeof procedure>);
          onAcknowledged({ commandId, procedure, sendings });
          return answer;
        } catch (error) {
          if (error instanceof CallRefused) throw error;
          place = await whereabouts.next(place.life);
        }
      }
    },
  };
}
