/** The user's preferences: at once as they were here last, then as the server has them; changes go there by themselves. */

import { createStore, type StoreApi } from "zustand/vanilla";
import { changePreferences, readPreferences } from "@/api/preferences";
import { type Preferences, preferencesOf } from "@/model/preferences";

const SEND_MS = 800;
type Name = keyof Preferences;
type Cached = { readonly values: Preferences; readonly unsent: readonly Name[] };

export class PreferenceStore {
  readonly store: StoreApi<Preferences>;
  private readonly unsent: Set<Name>;
  private readonly place: string;
  private timer = 0;

  constructor(user: number) {
    this.place = `prelabel.preferences.${user}`;
    const { values, unsent } = cached(this.place);
    this.store = createStore<Preferences>(() => values);
    this.unsent = new Set(unsent);
    void this.load();
  }

  change(part: Partial<Preferences>) {
    this.store.setState(part);
    for (const name of Object.keys(part) as Name[]) this.unsent.add(name);
    this.cache();
    this.schedule();
  }

  /** What was changed here and has not been sent yet is newer than what the server has. */
  private async load() {
    const theirs = preferencesOf(await readPreferences().catch(() => this.store.getState()));
    const ours = Object.fromEntries([...this.unsent].map((name) => [name, this.store.getState()[name]]));
    this.store.setState({ ...theirs, ...ours });
    this.cache();
    if (this.unsent.size > 0) this.schedule();
  }

  private schedule() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.send(), SEND_MS);
  }

  /** What cannot be sent now goes with the next change, or when the page is opened again. */
  private async send() {
    const values = this.store.getState();
    const names = [...this.unsent];
    try {
      await changePreferences(Object.fromEntries(names.map((name) => [name, values[name]])));
    } catch {
      return;
    }
    for (const name of names) if (this.store.getState()[name] === values[name]) this.unsent.delete(name);
    this.cache();
  }

  private cache() {
    const cached: Cached = { values: this.store.getState(), unsent: [...this.unsent] };
    try {
      localStorage.setItem(this.place, JSON.stringify(cached));
    } catch {
      // A browser that keeps nothing asks the server each time.
    }
  }
}

function cached(place: string): Cached {
  try {
    const { values, unsent } = JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Cached>;
    return { values: preferencesOf(values), unsent: unsent ?? [] };
  } catch {
    return { values: preferencesOf(null), unsent: [] };
  }
}
