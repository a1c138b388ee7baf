/** Keeps every page inside the store host's own address, whatever it is made to try. */
import type { Event, WebContents, WebContentsWillFrameNavigateEventParams } from 'electron';
import type { GuardedSession } from './electron-parts.ts';

/**
 * Asserted on every page on top of the policy the host sends; where both speak, the stricter holds (CSP level 3, section 8.1).
 * Styles may be inline because accessible pop-ups are placed by style attributes; scripts never.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Schemes that reach nothing outside the page itself, and the developer tools. */
const LOCAL_SCHEMES: ReadonlySet<string> = new Set(['blob:', 'data:', 'devtools:', 'chrome-extension:']);

/**
 * True when the address belongs to the store host. Its WebSocket counts; another port or host name, even one that leads to
 * the same machine, does not.
 * @param hostUrl the address the host said it serves; null while it has none
 */
export function isHostAddress(url: string, hostUrl: string | null): boolean {
  if (hostUrl === null || !URL.canParse(url)) return false;
  const host = new URL(hostUrl);
  const { protocol, host: place, username, password } = new URL(url);
  return (protocol === host.protocol || protocol === 'ws:') && place === host.host && username === '' && password === '';
}

/** Refuses permissions, devices and requests that leave the host's address, and asserts the content security policy. */
export function guardSession(session: GuardedSession, hostUrl: () => string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const isLocal = URL.canParse(details.url) && LOCAL_SCHEMES.has(new URL(details.url).protocol);
    answer({ cancel: !isLocal && !isHostAddress(details.url, hostUrl()) });
  });
  session.webRequest.onHeadersReceived((details, answer) => {
    const headers = details.responseHeaders ?? {};
    const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-security-policy') ?? 'Content-Security-Policy';
    answer({ responseHeaders: { ...headers, [name]: [...(headers[name] ?? []), CONTENT_SECURITY_POLICY] } });
  });
}

/**
 * Refuses navigation to other addresses, embedded pages and new windows.
 * @param onOpen told the address when a page asks for a window inside the host's address: the shell opens its own instead
 */
export function guardPage(contents: WebContents, hostUrl: () => string | null, onOpen: (url: string) => void): void {
  const refuseForeign = (event: Event<WebContentsWillFrameNavigateEventParams>) => {
    if (!isHostAddress(event.url, hostUrl())) event.preventDefault();
  };
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isHostAddress(url, hostUrl())) onOpen(url);
    return { action: 'deny' };
  });
}
