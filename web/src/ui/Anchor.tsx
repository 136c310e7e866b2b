/** Mantine's links and buttons that go to a route. */

import { ActionIcon, Anchor, Button, Menu } from "@mantine/core";
import { createLink } from "@tanstack/react-router";

export const RouteAnchor = createLink(Anchor<"a">);
export const RouteButton = createLink(Button<"a">);
export const RouteIcon = createLink(ActionIcon<"a">);
export const RouteMenuItem = createLink(Menu.Item<"a">);
