/** Runs before each page, sandboxed and isolated from it; exposes nothing to it but a MessagePort to the store host. */
import { ipcRenderer } from 'electron';
import { relayPorts } from './port-relay.ts';

relayPorts(ipcRenderer, window);
