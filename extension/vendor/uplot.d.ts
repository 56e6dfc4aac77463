// The types of what the pages use of uplot.js.

export interface Series {
  label?: string;
  stroke?: string;
  fill?: string;
  width?: number;
  paths?: unknown;
  points?: { show: boolean };
}

export interface Axis {
  stroke?: string;
  grid?: { stroke?: string; width?: number; show?: boolean };
  ticks?: { show?: boolean; stroke?: string };
  font?: string;
  size?: number;
  space?: number;
  gap?: number;
  values?: (plot: uPlot, splits: number[]) => string[];
  splits?: () => number[];
}

export interface Options {
  width: number;
  height: number;
  series: Series[];
  axes?: Axis[];
  scales?: Record<string, { time?: boolean; range?: (plot: uPlot, least: number, most: number) => [number, number] }>;
  legend?: { show: boolean };
  cursor?: { show: boolean };
  padding?: number[];
}

export default class uPlot {
  constructor(options: Options, data: number[][], place: Element);
  static paths: { bars(options: { size: number[]; align?: number; radius?: number }): unknown };
  setSize(size: { width: number; height: number }): void;
  destroy(): void;
}
