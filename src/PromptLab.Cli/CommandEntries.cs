using PromptLab.Cli.Commands;
using static PromptLab.Cli.Terminal.ExitCodes;

namespace PromptLab.Cli;

/// <summary>The list of commands, by stage of the work.</summary>
internal static class CommandEntries
{
    private const string SetUp = "Set up";
    private const string Measure = "Measure";
    private const string Understand = "Understand";
    private const string Change = "Change";
    private const string Claim = "Claim";

    public static IReadOnlyList<CommandEntry> All { get; } =
    [
        new(SetUp, InitCommand.Create, "init --from emails.csv --input Message --expected Label", "init --name triage") { FirstStep = 1 },
        new(SetUp, CheckCommand.Create, "check", "check --ci") { FirstStep = 2 },
        new(SetUp, ModelsCommand.Create, "models", "models test main") { ExitCodes = [Incomplete] },
        new(SetUp, CompletionCommand.Create, "completion bash", "completion pwsh"),
        new(Measure, RunCommand.Create, "run", "run --prompt triage@v3 --evalset tickets --split dev --max-cost 1")
        {
            FirstStep = 3,
            ExitCodes = [Incomplete, Cancelled],
        },
        new(Measure, GradeCommand.Create, "grade triage@v3", "grade --evalset tickets --responses answers.csv")
        {
            ExitCodes = [Incomplete, Cancelled],
        },
        new(
            Measure,
            RecordCommand.Create,
            "record triage@v3 --out results/recordings/triage.jsonl",
            "record 3f9a2c --out r.jsonl --replace"
        ),
        new(Measure, CacheCommand.Create, "cache stats", "cache clear --model main"),
        new(Understand, FailuresCommand.Create, "failures triage@v3", "failures triage@v3 --item t-07") { FirstStep = 4 },
        new(Understand, CompareCommand.Create, "compare triage@v2 triage@v3", "compare triage@v2 triage@v3 --csv items.csv")
        {
            FirstStep = 6,
        },
        new(Understand, DiagnoseCommand.Create, "diagnose triage@v3", "diagnose triage@v3 --markdown"),
        new(Understand, BoardCommand.Create, "board triage", "board triage --plot"),
        new(Change, NewCommand.Create, "new triage", "new triage --from triage@v3"),
        new(Change, FreezeCommand.Create, "freeze triage --hypothesis \"Naming the labels fixes unknown ones\"", "freeze triage --undo")
        {
            FirstStep = 5,
        },
        new(Change, ShowCommand.Create, "show triage@v3", "show triage@v3 --item t-07 --evalset tickets"),
        new(Change, DiffCommand.Create, "diff triage@v2 triage@v3", "diff triage@v3 triage@draft"),
        new(Change, SplitDraftCommand.Create, "split-draft triage", "split-draft triage --json"),
        new(
            Change,
            RevertSectionCommand.Create,
            "revert-section triage@v5 constraints --to v3",
            "revert-section triage@v5 examples --to v1"
        ),
        new(Change, RenumberCommand.Create, "renumber triage@v3", "renumber triage@v3 --text theirs.prompt.md"),
        new(Change, LogCommand.Create, "log triage", "log triage --markdown"),
        new(Claim, SplitEvalSetCommand.Create, "split-evalset tickets", "split-evalset tickets --holdout 40 --dry-run") { FirstStep = 8 },
        new(Claim, StatusCommand.Create, "status triage", "status triage --max-cost 5") { FirstStep = 7 },
        new(Claim, ConfirmCommand.Create, "confirm triage@v3 --against triage@v1", "confirm triage@v3 --against production --dry-run")
        {
            FirstStep = 9,
            ExitCodes = [Incomplete, Cancelled],
        },
        new(Claim, GateCommand.Create, "gate", "gate nightly --junit results/junit.xml")
        {
            FirstStep = 10,
            ExitCodes = [GateFailed, Incomplete],
        },
        new(Claim, PromoteCommand.Create, "promote triage@v3 production", "promote triage@v3 production --force \"agreed with support\""),
        new(Claim, RollbackCommand.Create, "rollback triage production", "rollback triage production --why \"complaints\""),
        new(Claim, LabelCommand.Create, "label triage@v3 baseline", "label triage@v3 staging --by ana"),
    ];
}
