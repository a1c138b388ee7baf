/** The few sentences the shell itself shows, in the languages of the program; pages have a catalogue of their own. */
import type { Workplace } from './workplaces.ts';

export type ShellTexts = {
  readonly hostFailedTitle: string;
  readonly hostFailed: string;
  readonly tryAgain: string;
  readonly quit: string;
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly actualSize: string;
  readonly fullScreen: string;
  readonly workplaces: Readonly<Record<Workplace, string>>;
};

const chinese: ShellTexts = {
  hostFailedTitle: '厅台无法启动',
  hostFailed: '厅台的后台服务没有运行。已办理的业务都已保存在本机，不会丢失。请重试；若仍不行，请将下面的信息告诉维护人员。',
  tryAgain: '重试',
  quit: '退出',
  file: '文件',
  edit: '编辑',
  view: '视图',
  zoomIn: '放大',
  zoomOut: '缩小',
  actualSize: '实际大小',
  fullScreen: '全屏',
  workplaces: { counter: '柜台', lobby: '厅堂看板', kiosk: '自助取号', display: '叫号大屏', devices: '设备台' },
};

const english: ShellTexts = {
  hostFailedTitle: 'Tingtai cannot start',
  hostFailed:
    'The store service is not running. Everything completed so far is saved on this computer. Try again; if that does not help, tell your support the text below.',
  tryAgain: 'Try again',
  quit: 'Quit',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  workplaces: { counter: 'Counter', lobby: 'Lobby board', kiosk: 'Ticket kiosk', display: 'Hall display', devices: 'Device bench' },
};

/** @param locale BCP 47 tag of the desktop; every Chinese one gets Chinese, all others English */
export function shellTexts(locale: string): ShellTexts {
  return locale.toLowerCase().startsWith('zh') ? chinese : english;
}
