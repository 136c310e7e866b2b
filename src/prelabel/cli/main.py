"""The `prelabel` command: finds the sub-command's module by its name and imports only that."""

from __future__ import annotations

import importlib
import sys

import click

import prelabel
from prelabel.errors import PrelabelError

# command -> (module, what it does); the module has a click command of the same name.
COMMANDS = {
    "up": ("prelabel.cli.up", "Start the server, the web app and the function platform."),
    "demo": ("prelabel.cli.demo", "Show the main job on an example: deploy a detector, annotate pictures with it."),
    "annotate": ("prelabel.cli.annotate", "Annotate a folder of pictures with a model, without a server."),
    "deploy": ("prelabel.cli.deploy", "Deploy a function: a folder, a zip, or the weights of a detector alone."),
    "function": ("prelabel.cli.function", "List, invoke and remove functions, and read their logs."),
    "backup": ("prelabel.cli.backup", "Save the whole installation in one file."),
    "restore": ("prelabel.cli.restore", "Fill an empty data folder from such a file."),
    "user": ("prelabel.cli.user", "Users, passwords, access tokens and sign-in links."),
}


class LazyCommands(click.Group):
    """A group that imports a command's module only when that command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(prelabel.__version__, prog_name="prelabel")
def cli() -> None:
    """Annotate pictures with your own model."""


def main() -> None:
    """Run the command line; what Prelabel itself refuses is one line on standard error and status 1."""
    try:
        cli()
    except PrelabelError as error:
        click.echo(f"prelabel: {error.message}", err=True)
        sys.exit(1)
