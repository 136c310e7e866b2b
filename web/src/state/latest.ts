/** Asks one thing at a time; of what comes meanwhile only the newest is asked, and only the newest answer counts. */

export class Latest<Question, Answer> {
  private waiting: { readonly question: Question } | null = null;
  private turn = 0;
  private asking = false;

  constructor(
    private readonly ask: (question: Question) => Promise<Answer>,
    private readonly answered: (answer: Answer) => void,
  ) {}

  /** Whether an answer is still to come. */
  get isOpen(): boolean {
    return this.asking || this.waiting !== null;
  }

  put(question: Question) {
    this.waiting = { question };
    this.turn += 1;
    if (!this.asking) void this.go();
  }

  /** Nothing that was asked matters any more. */
  drop() {
    this.waiting = null;
    this.turn += 1;
  }

  private async go() {
    this.asking = true;
    while (this.waiting) {
      const { question } = this.waiting;
      const { turn } = this;
      this.waiting = null;
      const answer = await this.ask(question);
      if (turn !== this.turn) continue;
      this.asking = false;
      this.answered(answer);
      return;
    }
    this.asking = false;
  }
}
