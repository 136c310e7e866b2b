"""The one exception tree. The class says who must act; what HTTP makes of it is each API's own table.

PrelabelError
├─ UserError                 the caller can put it right
│  ├─ InvalidInput           a value is wrong; names the field
│  │  ├─ BadPicture          a file is no picture we can take; names the file
│  │  ├─ BadArchive          an archive is broken, too large or climbs out of its folder
│  │  └─ InvalidMapping      a label mapping does not fit the function or the task
│  ├─ TooLarge               a body or file is over a limit; names both numbers
│  │  └─ HeadersTooLarge     the header block of a request is
│  ├─ NotFound               no such thing, or none that the caller may see
│  │  └─ UnknownProject      a function names a project that does not exist
│  ├─ NotSignedIn            no valid credentials came with the request
│  ├─ NotAllowed             the caller is known and may not do this
│  └─ Conflict               the thing is in a state in which this cannot be done now
│     └─ Stale               somebody has changed it since the caller read it; has what is there now
├─ FunctionError             the author of the function must act
│  ├─ BuildFailed            the environment or the bundle could not be made
│  ├─ StartFailed            the handler could not be imported or init_context raised
│  ├─ HandlerFailed          the handler raised, or answered with an error status
│  ├─ BadResponse            the handler's answer is not what its kind promises
│  ├─ WorkerCrashed          the worker's process ended in the middle of an event
│  ├─ EventTimedOut          the handler took longer than eventTimeout
│  └─ NoWorkerFree           every worker was busy for longer than the trigger allows
└─ OperatorError             whoever runs the server must act
   ├─ DataFolderInUse        another server works on the data folder
   ├─ DataFolderTooNew       a newer version of Prelabel has written the data folder
   ├─ DatabaseUnreachable    the database does not answer, or refuses us
   ├─ PortTaken              something else listens on the port
   └─ Unprotected            listening beyond this machine without a password
"""


class PrelabelError(Exception):
    """Something went wrong in Prelabel."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())

    @property
    def message(self) -> str:
        return str(self.args[0])


class UserError(PrelabelError):
    """The request cannot be done as it stands."""


class InvalidInput(UserError):
    """A value is wrong."""

    def __init__(self, message: str | None = None, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class BadPicture(InvalidInput):
    """The file is not a picture that can be read."""


class BadArchive(InvalidInput):
    """The archive cannot be read."""


class InvalidMapping(InvalidInput):
    """Invalid mapping."""


class TooLarge(UserError):
    """The body is larger than the limit."""


class HeadersTooLarge(TooLarge):
    """The header block is larger than the limit."""


class NotFound(UserError):
    """Not found."""


class UnknownProject(NotFound):
    """Project does not exist."""


class NotSignedIn(UserError):
    """Authentication credentials were not provided."""


class NotAllowed(UserError):
    """You do not have permission to perform this action."""


class Conflict(UserError):
    """This cannot be done in the present state."""


class Stale(Conflict):
    """Somebody has changed this since you read it."""

    def __init__(self, message: str | None = None, *, version: str = "", current: object = None) -> None:
        super().__init__(message)
        self.version = version
        self.current = current


class FunctionError(PrelabelError):
    """The function failed."""


class BuildFailed(FunctionError):
    """The function's environment could not be built."""


class StartFailed(FunctionError):
    """The function could not be started."""


class HandlerFailed(FunctionError):
    """The function's handler failed."""

    def __init__(self, message: str | None = None, *, status: int = 500) -> None:
        super().__init__(message)
        self.status = status


class BadResponse(FunctionError):
    """The function's answer does not have the expected form."""


class WorkerCrashed(FunctionError):
    """The worker's process ended while it handled the event."""


class EventTimedOut(FunctionError):
    """The handler took longer than the function's eventTimeout."""


class NoWorkerFree(FunctionError):
    """No worker became free in time."""


class OperatorError(PrelabelError):
    """The server cannot be run like this."""


class DataFolderInUse(OperatorError):
    """Another server works on this data folder."""


class DataFolderTooNew(OperatorError):
    """The data folder was written by a newer version of Prelabel."""


class DatabaseUnreachable(OperatorError):
    """The database cannot be used."""


class PortTaken(OperatorError):
    """Another program listens on this port."""


class Unprotected(OperatorError):
    """Listening beyond this machine needs a password."""
