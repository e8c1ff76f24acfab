/// `playbooks/red-green.md`: how a prompt is changed so that the change can be believed.
public enum RedGreenPlaybook {
    /// The revision of the text, which is part of its file's identity; count it up with every change.
    public static let revision: Int64 = 1

    /// The text.
    public static let text = """
        # Change a prompt: red, then green

        The rule: no change of a prompt without an eval that fails before it. An eval that never failed
        proves nothing, and a prompt that was changed without one may have become worse.

        SUITE is a suite file in git, or the name of a directory below `evals/`. Run the commands in the
        directory of the repository; every one of them says more with `--help`.

        ## 1. Look

            dossier eval check SUITE              # is anything wrong with it? mend that first
            dossier eval list SUITE               # the cases, a line for each
            dossier eval run SUITE --repeat 3     # how things are; exit status 0 passed, 1 failed, 2 broken
            dossier eval results SUITE last       # the same again, without asking anybody

        `errored` and `unscored` are not failures of the prompt: a program, a server or the judge is out
        of order. Mend that before you go on; `grades.yaml` of the case has the reason.

        ## 2. Red: one case that fails for the reason you care about

        From production, with pseudonyms in place of people and machines:

            dossier eval steal interactions/DAY/NAME/llm/004-review --suite SUITE --name late-refund

        Or by hand: a new file `evals/SUITE/cases/late-refund.yaml`, or

            dossier eval add SUITE < late-refund.yaml

        Read the case: is anything in it that must not be in git? Say in `expect` or in a matcher what a
        good answer is. Judge the thing that is wrong, and not the words in which you would say it. Then:

            dossier eval run SUITE --case late-refund --repeat 5

        It must fail. If it passes, the case does not show the problem, or its matchers do not see it:
        change the case, not the prompt. If it passes sometimes, you have found how often it goes wrong; keep
        the number of repetitions, and aim for `pass^5`.

        Commit the red case by itself.

        ## 3. Green: the smallest change of the prompt

        Change the prompt. State the rule that the answer broke; do not describe the case.

            dossier eval run SUITE --case late-refund --repeat 5
            dossier eval run SUITE --repeat 3
            dossier eval compare BEFORE AFTER --suite SUITE     # names of runs: dossier eval results SUITE

        - The new case passes every time.
        - Nothing is newly failing. If something is, the change is wrong, or two cases contradict each
          other: say so to a person.
        - `prompt:` of the summary tells its length, and how many cases share a stretch with it word for
          word. Both are to stay where they were. A prompt that holds its own cases passes them and
          nothing else: take the example out, and put the rule in.
        - The held-out score did not fall. You see that score and nothing else of these cases; do not look
          for them elsewhere.

        If it does not pass after three changes, stop: put the prompt back, keep the red case, and write
        down what you tried.

        ## 4. Clean up

        Shorten the prompt as far as everything stays green. Run all of it once more, and commit the
        prompt with the name of the run:

            dossier eval run SUITE --repeat 3
            dossier eval results SUITE --history     # the ledger: each case, each run, each prompt

        A case that is `unproven` in the ledger never failed. Break the prompt on purpose (leave out the
        line that the case is about), see the case fail, and put the line back; or remove the case.

        """
}
