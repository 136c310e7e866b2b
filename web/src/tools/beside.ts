/** Has a worker do what would hold up the pointer; it is started with the first question. */

type Told<Answer> = { readonly id: number; readonly answer?: Answer; readonly error?: string };
type Waiting<Answer> = { resolve(answer: Answer): void; reject(error: Error): void };

export class Beside<Question, Answer> {
  private readonly waiting = new Map<number, Waiting<Answer>>();
  private worker: Worker | null = null;
  private last = 0;

  constructor(private readonly make: () => Worker) {}

  ask(question: Question, transfer: Transferable[] = []): Promise<Answer> {
    this.worker ??= this.start();
    this.last += 1;
    const [id, to] = [this.last, this.worker];
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      to.postMessage({ id, question }, transfer);
    });
  }

  private start(): Worker {
    const worker = this.make();
    worker.onmessage = ({ data: { id, answer, error } }: MessageEvent<Told<Answer>>) => {
      const asker = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) asker?.resolve(answer as Answer);
      else asker?.reject(new Error(error));
    };
    worker.onerror = ({ message }) => {
      for (const { reject } of this.waiting.values()) reject(new Error(message || "A worker could not be started."));
      this.waiting.clear();
      this.worker = null;
    };
    return worker;
  }
}

/** The worker's side: answers each question, or says why it cannot. */
export function serve<Question, Answer>(answerTo: (question: Question) => Answer | Promise<Answer>) {
  addEventListener("message", async ({ data: { id, question } }: MessageEvent<{ id: number; question: Question }>) => {
    try {
      postMessage({ id, answer: await answerTo(question) });
    } catch (error) {
      postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  });
}
