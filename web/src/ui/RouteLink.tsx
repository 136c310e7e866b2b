/** Mantine's links and buttons that go to a route; all are real links, to be opened in a new tab as well. */

import {
  ActionIcon,
  type ActionIconProps,
  Anchor,
  Button,
  type ButtonProps,
  Menu,
  type MenuItemProps,
} from "@mantine/core";
import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";

type Link<Props> = Props & Omit<ComponentPropsWithRef<"a">, keyof Props>;

export const RouteAnchor = createLink(Anchor<"a">);
export const RouteButton = createLink((props: Link<ButtonProps>) => <Button component="a" {...props} />);
export const RouteIcon = createLink((props: Link<ActionIconProps>) => <ActionIcon component="a" {...props} />);
export const RouteMenuItem = createLink((props: Link<MenuItemProps>) => <Menu.Item component="a" {...props} />);
