using PromptLab.Cli.Terminal;
using PromptLab.Confirming;
using PromptLab.Experiments;
using PromptLab.Files;
using PromptLab.Holdouts;
using PromptLab.Texts;
using PromptLab.Workspace;

namespace PromptLab.Cli.Views;

/// <summary>Reports events on standard error as they occur.</summary>
/// <param name="context">The command's streams.</param>
/// <param name="log">The structured log of runs; null for none.</param>
internal sealed class ConsoleObserver(CommandContext context, RunLog? log = null) : IProjectObserver
{
    private ProgressView? _progress;

    public void Observe(ProjectEvent happened)
    {
        log?.Note(happened);
        switch (happened)
        {
            case CallsStarting calls:
                _progress = new ProgressView(context, calls);
                break;
            case ResultSaved saved:
                _progress?.Show(saved.Tally);
                break;
            case RunsResumed resumed:
                ResumeView.Write(context.Error, resumed.Runs);
                break;
            case RowsNotSaved rows:
                Say(
                    rows.Problems,
                    "The results are kept, but not on the scoreboard. Mend it, then give them rows without asking again: promptlab grade RUN"
                );
                break;
            case ClaimNotSaved claim:
                Say(
                    claim.Problems,
                    "The answers are kept, but what they come to is not in the ledger, so there is no claim. Mend it, then the same command again: nothing is asked twice."
                );
                break;
            default:
                if (Line(happened) is { } line)
                    context.Error.WriteLine(line);
                break;
        }
    }

    public Task WhileCallingAsync(Func<Task> work) => _progress?.ShowAsync(work) ?? work();

    private static string? Line(ProjectEvent happened) =>
        happened switch
        {
            WarningFound found => string.Join('\n', ProblemGroup.LinesOf([found.Warning, .. found.Others])),
            LookTaken look => FormattableString.Invariant(
                $"{look.Look.Reference}: look {look.Look.Number} at the holdout, kept in {look.Ledger}. It makes no claim; that takes promptlab confirm."
            ),
            ClaimLookTaken look => FormattableString.Invariant(
                $"{look.Look.Reference} against {look.Look.Baseline}: look {look.Look.Number} at the holdout{(look.IsResumed ? ", which goes on" : "")}, kept in {look.Ledger}."
            ),
            StopRequested stop => $"Stopping: calls under way have {Format.Wait(stop.Grace)} to end. Ask once more to stop at once.",
            CallsStopped { Run: { } run } race => $"{run.Prompt.Reference}: {race.Reason}",
            CallsStopped stopped => stopped.Reason,
            CacheMissing cache => $"warning: there is no response cache at {cache.File} to read from; every call is made.",
            CacheFailed cache => $"warning: the response cache failed at least once, and what it could not give was asked: {cache.Message}",
            ScoreboardRepaired repaired => $"warning: {repaired.Note}",
            _ => null,
        };

    private void Say(IReadOnlyList<Problem> problems, string consequence)
    {
        foreach (var line in ProblemGroup.LinesOf(problems))
            context.Error.WriteLine(line);
        context.Error.WriteLine(consequence);
    }
}
