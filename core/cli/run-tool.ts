/**
 * Runs the development tools of node_modules as child processes on this very Node, without a shell, so that they behave the
 * same on Linux, macOS and Windows.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project-root.ts';

/** How a tool ended. `output` is stdout and stderr as they came, empty when they were shown directly. */
export type ToolResult = { readonly code: number; readonly output: string };

export type ToolOptions = {
  /** `show` passes the tool's output straight on, `capture` returns it. Default `capture`. */
  readonly output?: 'show' | 'capture';
  /** Variables added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
};

/**
 * The JavaScript file behind a package's command.
 * @throws Error when the package is not installed or has no such command.
 */
export function toolPath(packageName: string, command: string): string {
  const folder = path.join(projectRoot, 'node_modules', packageName);
  // The manifest of an installed package: `bin` is a path or a table of paths (npm documentation, package.json).
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { bin?: string | Record<string, string> };
  const file = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return path.join(folder, file);
}

/** Runs a JavaScript or TypeScript file with this Node from the project root. Never throws: a tool that cannot start ends with code 1. */
export function runScript(file: string, args: readonly string[], options: ToolOptions = {}): Promise<ToolResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...options.env },
      stdio: options.output === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    }
    child.once('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
