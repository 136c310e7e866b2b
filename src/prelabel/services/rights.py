"""What ties to a thing let one do what with it: the rights as data. `access` asks the database for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto

from prelabel.domain.actor import Actor


class Tie(Flag):
    """How a person may be tied to a project, task or job, or to what hangs on one."""

    OWNER = auto()  # of the thing itself: who made it
    ASSIGNEE = auto()
    TASK_OWNER = auto()  # of the task of a job
    TASK_ASSIGNEE = auto()
    PROJECT_OWNER = auto()
    PROJECT_ASSIGNEE = auto()
    ANNOTATOR = auto()  # assignee of a job in the task
    AGENT = auto()  # owner of an agent that is at work on the task
    WITHIN = auto()  # whoever may see a task in the project
    PUBLIC = auto()  # everybody, where the owner has made the thing public
    NONE = 0


@dataclass(frozen=True)
class Right:
    """Which ties suffice, by role; administrators need none unless `private`. Without it the thing is not found
    where that is `secret`, and otherwise refused."""

    noun: str
    verb: str
    user: Tie
    worker: Tie
    private: bool = False
    secret: bool = True

    def ties(self, actor: Actor) -> Tie:
        """The ties that suffice for somebody who is no administrator."""
        return self.worker if actor.role == "worker" else self.user

    def for_all(self, actor: Actor) -> bool:
        """Whether the actor needs no tie."""
        return actor.is_admin and not self.private


STAFF = Tie.OWNER | Tie.ASSIGNEE
LEADS = Tie.PROJECT_OWNER | Tie.PROJECT_ASSIGNEE

SEE_PROJECT = Right("project", "see", STAFF | Tie.WITHIN, Tie.ASSIGNEE | Tie.WITHIN)
CHANGE_PROJECT = Right("project", "change", STAFF, Tie.NONE, secret=False)

SEE_TASK = Right(
    "task",
    "see",
    STAFF | LEADS | Tie.ANNOTATOR | Tie.AGENT,
    Tie.ASSIGNEE | Tie.PROJECT_ASSIGNEE | Tie.ANNOTATOR | Tie.AGENT,
)
SEE_PICTURES = Right(
    "task", "see all pictures of", STAFF | LEADS | Tie.AGENT, Tie.ASSIGNEE | Tie.PROJECT_ASSIGNEE | Tie.AGENT
)
ALL_OF_TASK = Right(
    "task", "export and import all of", STAFF | LEADS, Tie.ASSIGNEE | Tie.PROJECT_ASSIGNEE, secret=False
)
CHANGE_TASK = Right("task", "change", STAFF | LEADS, Tie.NONE, secret=False)

SEE_JOB = Right(
    "job",
    "see",
    Tie.ASSIGNEE | Tie.TASK_OWNER | Tie.TASK_ASSIGNEE | LEADS,
    Tie.ASSIGNEE | Tie.TASK_ASSIGNEE | Tie.PROJECT_ASSIGNEE,
)

USE_FUNCTION = Right("native function", "use", Tie.OWNER | Tie.PUBLIC, Tie.OWNER | Tie.PUBLIC)
OWN_FUNCTION = Right("native function", "serve and delete", Tie.OWNER, Tie.OWNER, secret=False)

OWN_REQUEST = Right("request", "see and cancel", Tie.OWNER, Tie.OWNER)
OWN_UPLOAD = Right("upload", "go on with", Tie.OWNER, Tie.OWNER, private=True)
OWN_TOKEN = Right("access token", "see and change", Tie.OWNER, Tie.OWNER, private=True)
OWN_ACCOUNT = Right("user", "change", Tie.OWNER, Tie.OWNER, secret=False)
OWN_COMMENT = Right("comment", "change", Tie.OWNER, Tie.OWNER, secret=False)
DELETE_ISSUE = Right("issue", "delete", Tie.OWNER | Tie.TASK_OWNER | Tie.TASK_ASSIGNEE | LEADS, Tie.OWNER, secret=False)
CANCEL_RUN = Right("run", "cancel", Tie.OWNER | Tie.TASK_OWNER | Tie.TASK_ASSIGNEE | LEADS, Tie.OWNER, secret=False)
