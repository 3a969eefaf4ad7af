import type { Corner } from "./room/layout.ts";

export type Theme = "system" | "light" | "dark";
export type LayoutName = "grid" | "speaker";

/** What the page remembers of a person, on their own machine only. */
export interface Settings {
  name: string;
  cameraId?: string;
  microphoneId?: string;
  speakerId?: string;
  joinMuted: boolean;
  joinWithoutCamera: boolean;
  theme: Theme;
  layout: LayoutName;
  corner: Corner;
  mirror: boolean;
  shortcuts: boolean;
}

const KEY = "parley.settings";

const DEFAULTS: Settings = {
  name: "",
  joinMuted: false,
  joinWithoutCamera: false,
  theme: "system",
  layout: "grid",
  corner: "bottom-right",
  mirror: true,
  shortcuts: true,
};

export const settings: Settings = { ...DEFAULTS, ...remembered() };

export function remember(change: Partial<Settings>): void {
  Object.assign(settings, change);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // A browser that forbids storage still holds meetings; it only forgets the choices.
  }
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = settings.theme;
}

function remembered(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}

/** The key that brings a reload back to the same participant; it lives as long as the tab. */
export function resumeKeyOf(room: string): string | undefined {
  try {
    return sessionStorage.getItem(`parley.resume.${room}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepResumeKey(room: string, key: string | undefined): void {
  try {
    if (key === undefined) sessionStorage.removeItem(`parley.resume.${room}`);
    else sessionStorage.setItem(`parley.resume.${room}`, key);
  } catch {
    // As above: a reload is then a new guest.
  }
}
