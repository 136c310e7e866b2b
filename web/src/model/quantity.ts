/** Numbers as people read them. */

const UNITS = ["B", "KB", "MB", "GB", "TB"];

export function bytes(count: number): string {
  const step = count > 0 ? Math.min(UNITS.length - 1, Math.floor(Math.log(count) / Math.log(1024))) : 0;
  const value = count / 1024 ** step;
  return `${value.toFixed(step === 0 || value >= 100 ? 0 : 1)} ${UNITS[step]}`;
}

/** Memory in the units of the server's own messages, where a GB is 10⁹ bytes. */
export const memory = (count: number): string =>
  count >= 1e9 ? `${(count / 1e9).toFixed(1)} GB` : `${Math.round(count / 1e6)} MB`;

export const count = (value: number): string => value.toLocaleString("en");

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function rate(perSecond: number): string {
  return perSecond >= 10 || perSecond === 0 ? perSecond.toFixed(0) : perSecond.toFixed(1);
}

/** 0.0042 → `4.2 ms`, 0.25 → `250 ms`, 1.5 → `1.5 s`. */
export function latency(seconds: number): string {
  if (seconds >= 10) return duration(seconds);
  if (seconds >= 1) return `${seconds.toFixed(1)} s`;
  const ms = seconds * 1000;
  return `${ms.toFixed(ms >= 10 || ms === 0 ? 0 : 1)} ms`;
}

/** 8 → `8 s`, 95 → `1 min 35 s`, 7,300 → `2 h 2 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

/** A time as the log shows it: the hour for today, the date before it otherwise. */
export function moment(when: string | number | Date, now: Date = new Date()): string {
  const date = new Date(when);
  const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (date.toDateString() === now.toDateString()) return time;
  return `${date.toLocaleDateString("en-CA")} ${time}`;
}
