/** Colours of code, as variables that follow the colour scheme. */

import { HighlightStyle } from "@codemirror/language";
import { tags } from "@lezer/highlight";

export const codeColors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.definition(tags.propertyName), tags.propertyName, tags.attributeName], color: "var(--code-name)" },
  { tag: [tags.function(tags.variableName), tags.className], color: "var(--code-name)" },
]);
