/** The smallest menu that keeps copy, paste and zoom working and opens the workplaces. */
import type { MenuItemConstructorOptions } from 'electron';
import type { ShellTexts } from './shell-texts.ts';
import { WORKPLACES, type Workplace } from './workplaces.ts';

/**
 * The menu as a template for Electron's `Menu.buildFromTemplate`.
 * @param isDevelopment adds reload and developer tools, which an installed store does not offer
 */
export function menuTemplate(
  texts: ShellTexts,
  isDevelopment: boolean,
  open: (workplace: Workplace) => void,
): MenuItemConstructorOptions[] {
  const development: MenuItemConstructorOptions[] = isDevelopment
    ? [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }]
    : [];
  return [
    {
      label: texts.file,
      submenu: [
        ...WORKPLACES.map((workplace) => ({ label: texts.workplaces[workplace], click: () => open(workplace) })),
        { type: 'separator' },
        { role: 'quit', label: texts.quit },
      ],
    },
    { role: 'editMenu', label: texts.edit },
    {
      label: texts.view,
      submenu: [
        { role: 'resetZoom', label: texts.actualSize },
        { role: 'zoomIn', label: texts.zoomIn },
        { role: 'zoomOut', label: texts.zoomOut },
        { role: 'togglefullscreen', label: texts.fullScreen },
        ...development,
      ],
    },
  ];
}
