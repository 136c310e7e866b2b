/** The texts of the app; every text goes through here, English is the complete catalogue. */

import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import common from "./locales/en/common.json";
import functions from "./locales/en/functions.json";
import task from "./locales/en/task.json";
import tasks from "./locales/en/tasks.json";
import viewer from "./locales/en/viewer.json";

export const english = { ...common, ...functions, ...task, ...tasks, ...viewer };

export const i18n = createInstance();

i18n.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: english } },
  interpolation: { escapeValue: false }, // React escapes
});

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof english };
  }
}
