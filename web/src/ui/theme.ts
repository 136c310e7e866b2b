/** The look of the workbench: dense, quiet greys, one blue for actions; saturated colour belongs to the data. */

import { type CSSVariablesResolver, createTheme } from "@mantine/core";

const SYSTEM_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
const CODE_FONT = "ui-monospace, 'Cascadia Code', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

const comboboxProps = { shadow: "md" };
const overlayProps = { backgroundOpacity: 0.5 };

export const theme = createTheme({
  fontFamily: SYSTEM_FONT,
  fontFamilyMonospace: CODE_FONT,
  fontSizes: { xs: "12px", sm: "13px", md: "13px", lg: "15px", xl: "18px" },
  lineHeights: { xs: "1.4", sm: "1.4", md: "1.4", lg: "1.4", xl: "1.3" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "2px", sm: "4px", md: "4px", lg: "6px", xl: "8px" },
  defaultRadius: "sm",
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "18px", lineHeight: "1.3" },
      h2: { fontSize: "15px", lineHeight: "1.4" },
      h3: { fontSize: "13px", lineHeight: "1.4" },
    },
  },
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 7 },
  autoContrast: false,
  cursorType: "pointer",
  focusRing: "auto",
  colors: {
    accent: [
      "#eef4ff",
      "#dbe6ff",
      "#b7ccff",
      "#8fb0ff",
      "#6b97fc",
      "#4f83f8",
      "#3b74f4",
      "#2b66e6",
      "#1f55c9",
      "#1846a8",
    ],
    dark: [
      "#d9dce1",
      "#b6bbc4",
      "#979da8",
      "#6f7580",
      "#474c56",
      "#383c45",
      "#2b2e35",
      "#202227",
      "#18191d",
      "#121316",
    ],
    gray: [
      "#f7f8f9",
      "#f0f1f3",
      "#e4e6ea",
      "#d7dade",
      "#c5c9d0",
      "#a3a9b3",
      "#767d89",
      "#565c67",
      "#3a3f48",
      "#23262c",
    ],
  },
  // By name, not with `Component.extend`: that would load every component with the first page.
  components: {
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 28 } },
    Button: { defaultProps: { size: "xs" } },
    Input: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "xs" } },
    PasswordInput: { defaultProps: { size: "xs" } },
    NumberInput: { defaultProps: { size: "xs" } },
    Select: { defaultProps: { size: "xs", allowDeselect: false, checkIconPosition: "right", comboboxProps } },
    Switch: { defaultProps: { size: "xs" } },
    Pagination: { defaultProps: { size: "sm" } },
    Table: { defaultProps: { verticalSpacing: 5, horizontalSpacing: "md", highlightOnHover: true } },
    Tabs: { defaultProps: { keepMounted: false } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, fz: 12 } },
    ModalRoot: { defaultProps: { centered: true, transitionProps: { duration: 120 } } },
    ModalOverlay: { defaultProps: overlayProps },
    Modal: { defaultProps: { centered: true, overlayProps, transitionProps: { duration: 120 } } },
  },
});

/** Words of the layout that Mantine has no names for. */
export const layoutColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--ground": "#f0f1f3",
    "--panel": "#ffffff",
    "--edge": "#dcdfe4",
    "--raised": "#f7f8f9",
    "--mantine-color-body": "#ffffff",
    "--mantine-color-dimmed": "#5d6470",
    "--mantine-color-placeholder": "#686f7b",
    "--mantine-color-anchor": "#1f55c9",
    "--accent-text": "#1f55c9",
    "--mantine-color-red-light": "#fdf0f0",
    "--mantine-color-red-light-hover": "#fbe3e3",
    "--mantine-color-red-light-color": "#c02626",
    "--mantine-color-yellow-light": "#fff8e6",
    "--mantine-color-yellow-light-color": "#8a5a00",
    "--mantine-color-gray-light": "#e4e6ea",
    "--mantine-color-gray-light-color": "#3a3f48",
  },
  dark: {
    "--ground": "#18191d",
    "--panel": "#202227",
    "--edge": "#33373f",
    "--raised": "#26292f",
    "--mantine-color-dimmed": "#9aa1ad",
    "--mantine-color-placeholder": "#8d95a1",
    "--mantine-color-anchor": "#8fb0ff",
    "--accent-text": "#8fb0ff",
    "--mantine-color-red-light": "rgb(255 90 90 / 10%)",
    "--mantine-color-red-light-hover": "rgb(255 90 90 / 18%)",
    "--mantine-color-red-light-color": "#ff9c9c",
    "--mantine-color-yellow-light": "rgb(240 180 76 / 10%)",
    "--mantine-color-yellow-light-color": "#f0b44c",
    "--mantine-color-gray-light": "#33373f",
    "--mantine-color-gray-light-color": "#d9dce1",
  },
});
