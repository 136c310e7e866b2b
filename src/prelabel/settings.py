"""One frozen object of settings, built at the edge from arguments, environment and a file, and passed down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

FEWEST_VERSIONS = 2  # the newest, and the one to go back to


class Settings(BaseSettings):
    """Every option of the server; each has the environment twin `PRELABEL_<NAME>` and a key in `prelabel.toml`."""

    model_config = SettingsConfigDict(env_prefix="PRELABEL_", frozen=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535, description="Port of the API and the web app; 0 takes a free one.")
    functions_port: int = Field(8070, ge=0, le=65535, description="Port of the function platform; 0 takes a free one.")
    data: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("prelabel", False)))
    database_url: str = Field(
        "",
        pattern="^(|postgres(ql)?(\\+psycopg)?://.*|sqlite:///.*)$",
        description="Address of a PostgreSQL database; empty for SQLite in the data folder.",
    )
    admin_user: str = "admin"
    admin_password: str = ""
    registration: bool = Field(False, description="Let anybody who reaches the server make an account.")
    trust: tuple[str, ...] = Field((), description="Networks (CIDR) that may read and invoke functions.")
    allow_host: tuple[str, ...] = Field((), description="Further Host names under which the server may be called.")
    allow_network: tuple[str, ...] = Field((), description="Networks (CIDR) from which pictures may be fetched too.")
    share: Path | None = Field(None, description="A folder of this machine whose pictures tasks may be made of.")
    open_functions: bool = Field(False, description="Let anybody on this machine deploy functions.")
    max_pixels: int = Field(178_956_970, gt=0, description="Largest picture that is taken, in pixels.")
    max_remote_bytes: int = Field(2**30, gt=0, description="Largest file that is fetched from the network.")
    max_archive_bytes: int = Field(64 * 2**30, gt=0, description="Largest unpacked archive.")
    max_archive_files: int = Field(1_000_000, gt=0, description="Most files in an archive.")
    chunk_cache_bytes: int = Field(2 * 2**30, ge=0, description="Most disk that chunks of pictures may take.")
    download_interpreters: bool = Field(False, description="Let uv download a Python that a function asks for.")
    nuclio_strict: bool = Field(False, description="Do as Nuclio 1.14 also where that is a fault.")
    kept_versions: int = Field(10, ge=FEWEST_VERSIONS, description="Versions of each function that stay.")
    sandbox: str = Field("auto", pattern="^(auto|bubblewrap|none)$", description="How functions see /opt/nuclio.")
    agent_lease_seconds: float = Field(
        300, gt=0, description="After this silence of an agent its work goes to another."
    )
    agent_wait_seconds: float = Field(120, gt=0, description="How long an immediate call waits for an agent.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - signature of pydantic-settings
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over `prelabel.toml` in the working folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Path("prelabel.toml"))

    @property
    def database_file(self) -> Path:
        return self.data / "prelabel.sqlite"

    @property
    def database_address(self) -> str:
        """Where the application's data is, as SQLAlchemy writes it."""
        _, _, place = self.database_url.partition("://")
        if self.database_url.startswith("postgres"):
            return f"postgresql+psycopg://{place}"
        return self.database_url or f"sqlite:///{self.database_file}"

    @property
    def jobs_address(self) -> str:
        """Where the state of background work is: a file of its own, or the same PostgreSQL database."""
        if self.database_url.startswith("postgres"):
            return self.database_address
        return f"sqlite:///{self.data / 'jobs.sqlite'}"

    @property
    def media_folder(self) -> Path:
        return self.data / "media"

    @property
    def chunks_folder(self) -> Path:
        """Chunks that have been made; may be deleted at any time."""
        return self.data / "chunks"

    @property
    def uploads_folder(self) -> Path:
        return self.data / "uploads"

    @property
    def functions_folder(self) -> Path:
        """Bundles, logs and port records of functions."""
        return self.data / "functions"

    @property
    def environments_folder(self) -> Path:
        return self.data / "environments"

    @property
    def log_file(self) -> Path:
        return self.data / "prelabel.log"


def load(**given: Any) -> Settings:
    """Settings from what was given on the command line (None means not given), the environment and the file."""
    return Settings(**{name: value for name, value in given.items() if value is not None})
