"""`prelabel user …`: accounts, passwords, tokens and sign-in links, on the data folder itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from prelabel import settings as configuration
from prelabel.domain.actor import ROLES
from prelabel.server import folder
from prelabel.services.users import UserService

Command = Callable[..., Any]


def _data(command: Command) -> Command:
    """The option that says which installation is meant."""
    kind = click.Path(file_okay=False, path_type=Path)
    return click.option("--data", type=kind, help="Data folder. [the user's own, or PRELABEL_DATA]")(command)


def _users(data: Path | None) -> UserService:
    return UserService(folder.database_of(configuration.load(data=data)))


@click.group()
def user() -> None:
    """Users of this installation. Works while the server runs and while it does not."""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="user", show_default=True)
@click.password_option(help="At least 8 characters; asked for when it is not given.")
@_data
def add(name: str, role: str, password: str, data: Path | None) -> None:
    """Make a user."""
    _users(data).add(name, password, role)
    click.echo(f"{name} can sign in as {role}.")


@user.command("password")
@click.argument("name")
@click.password_option(help="At least 8 characters; asked for when it is not given.")
@_data
def set_password(name: str, password: str, data: Path | None) -> None:
    """Give a user another password; their sessions end."""
    _users(data).set_password(name, password)
    click.echo(f"{name} has a new password.")


@user.command("token")
@click.argument("name")
@click.option("--label", default="command line", show_default=True, help="What the token is for.")
@_data
def token(name: str, label: str, data: Path | None) -> None:
    """Make an access token for scripts; it is shown this once."""
    click.echo(_users(data).new_token(name, label))


@user.command("link")
@click.argument("name")
@click.option("--at", default="http://localhost:8080", show_default=True, help="Where the server answers.")
@_data
def link(name: str, at: str, data: Path | None) -> None:
    """Make a link that signs a user in once, within a day."""
    click.echo(f"{at.rstrip('/')}/api/auth/link?key={_users(data).new_link(name)}")


@user.command("list")
@_data
def show(data: Path | None) -> None:
    """List the users."""
    for found in _users(data).all():
        click.echo(f"{found.username:30} {found.role:8} {'' if found.password_hash else 'no password'}".rstrip())
