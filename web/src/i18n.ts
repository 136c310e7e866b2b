/** The texts of the app; every text goes through here, English is the complete catalogue. */

import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { english } from "./locales/english";

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
