// The types of what the pages use of htm-preact.js.

/** What a component returns. */
export type Child = VNode | string | number | boolean | null | undefined | Child[];

export interface VNode {
  type: unknown;
  props: Record<string, unknown>;
  key: unknown;
}

export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
export function render(tree: Child, parent: Element): void;
export function useState<T>(initial: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
export function useEffect(run: () => void | (() => void), depends?: unknown[]): void;
export function useLayoutEffect(run: () => void | (() => void), depends?: unknown[]): void;
export function useRef<T>(initial: T): { current: T };
export function useMemo<T>(make: () => T, depends?: unknown[]): T;
export function useCallback<T extends (...values: any[]) => unknown>(call: T, depends?: unknown[]): T;
