/** Runs before each page, sandboxed and isolated from it; gives it a MessagePort to the store host when it asks, nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import { relayPorts } from './port-relay.ts';

relayPorts(ipcRenderer, contextBridge, window);
