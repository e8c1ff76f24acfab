"""An investigation that ends in an error: the model was overloaded and the runner gave up."""

from otlp import Call, Failure, Trace, http, text
from world import INVESTIGATOR

REPORT = """Push notifications on the mobile app arrive without sound for users on the newest OS beta.
Started with app build 812 or with the beta, unclear. Please investigate."""

OVERLOADED = "overloaded: the model is at capacity, try again later"


def traces():
    t = Trace("silent-push", "2026-11-20T11:45:30.118Z", "investigator")
    run = t.agent(INVESTIGATOR, [text(REPORT)], conversation="inv_01KA3VR5HN")
    run.call("Two suspects, build 812 and the beta. A user on the beta with an older build tells "
             "them apart.",
             Call("query_logs", {"service": "notifier", "query": "provider=push os=beta build<812",
                                 "from": "2026-11-20T06:00Z", "to": "2026-11-20T11:00Z"},
                  "2026-11-20T07:12:50.332Z INFO notifier provider=push device=dev_33a os=beta "
                  "build=809 sound=default accepted=true\n2026-11-20T09:31:07.640Z INFO notifier "
                  "provider=push device=dev_33a os=beta build=809 sound=default accepted=true",
                  ms=2_600),
             Call("query_logs", {"service": "notifier", "query": "provider=push os=stable build=812",
                                 "from": "2026-11-20T06:00Z", "to": "2026-11-20T11:00Z"},
                  Failure("timeout", "query cancelled after 30,000 ms"), ms=30_000,
                  below=[http("POST", "logs.internal.example", "/v1/search", 200, 29_900)]))
    for _ in range(3):
        run.fail_model(529, OVERLOADED)
    run.give_up(Failure("ModelUnavailable", "gave up after 3 attempts: " + OVERLOADED,
                        "Traceback (most recent call last):\n"
                        "  File \"/srv/runner/loop.py\", line 88, in step\n"
                        "    answer = await self.model.complete(prompt)\n"
                        "  File \"/srv/runner/model.py\", line 140, in complete\n"
                        "    raise ModelUnavailable(attempts, error) from error\n"
                        "ModelUnavailable: gave up after 3 attempts: " + OVERLOADED))
    return [t]
