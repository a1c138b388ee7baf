/** The printed ticket and what its print job means for the ticket. Pure. */

import type { PrintJobRow } from '../../db/print-jobs.ts';
import { escapeMarkup } from '../../native/pos-printer/escape-markup.ts';
import { largeTitle } from '../devices/large-title.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { PaperState, Ticket } from './contract.ts';
import type { HallService } from './hall.ts';

export type TicketPaper = {
  /** Markup (receiptline) of a ticket. `copy` > 0 is marked 补打. */
  document(ticket: Ticket, service: HallService, columns: number, copy: number): string;
  /** What a job's state says about the ticket's paper. */
  stateAfter(job: PrintJobRow['state']): PaperState;
};

const PAPER_AFTER: Readonly<Record<PrintJobRow['state'], PaperState>> = {
  printing: 'printing',
  // The printer stopped in mid-ticket: somebody must look; it counts by itself if the paper comes after all.
  held: 'unknown',
  printed: 'printed',
  'not-printed': 'failed',
  unknown: 'unknown',
};

export function createTicketPaper(settings: StoreSettings, calendar: StoreCalendar): TicketPaper {
  return {
    document(ticket, service, columns, copy) {
      const minutes = Math.ceil(ticket.expectedWaitSeconds / 60);
      const lines = [
        largeTitle(settings.operator, columns),
        escapeMarkup(`${settings.name} ${settings.code}`),
        ...(copy > 0 ? [`"补打 第${copy}次`] : []),
        '-',
        `^^^^${escapeMarkup(ticket.number)}`,
        largeTitle(service.name, columns),
        '',
        `前面 ${ticket.ahead} 人，预计等候约 ${minutes} 分钟`,
        '-',
        escapeMarkup(calendar.stamp(Date.parse(ticket.issuedAt))),
        '请留意叫号和大厅屏幕',
        '过号请到大堂服务台',
        ...(settings.hotline === '' ? [] : [escapeMarkup(`服务热线 ${settings.hotline}`)]),
      ];
      return `${lines.join('\n')}\n`;
    },
    stateAfter: (job) => PAPER_AFTER[job],
  };
}
