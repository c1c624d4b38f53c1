"""A stand-in for the analysis process; the title of an article says how it is to behave."""

import json
import os
import sys
import time


def say(message, split=False):
    line = json.dumps(message, ensure_ascii=False) + "\n"
    if split:
        middle = len(line) // 2
        sys.stdout.write(line[:middle])
        sys.stdout.flush()
        time.sleep(0.05)
        line = line[middle:]
    sys.stdout.write(line)
    sys.stdout.flush()


def annotations(article, count):
    text = article["text"]
    mentions = [{"start": i, "end": i + 1, "kind": "name"} for i in range(min(3, len(text)))]
    entities = [{"id": f"e{i}", "type": "PER", "name": f"É{i}", "mentions": mentions} for i in range(count)]
    return {"pipeline": "fake", "entities": entities, "quotes": []}


def behave(job, article):
    kind, _, number = (article["metadata"]["title"] or "plain").partition(":")
    if kind == "crash":
        sys.stderr.write("something broke\n")
        os._exit(3)
    if kind == "crash-once" and not os.path.exists(number):
        open(number, "w").close()
        os._exit(3)
    if kind == "hang":
        time.sleep(600)
    if kind == "refuse":
        say(
            {
                "event": "failed",
                "job": job,
                "key": "model_missing",
                "values": {"reason": "x"},
                "message": "no",
            }
        )
        return
    if kind == "noise":
        sys.stdout.write("not json\n[]\n")
        say({"event": "done", "job": 9999, "annotations": annotations(article, 1)})
    if kind == "slow":
        for done in range(4):
            say({"event": "progress", "job": job, "done": done, "total": 4})
            time.sleep(0.05)
    count = int(number) if number.isdigit() else 1
    say({"event": "partial", "job": job, "annotations": annotations(article, count)}, split=True)
    say({"event": "progress", "job": job, "done": 1, "total": 1})
    say({"event": "done", "job": job, "annotations": annotations(article, count + 1)}, split=True)


def main():
    say({"event": "ready", "pipeline": "fake"})
    for line in sys.stdin:
        message = json.loads(line)
        if message["op"] == "quit":
            return
        if message["op"] == "annotate":
            behave(message["job"], message["article"])


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    main()
