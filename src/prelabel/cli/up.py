"""`prelabel up`: the server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prelabel import settings as configuration
from prelabel.settings import Settings

if TYPE_CHECKING:
    from prelabel.server.serving import Running


@click.command()
@click.option("--host", help="Address to listen on; anything but this machine needs a password. [127.0.0.1]")
@click.option("--port", type=int, help="Port of the web app and the API; 0 takes a free one. [8080]")
@click.option("--functions-port", type=int, help="Port of the function platform; 0 takes a free one. [8070]")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Data folder. [the user's own]")
@click.option("--trust", multiple=True, metavar="CIDR", help="A network that may read and invoke functions.")
@click.option("--allow-host", multiple=True, metavar="NAME", help="A further name under which functions are called.")
@click.option(
    "--share", type=click.Path(file_okay=False, exists=True, path_type=Path), help="A folder to make tasks of."
)
@click.option(
    "--allow-network", multiple=True, metavar="CIDR", help="A network from which pictures may be fetched too."
)
@click.option("--open-functions", is_flag=True, default=None, help="Let anybody on this machine deploy functions.")
def up(
    host: str | None,
    port: int | None,
    functions_port: int | None,
    data: Path | None,
    trust: tuple[str, ...],
    allow_host: tuple[str, ...],
    share: Path | None,
    allow_network: tuple[str, ...],
    open_functions: bool | None,
) -> None:
    """Start the server. Every option has an environment twin: PRELABEL_PORT and so on."""
    settings = configuration.load(
        host=host,
        port=port,
        functions_port=functions_port,
        data=data,
        trust=trust or None,
        allow_host=allow_host or None,
        share=share,
        allow_network=allow_network or None,
        open_functions=open_functions,
    )
    from prelabel.cli import running

    running.run(settings, _greet)


def _greet(settings: Settings, server: Running) -> None:
    if server.first_start:
        click.echo(f"First start: sign in once as {settings.admin_user} at {server.sign_in_link(settings.admin_user)}")
        click.echo(f"Then give yourself a password: prelabel user password {settings.admin_user}")
